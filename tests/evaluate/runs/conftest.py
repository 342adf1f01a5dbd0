"""Runs are tried against the endpoint that the models' tests have made."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "models"))
