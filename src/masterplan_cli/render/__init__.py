"""Templates and records become documents, every value with its origin.

In: a ``Masterplan`` and the profile's templates. Out: ``Document``s and findings that name the
template's line. Knows no output format.
"""
