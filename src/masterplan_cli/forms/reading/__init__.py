"""A form comes back: bytes of any origin to lines of values, and findings about cells.

In: a file's name and bytes. Out: lines by sheet. ``guard`` refuses what is hostile or no form,
``grid`` gives cells, ``lines`` finds records again, ``values`` understands what people type.
"""
