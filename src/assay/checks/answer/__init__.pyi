# Written by scripts/write_docs.py; edits here are lost.

from assay.checks.answer.any import Any as Any
from assay.checks.answer.choice import Choice as Choice
from assay.checks.answer.exact import Exact as Exact
from assay.checks.answer.expression import Expression as Expression
from assay.checks.answer.gym import Gym as Gym
from assay.checks.answer.math import Math as Math
from assay.checks.answer.number import Number as Number
from assay.checks.answer.parts import Parts as Parts
from assay.checks.answer.text import Text as Text
