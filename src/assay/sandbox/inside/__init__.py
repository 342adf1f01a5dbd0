"""What runs inside: the zygote, the jail it builds and the programs it forks.

These modules are read as text by the host and executed in a fresh interpreter under the package
name `inside`, from which Assay cannot be reached: they import the standard library and each other
(relatively), and nothing else.
"""

from __future__ import annotations

__all__: list[str] = []
