"""The only reader of the disk, and the YAML reader: bytes in; data, places and findings out.

Every scalar stays text here: what a text means is decided by the schema that wants it.
"""
