"""The files of a new region's workspace, and the JSON Schema of every kind of file.

In: what the region answered, and a profile. Out: names and texts; nothing is written here.
"""
