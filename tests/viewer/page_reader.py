"""A real, headless Chromium for the viewer's tests, and what a reader sees in it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

__all__ = [
    "BROWSER", "TOOLS", "all_of", "choose", "opened", "search", "settled", "tally", "text_of",
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
