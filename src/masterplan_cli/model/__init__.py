"""The region's content as records: types only, one noun per file.

In: trees from ``source``. Out: a ``Workspace``, or findings where a type is wrong.
Completeness is not asked here: it depends on the stage, so it is a check.
"""
