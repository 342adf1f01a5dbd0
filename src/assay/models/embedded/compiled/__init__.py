"""The same model in C, which is compiled where the package is built: a hundred times as fast as
Python, and many texts at once."""
