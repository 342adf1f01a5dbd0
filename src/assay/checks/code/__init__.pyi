# Written by scripts/write_docs.py; edits here are lost.

from assay.checks.code.asserts import Asserts as Asserts
from assay.checks.code.avoids import Avoids as Avoids
from assay.checks.code.comments import Comments as Comments
from assay.checks.code.complexity import Complexity as Complexity
from assay.checks.code.docstrings import Docstrings as Docstrings
from assay.checks.code.function import Function as Function
from assay.checks.code.imports import Imports as Imports
from assay.checks.code.input import Input as Input
from assay.checks.code.layout import Layout as Layout
from assay.checks.code.names import Names as Names
from assay.checks.code.output import Output as Output
from assay.checks.code.repository import Repository as Repository
from assay.checks.code.ruff import Ruff as Ruff
from assay.checks.code.security import Security as Security
from assay.checks.code.shell import Shell as Shell
from assay.checks.code.sql import Sql as Sql
from assay.checks.code.stdio import Stdio as Stdio
from assay.checks.code.typing import Typing as Typing
from assay.checks.code.uses import Uses as Uses
from assay.checks.code.verilog import Verilog as Verilog
from assay.checks.code.verilog_equivalence import VerilogEquivalence as VerilogEquivalence
