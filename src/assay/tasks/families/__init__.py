"""Generated tasks: problems without end at five levels, whose answers are known as they are made.

One file a family. What a family draws is decided by a seed alone, and a problem belongs to the
split `train` or `test` by a hash of its content, so that no seed brings a problem of one split
into the other.
"""
