"""Measures what docs/architecture.md promises of the code, and fails where a promise is broken.

    python scripts/measure_style.py

Functions: median at most 10 lines, 90th percentile at most 35. Files: median at most 150 lines,
none over 500. The ratio of test lines to source lines is printed beside them.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def functions(path: Path) -> list[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def main() -> None:
    source = sorted((ROOT / "src").rglob("*.py"))
    tests = sorted((ROOT / "tests").rglob("*.py"))
    sizes = sorted(size for path in source for size in functions(path))
    files = [lines(path) for path in source if lines(path) > 2]
    total, tested = sum(map(lines, source)), sum(map(lines, tests))
    measured = [
        ("median function", median(sizes), 10),
        ("90th percentile function", sizes[len(sizes) * 9 // 10], 35),
        ("median file", median(files), 150),
        ("longest file", max(files), 500),
    ]
    for name, value, most in measured:
        print(f"{name:32} {value:6g}  at most {most}{'' if value <= most else '   BROKEN'}")
    print(f"{total:,} lines of source in {len(source)} files, {tested:,} lines of tests")
    print(f"{tested / total:.2f} lines of tests a line of source; 1 is what we aim at")
    sys.exit(any(value > most for _, value, most in measured))


if __name__ == "__main__":
    main()
