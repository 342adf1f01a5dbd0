"""Many checks over many samples: inline and in worker processes, in order, nothing lost."""

from assay.engine.engine import Engine
from assay.engine.job import Job, Settings, Verdicts

__all__ = ["Engine", "Job", "Settings", "Verdicts"]
