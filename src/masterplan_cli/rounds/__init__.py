"""What goes round: drafts that were sent and come back, and plans at two commits.

Knows the order of these ways, as ``compiler`` knows that of a build; prints and writes nothing.
"""
