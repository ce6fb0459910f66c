"""What comes back from Word: comments placed on the records that they speak of.

In: a returned ``.docx`` and today's workspace. Out: places in YAML or templates.
"""
