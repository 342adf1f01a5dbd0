"""A real, headless Chromium for the tests of pages, and what a reader sees in it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

__all__ = [
    "BROWSER", "TOOLS", "all_of", "choose", "lowest_contrast", "opened", "search", "settled",
    "tally", "text_of",
]  # fmt: skip

TOOLS = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "chromium.py"))
BROWSER = [
    pytest.mark.slow,
    pytest.mark.skipif(TOOLS["binary"]() is None, reason="no chromium binary on the path"),
]


def text_of(tab, selector):
    return tab.js(f"document.querySelector({selector!r}).textContent")


def all_of(tab, selector):
    return tab.js(f"[...document.querySelectorAll({selector!r})].map(e => e.textContent)")


def tally(tab):
    return text_of(tab, "#tally")


def settled(tab, said):
    tab.wait(f"document.querySelector('#tally').textContent === {said!r}")


def opened(tab, beginning):
    tab.wait(f"document.querySelector('#sample h2')?.textContent.startsWith({beginning!r})")


def search(tab, query):
    field = "document.getElementById('query')"
    tab.js(f"{field}.value = {query!r}; {field}.dispatchEvent(new Event('input'))")
    tab.wait("location.hash.includes('q=')")
    tab.wait("document.getElementById('progress').hidden")


def choose(tab, label, value):
    tab.js(
        f"(field => {{ field.value = {value!r}; field.dispatchEvent(new Event('change')) }})"
        "([...document.querySelectorAll('#more-filters label')]"
        f".find(e => e.firstChild.textContent === {label!r}).querySelector('select, input'))"
    )


def lowest_contrast(tab, names):
    """Of the style's colours of those names, on either ground, the one that is hardest to read."""
    style = "getComputedStyle(document.documentElement)"
    values = tab.js(
        f"{[*names, 'paper', 'sunk']}.map(n => {style}.getPropertyValue('--' + n).trim())"
    )
    *inks, paper, sunk = (_luminance(value) for value in values)
    named = zip(names, inks, strict=True)
    return min((min(_contrast(ink, paper), _contrast(ink, sunk)), name) for name, ink in named)


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one, other):
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
