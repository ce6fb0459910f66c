"""The document model: nodes, the Markdown reader, prose, sections, numbering, bookmark names.

In: rendered Markdown with islands. Out: a ``Document`` that every writer understands. Knows
neither the region's model nor any output format.
"""
