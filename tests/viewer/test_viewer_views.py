"""The page as a whole in a real browser: comparison, summary, live runs, phones, contrast."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from page_reader import BROWSER, all_of, lowest_contrast, opened, search, settled, tally, text_of
from run_folders import many, write_run

from assay.viewer.columns import STATUSES
from assay.viewer.server import Server
from assay.viewer.shelf import Shelf
from assay.viewer.static import write_page

pytestmark = BROWSER


def test_two_runs_stand_side_by_side_with_their_flips(tab, places, how):
    tab.visit(places(how, "one", "two") + "#view=compare")
    counts = [int(text.split()[-1].replace(",", "")) for text in all_of(tab, "#statuses button")]
    assert sum(counts) == 960
    tab.wait("document.querySelector('#pair-line').textContent.includes('40 only in one')")
    for place, name in ((2, "lost"), (3, "gained")):
        tab.visit(places(how, "one", "two") + f"#view=compare&flips={name}")
        settled(tab, f"{counts[place - 1]} of 960 pairs")
        glyphs = "[...document.querySelector('.glyphs').children].map(e => e.ariaLabel)"
        assert tab.js(glyphs) == (["pass", "fail"] if name == "lost" else ["fail", "pass"])
    tab.js("document.querySelector('.item a').click()")
    tab.wait("document.querySelectorAll('.run-name').length === 2")
    assert all_of(tab, "#sample .run-name") == ["one", "two"]
    outcomes = [text.split(",")[0].strip() for text in all_of(tab, ".outcome")]
    assert outcomes == ["fail", "pass"]


def test_a_lost_pair_tells_why_and_is_found_by_what_failed(tab, places, how):
    tab.visit(places(how, "one", "two") + "#view=compare&flips=lost&kind=answer.math")
    lost = tally(tab)
    assert int(lost.split()[0]) > 0
    tab.wait("[...document.querySelectorAll('.item .k')].every(e => e.textContent.trim())")
    assert all(text.startswith("answer.math: found") for text in all_of(tab, ".item .k"))
    assert tab.js("document.querySelector('.item .k').className") == "k c-fail"
    tab.visit(places(how, "one", "two") + "#view=compare&flips=both%20pass&kind=answer.math")
    assert tally(tab) == "0 of 960 pairs"


def test_a_pair_of_which_one_is_not_judged_says_so(tab, places, how):
    tab.visit(places(how, "one", "two") + "#view=compare&by=strict")
    tab.wait(
        "document.querySelector('#pair-line').textContent.includes('two is not judged by strict')"
    )


def test_another_run_is_shown_by_the_same_filters(tab, places, how):
    fragment = "#status=fail&by=strict&slice=%5B%22level%22%2C%223%22%5D&fault=no&sample=s7"
    tab.visit(places(how, "one", "two") + fragment)
    choose_run(tab, "run", 1)
    tab.wait("location.hash.includes('run=1')")
    kept = "status=fail&slice=%5B%22level%22%2C%223%22%5D&sample=s7"
    assert tab.js("location.hash") == f"#run=1&{kept}"
    opened(tab, "s7")


def test_a_run_is_not_paired_with_itself(tab, places, how):
    tab.visit(places(how, "one", "two") + "#view=compare&flips=lost")
    lost = tally(tab)
    choose_run(tab, "pair-a", 1)
    tab.wait("location.hash === '#view=compare&run=1&other=0&flips=lost'")
    tab.js("location.hash = '#view=compare&run=1&other=0&flips=gained'")
    settled(tab, lost)


def test_runs_with_long_names_can_be_told_apart(tab, tmp_path):
    beginning = "a-model-of-many-parameters-temperature-0.7-top-p-0.95"
    runs = [write_run(tmp_path / f"{beginning}-seed-{i}", many(3, 1)) for i in (1, 2)]
    write_page(runs, tmp_path / "r.html")
    tab.open(tmp_path / "r.html", "#view=compare")
    one, two = all_of(tab, "#pair-a option")
    assert (len(one), one[-7:], two[-7:]) == (38, "-seed-1", "-seed-2")
    wide = "['pair-a', 'pair-b'].map(id => document.getElementById(id).clientWidth)"
    assert all(width > 320 for width in tab.js(wide))


def choose_run(tab, field, run):
    found = f"document.getElementById({field!r})"
    tab.js(f"{found}.value = '{run}'; {found}.dispatchEvent(new Event('change')); 0")


def test_search_in_a_comparison_reads_both_runs(tab, places, how):
    tab.visit(places(how, "one", "two") + "#view=compare")
    search(tab, "number 77 ")
    assert tally(tab) == "4 of 960 pairs"


def test_the_summary_draws_what_python_counted(tab, places, how):
    tab.visit(places(how, "one", "two") + "#view=summary")
    tab.wait("document.querySelectorAll('.plot').length >= 1")
    assert len(all_of(tab, ".run-card")) == 2
    heads = all_of(tab, "figcaption h3")
    assert heads[:2] == ["Accuracy by level", "Accuracy by family"]
    assert heads[2].startswith("pass@k")
    assert heads[3] == "Checks that did not pass"
    rows = all_of(tab, ".plots .figure:nth-of-type(3) tbody th")
    assert rows == ["1", "2", "4"]
    tab.js("document.querySelector('.slices tbody a').click()")
    tab.wait("!document.getElementById('browse').hidden")
    settled(tab, "200 of 1,000 attempts")


def test_the_summary_counts_what_did_not_pass_and_leads_there(tab, places, how):
    tab.visit(places(how, "one", "two") + "#view=summary")
    checks = "[...document.querySelectorAll('.figure')].find(e => e.innerText.startsWith('Checks'))"
    tab.wait(checks)
    kind, number = tab.js(
        f"(row => [row.querySelector('a').textContent, row.lastChild.firstChild.textContent])"
        f"({checks}.querySelector('tbody tr'))"
    )
    assert (kind, int(number) > 300) == ("answer.math", True)
    tab.js(f"{checks}.querySelector('tbody a').click()")
    tab.wait("!document.getElementById('browse').hidden")
    settled(tab, f"{number} of 1,000 attempts")


def test_the_summary_is_that_of_the_scoring_that_is_chosen(tab, places, how):
    tab.visit(places(how, "one", "two") + "#view=summary")
    tab.wait("document.querySelectorAll('#summary .big').length === 2")
    assert all_of(tab, "#summary > .chips button") == ["the run", "strict"]
    tab.js("document.querySelectorAll('#summary > .chips button')[1].click()")
    tab.wait("document.querySelector('#summary .big').textContent.startsWith('50.0')")
    assert "not judged by strict" in all_of(tab, ".run-card")[1]
    assert tab.js("location.hash") == "#view=summary&by=strict"


def test_static_and_served_pages_say_the_same(tab, places):
    said = {}
    for how in ("static", "served"):
        seen = said[how] = []
        for fragment in ("", "#sample=s3", "#q=answer%2024&order=item", "#by=strict&order=low"):
            tab.visit(places(how, "one", "two") + fragment)
            tab.wait("document.getElementById('progress').hidden")
            tab.wait("[...document.querySelectorAll('.item .t')].every(e => e.textContent.trim())")
            seen.append(tab.js("document.body.innerText"))
        tab.visit(places(how, "one", "two") + "#view=summary")
        tab.wait("document.querySelector('.plot')")
        seen.append(tab.js("document.body.innerText"))
        tab.visit(places(how, "one", "two") + "#view=compare&sample=s5")
        opened(tab, "s5")
        tab.wait("document.querySelector('#pair-line').textContent")
        parts = "['#pair-line', '#statuses', '#tally', '#sample']"
        seen += tab.js(f"{parts}.map(part => document.querySelector(part).innerText)")
    assert said["static"] == said["served"]
    assert not [text for text in said["served"] if "[object " in text or "undefined" in text]


def test_the_static_page_asks_for_nothing(tab, places):
    tab.visit(places("static", "one"))  # away from a served page, which asks again and again
    tab.requests.clear()
    tab.visit(places("static", "one") + "#sample=s3")
    assert [url for url in tab.requests if not url.startswith(("file:", "about:"))] == []


def test_a_run_that_goes_on_is_followed(tab, tmp_path):
    lines = list(many(60, 1))
    folder = write_run(tmp_path / "going", lines[:20], status="running", samples=60)
    server = Server(Shelf([folder]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        tab.visit(server.url + "#sample=s4")
        opened(tab, "s4")
        assert tally(tab) == "20 of 20 attempts"
        assert "running, 20 of 60" in text_of(tab, "#live")
        more = write_run(tmp_path / "more", lines[20:50]) / "samples.jsonl"
        with (folder / "samples.jsonl").open("ab") as file:
            file.write(more.read_bytes() + b'{"id": "half')
        settled(tab, "50 of 50 attempts")
        opened(tab, "s4")
        tab.js("location.hash = '#view=summary'")
        tab.wait("document.querySelector('.run-card')")
        tab.js("document.querySelector('.figure summary').click()")
        with (folder / "samples.jsonl").open("r+b") as file:
            file.seek(-len(b'{"id": "half'), 2)
            file.write(b" " * 12 + json.dumps(lines[50]).encode() + b"\n")
        tab.wait("document.getElementById('live').textContent.includes('51 of 60')")
        tab.wait("document.querySelector('.run-card').textContent.includes('of 51')")
        assert tab.js("document.querySelectorAll('.figure details[open]').length") == 1
        tab.js("location.hash = '#sample=s4'")
        write_run(tmp_path / "sorted", reversed(lines), status="done")
        for name in ("samples.jsonl", "run.json"):
            (tmp_path / "sorted" / name).replace(folder / name)
        settled(tab, "60 of 60 attempts")
        tab.wait("document.querySelector('.item').textContent.includes('s59')")
        tab.wait("document.getElementById('live').textContent === ''")
        opened(tab, "s4")
        tab.js("window.fetch = () => Promise.reject(new Error('gone')); 0")
        tab.wait("document.querySelector('[data-notice=server]')")
        assert "what was read is still here. gone" in text_of(tab, "[data-notice=server]")
    finally:
        server.shutdown()
        server.server_close()


def test_a_folder_that_goes_away_is_said(tab, tmp_path):
    lines = list(many(3, 1))
    folder = write_run(tmp_path / "going", lines, status="running", samples=9)
    server = Server(Shelf([folder]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        tab.visit(server.url)
        folder.rename(tmp_path / "elsewhere")
        tab.wait("document.querySelector('[data-notice=gone]')")
        assert "What was read before is still here." in text_of(tab, "[data-notice=gone]")
        assert text_of(tab, "#live") == ""
        tab.js("document.querySelectorAll('.item a')[2].click()")
        opened(tab, "s2")
        (tmp_path / "elsewhere").rename(folder)
        tab.wait("!document.querySelector('[data-notice=gone]')")
        assert "running, 3 of 9" in text_of(tab, "#live")
    finally:
        server.shutdown()
        server.server_close()


def test_a_run_without_lines_opens(tab, tmp_path):
    write_page([write_run(tmp_path / "none", [])], tmp_path / "none.html")
    tab.open(tmp_path / "none.html")
    assert text_of(tab, "#rows") == "There are no samples."
    tab.open(tmp_path / "none.html", "#view=summary")
    assert "nothing was decided" in text_of(tab, "#summary")


def test_a_page_cut_short_says_so(tab, places, tmp_path):
    text = Path(places("static", "one").removeprefix("file://")).read_text("utf-8")
    cut = tmp_path / "cut.html"
    cut.write_text(text[: text.index('id="lines-0-1"')], "utf-8")
    tab.open(cut, "#sample=s249")
    tab.wait("document.querySelector('#sample [role=alert]')")
    assert "cut short" in text_of(tab, "#sample")


@pytest.mark.parametrize(
    "fragment",
    ["", "#sample=s3", "#view=compare", "#view=compare&sample=s3", "#view=summary"],
)
def test_a_phone_never_scrolls_sideways(tab, places, fragment):
    tab.size(360, 740, scale=2, mobile=True)
    tab.visit(places("static", "one", "two") + fragment)
    assert tab.js("document.documentElement.scrollWidth") <= 360
    if "sample" in fragment:
        assert tab.js("document.querySelector('.list-pane').clientHeight") == 0
        tab.js("document.querySelector('#sample .step').click()")
        tab.wait("document.querySelector('.list-pane').clientHeight > 0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_have_contrast(tab, places, scheme):
    """WCAG AA: 4.5 to 1 for every text colour against both grounds."""
    tab.prefer(color_scheme=scheme, reduced_motion="reduce")
    tab.visit(places("static", "one"))
    assert lowest_contrast(tab, ["ink", "quiet", "accent", *STATUSES])[0] >= 4.5


def test_every_control_has_a_name(tab, places):
    nameless = (
        "[...document.querySelectorAll('button, a, select, input, [role=img], [role=list]')]"
        ".filter(e => !(e.ariaLabel || e.textContent.trim() || e.labels?.[0]?.textContent.trim()))"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    for fragment in ("#sample=s3", "#view=compare&sample=s3", "#view=summary"):
        tab.visit(places("static", "one", "two") + fragment)
        tab.js("document.getElementById('more').click()")
        assert tab.js(nameless) == []
