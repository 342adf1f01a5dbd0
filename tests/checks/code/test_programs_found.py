"""The program in a response: by which rule it is found, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.code.extraction import LANGUAGES, defines, find, head_of
from assay.response import Response

F = "def f(x):\n    return x"
PROMPT = 'from math import pi\n\n\ndef f(x):\n    """Give it back."""\n'


def found(text, **given):
    made = find(Response(text), **{"entry_point": "f", **given})
    if made is None:
        return None
    span = made.span
    assert text[span.start : span.end] == span.text
    return made.rule, made.text


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"Here:\n```python\n{F}\n```\nDone.", "fence"),
        (f"```\n{F}\n```", "fence"),
        (f"```Python3\n{F}\n```\n```python\nprint(f(1))\n```", "fence"),
        (f"```python\ndef f(x): 1\n```\nNo, rather:\n```python\n{F}\n```", "fence"),
        (f"```python\n{F}\n```\n```text\ndef f(x): output\n```", "fence"),
        (f"1. So:\n   ```python\n   {F.replace(chr(10), chr(10) + '   ')}\n   ```", "fence"),
        (f"```python\n{F}", "fence, open"),
        (f"<think>\n```python\ndef f(x): 2\n```\n</think>\n```python\n{F}\n```", "fence"),
        (f"[PYTHON]\n{F}\n[/PYTHON]", "tag"),
        (f"[BEGIN]\n{F}\n[DONE]", "tag"),
        (f"<code>\n{F}\n</code>", "tag"),
        (F, "whole"),
        (f"Of course! This will do it:\n\n{F}\n\nI hope that it helps you.", "lines"),
    ],
)
def test_rules(text, rule):
    made = found(text)
    assert made is not None
    assert made[0] == rule
    assert made[1].strip() == F


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("    return x\n", "prompt"),
        ("\n    y = x\n    return y", "prompt"),
        ("return x\n", "prompt, indented"),
        ("y = x\nreturn y", "prompt, indented"),
        ("for y in [x]:\n        pass\n    return y", "prompt, indented"),
        ("    return x\n\nThis function is as short as can be", "prompt, cut"),
        ("    return x\n\ndef g(:\n", "prompt, cut"),
    ],
)
def test_a_prompt_is_continued(text, rule):
    made = found(text, prompt=PROMPT)
    assert made is not None
    assert made[0] == rule
    assert made[1].startswith(PROMPT)
    space: dict = {}
    exec(made[1], space)
    assert space["f"](3) == 3


def test_a_block_without_the_function_is_the_last_resort():
    assert found("```python\nprint(1)\n```") == ("fence, last", "print(1)")


def test_a_block_that_is_no_python_is_passed_over():
    text = "```\nx = 1\n```\n```\nand this is the output, of 3 lines\n```"
    assert found(text, entry_point="") == ("fence, last", "x = 1")


def test_nothing_is_found():
    assert found("I cannot help with that.") is None
    assert found("") is None
    assert found(f"<think>\n{F}\n") is None
    assert found("```json\n{}\n```") is None


def test_other_languages():
    text = "```cpp\nint main() {}\n```\n```bash\n./a.out\n```"
    assert found(text, language="cpp", entry_point="") == ("fence, last", "int main() {}")
    assert found("SELECT 1", language="sql", entry_point="") == ("whole", "SELECT 1")
    assert set(LANGUAGES) >= {"python", "cpp", "javascript", "sql", "shell", "verilog"}


def test_definitions():
    for code in ("def f(x): 1", "async def f(): 1", "class f: 1", "f = 3", "f: int = 3"):
        assert defines(code, "f")
    for code in ("  def f(): 1", "def ff(): 1", "f == 3", "x = f", "def f1(): 1"):
        assert not defines(code, "f")


def test_the_head_of_a_prompt():
    assert head_of(PROMPT, "f") == "from math import pi\n\n\n"
    assert head_of("def f(x):", "f") == ""
    assert head_of("Write f, please.\ndef f(x):", "f") == ""


@given(st.text(alphabet="`~\n python def f(x):return[]<>\t\\'\"#", max_size=300))
def test_any_text_is_searched(text):
    found(text)
    found(text, prompt=PROMPT)
    found(text, entry_point="")


@pytest.mark.parametrize(
    "text",
    [
        "```python\n" * 20_000,
        "def f(x):\n" * 20_000,
        "x = [" * 20_000,
        "-" * 100_000 + "1",
        "    return x\nbad line\n" * 5_000,
        "f = 1\n)\n" * 5_000,
        "[BEGIN]" * 20_000,
        "\0" * 100_000,
    ],
)
def test_hostile_texts_are_searched(text):
    found(text)
    found(text, prompt=PROMPT)
