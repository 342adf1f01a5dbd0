"""Tasks: built in, installed, in a file of Python, or rows in a file; and the field's formats."""

from assay.tasks.registry import open_task
from assay.tasks.task import Task

__all__ = ["Task", "open_task"]
