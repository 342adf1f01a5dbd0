"""The results page in a real, headless Chromium: what a reader sees and does.

Skipped, with the reason, where no Chromium is installed.
"""

from __future__ import annotations

import pytest
from page_reader import BROWSER, all_of, lowest_contrast, search, tally, text_of
from run_folders import span, verdict

from assay.evaluate.page import PageWriter

pytestmark = BROWSER

TEXT = (
    "👩‍🚀 A pool, they say. <b>x</b></script><script>window.pwned = 1</script>"
    " \u202egnp\u202c \x00 \ud83d end"
)
FAR = "x" * 300_000 + "NEEDLE" + "y " * 350_000


def special_rows():
    inner = verdict("not", "fail", "It holds.", [span("end", TEXT)])
    yield {
        "id": "odd",
        "prompt": "First <i>prompt</i>",
        "response": TEXT,
        "passed": False,
        "score": 0.5,
        "checks": [{"kind": "text.commas", "max": 0}],
        "meta": {"a": "</script>"},
        "verdicts": [
            [
                verdict("text.commas", "fail", "1 comma.", [span(",", TEXT)]),
                verdict("text.words", "pass", "Enough.", [span("pool, they", TEXT)]),
                verdict("all", "undecided", "Some <b>why</b>.", parts=[inner]),
                verdict(
                    "text.json", "error", "Broke.", [{"start": None, "end": None, "text": "zz"}]
                ),
            ]
        ],
    }
    chat = [
        {"role": "assistant", "content": "42"},
        {"role": "tool", "content": "42"},
        {
            "role": "assistant",
            "content": [{"type": "text", "text": "It is "}, {"type": "text", "text": "42."}],
        },
    ]
    yield {
        "id": "many",
        "prompt": [{"role": "user", "content": "Say it"}],
        "response": ["a", chat],
        "checks": [{"kind": "text.words"}],
        "passed": [False, True],
        "score": [0.0, 1.0],
        "verdicts": [
            [verdict("text.words", "fail")],
            [verdict("text.words", "pass", "", [span("42", "It is 42.")])],
        ],
    }
    yield {
        "id": "far",
        "prompt": "long",
        "response": FAR,
        "checks": [],
        "passed": True,
        "score": 1.0,
        "verdicts": [[verdict("text.words", "pass", "There.", [span("NEEDLE", FAR)])]],
    }


def plain_row(i):
    status = ("pass", "fail", "undecided", "error")[i % 4]
    passed = {"pass": True, "fail": False}.get(status)
    return {
        "id": f"p{i}",
        "prompt": f"Prompt {i}",
        "response": f"Answer {i} 😀",
        "checks": [],
        "verdicts": [[verdict("text.words" if i % 3 else "text.commas", status, f"reason {i}")]],
        "passed": passed,
        "score": None if passed is None else (1.0 if passed else i % 10 / 10),
    }


SUMMARY = {
    "rows": 1003,
    "verdicts": 1007,
    "statuses": {"pass": 600, "fail": 300, "undecided": 100, "error": 7},
    "check_rate": {"rate": 0.667, "low": 0.63, "high": 0.7, "n": 900},
    "prompt_rate": None,
    "kinds": [
        {
            "kind": "text.words",
            "pass": 400,
            "fail": 200,
            "rate": {"rate": 0.667, "n": 600},
            "seconds": 0.1,
        },
        {"kind": "text.commas", "pass": 1, "fail": 1, "rate": None},
    ],
}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "results.html"
    with PageWriter(path, "Tide <pools> & forms") as writer:
        for row in special_rows():
            writer.add(row)
        for i in range(1000):
            writer.add(plain_row(i))
        writer.finish(SUMMARY)
    return path


def open_row(tab, page, fragment):
    tab.open(page, fragment)
    tab.wait("!document.getElementById('detail').hidden")


def test_the_summary_stands_first(tab, page):
    tab.open(page)
    assert tab.js("document.title") == "Tide <pools> & forms"
    assert text_of(tab, "h1") == "Tide <pools> & forms"
    assert [figure[:10] for figure in all_of(tab, ".big")] == ["–", "66.7%"]
    assert "95 % interval 63.0 to 70.0, 900 decided" in text_of(tab, "#summary")
    assert [line.split()[0] for line in all_of(tab, ".legend li")] == ["600", "300", "100", "7"]
    assert all_of(tab, ".kinds tbody button") == ["text.words", "text.commas"]
    assert tally(tab) == "1,003 of 1,003 rows"


def test_only_rows_on_the_screen_exist(tab, page):
    tab.open(page)
    assert 10 < tab.js("document.querySelectorAll('.item').length") < 40
    tab.js("scrollTo(0, 1e9)")
    tab.wait("[...document.querySelectorAll('.item')].some(e => e.textContent.includes('p999'))")
    assert tab.js("document.querySelectorAll('.item').length") < 40


def test_nothing_a_row_says_runs_or_becomes_an_element(tab, page):
    open_row(tab, page, "#row=1")
    assert tab.js("window.pwned") is None
    assert tab.js("document.querySelectorAll('#detail b, #detail i, #detail script').length") == 0
    assert "<b>x</b></script><script>window.pwned" in text_of(tab, ".response .text")
    assert "Some <b>why</b>." in text_of(tab, ".side")


def test_hidden_characters_are_shown(tab, page):
    open_row(tab, page, "#row=1")
    assert all_of(tab, ".response .odd") == ["RLO", "PDF", "NUL", "U+D83D"]


def test_evidence_is_marked_at_code_points_and_overlaps_are_shared(tab, page):
    open_row(tab, page, "#row=1")
    marks = tab.js(
        "[...document.querySelectorAll('mark')]"
        ".map(m => [m.textContent, m.className, m.dataset.owners])"
    )
    assert marks == [
        ["pool", "s-pass", "1"],
        [",", "s-fail many", "1 0"],
        [" they", "s-pass", "1"],
        ["end", "s-fail", "3"],
    ]


def test_evidence_that_is_not_in_the_text_is_quoted_but_not_marked(tab, page):
    open_row(tab, page, "#row=1")
    assert all_of(tab, ".quotes span") == ["zz"]


def test_parts_form_a_tree(tab, page):
    open_row(tab, page, "#row=1")
    assert all_of(tab, ".tree > li > .verdict .name") == [
        "text.commas",
        "text.words",
        "all",
        "text.json",
    ]
    assert all_of(tab, ".tree > li > ul > li > .verdict .name") == ["not"]


def test_pointing_at_a_verdict_lights_its_spans(tab, page):
    open_row(tab, page, "#row=1")
    box = tab.js(
        "(r => [r.x + 40, r.y + 12])"
        "(document.querySelectorAll('.verdict')[2].getBoundingClientRect())"
    )
    tab.move(*box)
    assert all_of(tab, "mark.lit") == ["end"]
    tab.move(5, 5)
    assert all_of(tab, "mark.lit") == []
    tab.js("document.querySelector('.verdict > button').click()")
    assert all_of(tab, "mark.lit") == [","]
    assert tab.js("document.querySelector('.verdict > button').ariaPressed") == "true"


def test_of_messages_the_last_of_the_assistant_is_marked(tab, page):
    open_row(tab, page, "#row=2&response=2")
    marks = tab.js("[...document.querySelectorAll('mark')].map(m => m.parentElement.textContent)")
    assert marks == ["It is 42."]
    assert text_of(tab, ".response h2") == "Response 2 of 2"
    tab.js("document.querySelector('.tabs button').click()")
    tab.wait("document.querySelector('.response h2').textContent === 'Response 1 of 2'")


def test_a_long_line_shows_its_beginning_and_its_evidence(tab, page):
    open_row(tab, page, "#row=3")
    assert all_of(tab, "mark") == ["NEEDLE"]
    assert len(text_of(tab, ".response .text")) < 25_000
    tab.js("document.querySelector('.gap').click()")
    assert len(text_of(tab, ".response .text")) > 20_000


def test_filters_narrow_and_go_into_the_address(tab, page):
    tab.open(page)
    tab.js("document.querySelector('#statuses button:nth-child(4)').click()")
    assert tally(tab) == "250 of 1,003 rows"
    tab.js("document.querySelectorAll('.kinds tbody button')[1].click()")
    assert tally(tab) == "84 of 1,003 rows"
    fragment = tab.js("location.hash")
    tab.open(page, fragment)
    assert tally(tab) == "84 of 1,003 rows"
    tab.js("document.getElementById('clear').click()")
    assert tally(tab) == "1,003 of 1,003 rows"


def test_the_histogram_filters_by_score(tab, page):
    tab.open(page)
    tab.js("document.querySelector('.bin[data-bin=\"20\"]').dispatchEvent(new Event('click'))")
    assert tally(tab) == "251 of 1,003 rows, score 1"


def test_order_by_score_puts_rows_without_one_last(tab, page):
    tab.open(page, "#order=high")
    assert text_of(tab, ".item .v").startswith("1.00")
    tab.js("scrollTo(0, 1e9)")
    tab.wait("[...document.querySelectorAll('.item .v')].pop().textContent === '–'")


@pytest.mark.parametrize(
    ("query", "rows"),
    [("PROMPT 77", 11), ("answer 500 😀", 1), ("reason 999", 1), ("it holds.", 1), ("</SCRIPT>", 1),
     ("needle", 1), ("p12", 11), ("no such thing", 0)],
)  # fmt: skip
def test_search_reads_prompts_responses_and_reasons(tab, page, query, rows):
    tab.open(page)
    search(tab, query)
    assert tally(tab) == f"{rows} of 1,003 rows"


def test_keys_walk_the_list_and_the_rows(tab, page):
    tab.open(page)
    tab.js("document.querySelector('.item a').focus()")
    tab.key("ArrowDown")
    tab.key("j")
    tab.key("k")
    tab.wait("document.activeElement.textContent.includes('many')")
    tab.key("Enter")
    tab.wait("location.hash === '#row=2' && !document.getElementById('detail').hidden")
    tab.key("j")
    tab.wait("document.querySelector('#detail h1').textContent.startsWith('Row 3')")
    tab.key("Escape")
    tab.wait("document.getElementById('detail').hidden")
    tab.wait("document.activeElement.textContent.includes('far')")
    tab.key("/")
    assert tab.js("document.activeElement.id") == "query"


def test_back_returns_to_where_the_reader_was(tab, page):
    tab.open(page, "#status=fail")
    tab.js(
        "scrollTo(0, 5000); new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))"
    )
    tab.js("[...document.querySelectorAll('.item a')][12].click()")
    tab.wait("!document.getElementById('detail').hidden")
    tab.js("history.back()")
    tab.wait("document.getElementById('detail').hidden")
    assert abs(tab.js("scrollY") - 5000) < 60
    assert tally(tab).startswith("252 of")


@pytest.mark.parametrize("fragment", ["", "#row=1", "#row=2", "#row=3"])
def test_a_phone_never_scrolls_sideways(tab, page, fragment):
    tab.size(390, 844, scale=2, mobile=True)
    tab.open(page, fragment)
    assert tab.js("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_have_contrast(tab, page, scheme):
    """WCAG AA: 4.5 to 1 for every text colour against both grounds."""
    tab.prefer(color_scheme=scheme, reduced_motion="reduce")
    tab.open(page)
    assert (
        lowest_contrast(tab, ["ink", "quiet", "accent", "pass", "fail", "undecided", "error"])[0]
        >= 4.5
    )


def test_a_page_cut_short_says_so(tab, page, tmp_path):
    text = page.read_text("utf-8")
    cut = tmp_path / "cut.html"
    cut.write_text(text[: text.index('id="block-1"')], "utf-8")
    tab.open(cut, "#row=900")
    assert "cut short" in text_of(tab, "[role=alert]")


def test_an_empty_page_opens(tab, tmp_path):
    with PageWriter(tmp_path / "empty.html", "Nothing") as writer:
        writer.finish({})
    tab.open(tmp_path / "empty.html")
    assert text_of(tab, "#list") == "There are no rows."


def test_the_page_asks_for_nothing(tab, page):
    tab.requests.clear()
    tab.open(page, "#row=1")
    assert [url for url in tab.requests if not url.startswith(("file:", "about:"))] == []
