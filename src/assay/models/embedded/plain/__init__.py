"""The same model in plain Python, where nothing was compiled: slower by two orders of magnitude."""
