"""What a model wrote, in a real browser: shown as it is, and never more than text."""

from __future__ import annotations

import pytest
from page_reader import BROWSER, all_of, opened, settled, tally, text_of
from run_folders import line, span, verdict, write_run

from assay.viewer.static import write_page

pytestmark = BROWSER


def test_tokens_are_shaded_by_probability(tab, places, how):
    tab.visit(places(how, "hostile") + "#sample=chat")
    opened(tab, "chat")
    tab.js("document.querySelector('.response .link').click()")
    classes = tab.js("[...document.querySelectorAll('.tokens .text > span')].map(e => e.className)")
    assert classes == ["", "p9", "p2", ""]
    assert "Least likely" in text_of(tab, ".tokens")
    assert tab.js("window.pwned") is None


@pytest.mark.parametrize("sample", ["odd", "chat", "__proto__", "constructor", "broken", "strange"])
def test_nothing_a_model_wrote_runs_or_becomes_an_element(tab, places, how, sample):
    tab.requests.clear()
    tab.visit(places(how, "hostile") + f"#sample={sample}")
    opened(tab, sample)
    for box in (".side .chips button", "details", ".tree button", ".response .link"):
        tab.js(f"document.querySelectorAll({box!r}).forEach(e => e.click())")
    tab.js("new Promise(done => setTimeout(done, 100))")
    assert tab.js("window.pwned") is None
    assert tab.js("document.querySelectorAll('main img, main script, main iframe').length") == 0
    assert not [url for url in tab.requests if "example.com" in url or url.endswith("/x")]
    assert "<img src=x onerror=" in text_of(tab, "#sample")
    said = tab.js("document.getElementById('sample').innerText")
    assert "null" not in said
    assert "[object " not in said


def test_hostile_names_of_slices_are_filters_like_others(tab, places, how):
    tab.visit(places(how, "hostile"))
    tab.js("location.hash = '#view=summary'")
    tab.wait("document.querySelector('#summary .run-card')")
    assert tab.js("window.pwned") is None
    assert tab.js("document.querySelectorAll('#summary img, #summary script').length") == 0
    for value, found in (("x", 0), ("%E2%80%AEother", 4)):
        tab.visit(places(how, "hostile") + f"#slice=%5B%22__proto__%22%2C%22{value}%22%5D")
        assert tally(tab) == f"{found} of 9 attempts"


def test_hostile_names_of_scores_are_names(tab, places, how):
    for name in ("__proto__", "<img src=x onerror=1>"):
        tab.visit(places(how, "hostile"))
        tab.js(f"location.hash = new URLSearchParams({{by: {name!r}, status: 'pass'}})")
        settled(tab, "1 of 9 attempts")
        assert text_of(tab, "#more-filters label:nth-of-type(2) option:checked") == name
        tab.js("location.hash += '&view=summary'")
        tab.wait("document.querySelector('#summary .big')?.textContent.startsWith('100.0')")


def test_hidden_characters_are_spelt_out_in_menus(tab, places, how):
    tab.visit(places(how, "hostile"))
    labels = all_of(tab, "#more-filters label > span")
    assert {"__proto__", "constructor", "a&b=c#d RLO%"} <= set(labels)
    assert "⟨RLO⟩other" in all_of(tab, "#more-filters option")
    assert "\u202e" not in tab.js("document.getElementById('more-filters').textContent")


def test_a_policy_stops_what_would_slip_through(tab, places, how):
    """Were a script or a picture put into the page after all, the browser would refuse it."""
    tab.visit(places(how, "one"))
    tab.js(
        "document.body.append(Object.assign(document.createElement('script'),"
        " {textContent: 'window.pwned = 2'}))"
    )
    tab.js("document.body.insertAdjacentHTML('beforeend', '<p onclick=\"window.pwned = 3\" id=p>')")
    tab.js("document.getElementById('p').click()")
    assert tab.js("window.pwned") is None
    tab.errors.clear()  # the refusals are logged


def test_hidden_characters_are_shown_and_lone_surrogates_survive(tab, places, how):
    tab.visit(places(how, "hostile") + "#sample=odd")
    opened(tab, "odd")
    assert all_of(tab, ".response .odd") == ["RLO", "PDF", "NUL", "U+D83D"]
    tab.visit(places(how, "hostile") + "#row=3")
    opened(tab, "lone")
    assert all_of(tab, "#sample h2 .odd") == ["U+D83D"]


def test_evidence_is_marked_at_code_points(tab, places, how):
    tab.visit(places(how, "hostile") + "#sample=odd")
    opened(tab, "odd")
    marks = "[...document.querySelectorAll('mark')].map(m => [m.textContent, m.className])"
    assert tab.js(marks) == [
        ["pool", "s-pass"],
        [",", "s-fail many"],
        [" they", "s-pass"],
        ["end", "s-fail"],
    ]
    tab.js("document.querySelector('.verdict > button').click()")
    assert all_of(tab, "mark.lit") == [","]


def test_long_texts_and_far_evidence(tab, tmp_path):
    far = "x" * 300_000 + "NEEDLE" + "y " * 350_000
    lines = [line("far", far, [verdict("text.words", "pass", "There.", [span("NEEDLE", far)])])]
    write_page([write_run(tmp_path / "far", lines)], tmp_path / "far.html")
    tab.open(tmp_path / "far.html", "#sample=far")
    opened(tab, "far")
    assert all_of(tab, "mark") == ["NEEDLE"]
    assert len(text_of(tab, ".response .text")) < 25_000


def test_of_messages_the_last_of_the_assistant_is_judged(tab, places, how):
    tab.visit(places(how, "hostile") + "#sample=chat")
    opened(tab, "chat")
    marked = "[...document.querySelectorAll('mark')].map(m => m.parentElement.textContent)"
    assert tab.js(marked) == ["It is 42."]
    assert text_of(tab, ".reasoning .text").startswith("I think <img")
    assert text_of(tab, ".call .raw").startswith("<img")
    assert "example.com" in text_of(tab, ".response")  # named, not loaded


def test_what_was_expected_and_found_is_shown(tab, tmp_path):
    compared = {"stage": "exact", "expected": "41", "found": "42", "policy": "answers/1"}
    given = verdict("answer.math", "fail", "not equal") | {"comparison": compared}
    write_page([write_run(tmp_path / "r", [line("a", "42", [given])])], tmp_path / "r.html")
    tab.open(tmp_path / "r.html", "#sample=a")
    opened(tab, "a")
    assert "expected 41, found 42, by exact" in text_of(tab, ".verdict .fine")
