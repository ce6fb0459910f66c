"""Writing back into YAML: only what changes, everything else byte for byte.

In: a file's bytes and changes by path. Out: the file's new bytes, checked to load as the old ones
but for the changes; or findings that say why not.
"""
