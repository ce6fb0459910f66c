"""The formats of findings: a module's name is its format, ``render`` writes it.

``render(report) -> str``; an empty report gives a whole, valid document too.
"""
