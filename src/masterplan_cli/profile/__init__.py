"""The profile: what the ministry asks for, as data.

In: ``templates/<profile>/profile.yaml`` (the workspace's own file first, the packaged one else).
Out: a ``Profile`` of dimensions, stages, books and word lists; nothing of it is a constant here.
"""
