"""Typed YAML: field types, the record base, and validation of a tree into records or findings.

In: a ``source.Tree`` and a record class. Out: the record, and every fault at its narrowest place.

Why a layer of its own: ``model`` (the region's content) and ``profile`` (what the ministry asks
for) are both records over YAML and must not import each other.
"""
