"""The list in a real browser, served and as one file: filters, orders, search, keys, links.

Skipped, with the reason, where no Chromium is installed.
"""

from __future__ import annotations

import threading

import pytest
from page_reader import BROWSER, all_of, choose, opened, search, settled, tally, text_of
from run_folders import line, many, verdict, write_run

from assay.viewer.server import Server
from assay.viewer.shelf import Shelf
from assay.viewer.static import write_page

pytestmark = BROWSER


def test_only_rows_on_the_screen_exist(tab, places, how):
    tab.visit(places(how, "one"))
    assert tally(tab) == "1,000 of 1,000 attempts"
    assert 8 < tab.js("document.querySelectorAll('.item').length") < 40
    tab.js("document.getElementById('list').scrollTop = 1e9")
    tab.wait("[...document.querySelectorAll('.item')].some(e => e.textContent.includes('s249'))")
    assert tab.js("document.querySelectorAll('.item').length") < 40


def test_status_chips_filter_and_count(tab, places, how):
    tab.visit(places(how, "one"))
    counts = [int(text.split()[1]) for text in all_of(tab, "#statuses button")]
    assert sum(counts) == 1000
    tab.js("document.querySelector('#statuses button:nth-child(2)').click()")
    settled(tab, f"{counts[1]} of 1,000 attempts")
    tab.js("document.querySelector('#statuses button:nth-child(5)').click()")
    settled(tab, f"{counts[1] + counts[4]} of 1,000 attempts")
    assert "status=fail%2Cfault" in tab.js("location.hash")
    tab.js("document.getElementById('clear').click()")
    settled(tab, "1,000 of 1,000 attempts")


def test_slices_scores_and_faults_filter_together(tab, places, how):
    tab.visit(places(how, "one"))
    tab.js("document.getElementById('more').click()")
    assert "note" not in "".join(all_of(tab, "#more-filters label span"))  # takes too many values
    choose(tab, "level", "3")
    settled(tab, "200 of 1,000 attempts")
    choose(tab, "family", "tide")
    tab.wait("location.hash.includes('tide')")
    tab.wait("!document.getElementById('tally').textContent.startsWith('200')")
    narrowed = int(tally(tab).split()[0])
    assert 0 < narrowed < 200
    choose(tab, "Score from", "0.9")
    tab.wait("location.hash.includes('low=0.9')")
    tab.wait(f"!document.getElementById('tally').textContent.startsWith('{narrowed} ')")
    assert 0 < int(tally(tab).split()[0]) < narrowed


def test_a_fault_kind_filters(tab, places, how):
    tab.visit(places(how, "one") + "#fault=timeout")
    assert 0 < int(tally(tab).split()[0]) < 20
    tab.wait("[...document.querySelectorAll('.item .k')].every(e => e.textContent.trim())")
    assert all("timeout" in text for text in all_of(tab, ".item .k"))


def test_the_kind_of_check_that_failed_filters(tab, places, how):
    fails = sum(
        any(one["kind"] == "text.words" and one["status"] == "fail" for one in found)
        for row in many(250, 4)
        for found in row["verdicts"]
    )
    tab.visit(places(how, "one"))
    assert f"text.words ({fails})" in all_of(tab, "#more-filters option")
    choose(tab, "Check not passed", "text.words")
    settled(tab, f"{fails} of 1,000 attempts")
    tab.visit(places(how, "one") + tab.js("location.hash"))
    assert tally(tab) == f"{fails} of 1,000 attempts"
    choose(tab, "Judged by", "strict")
    settled(tab, "0 of 1,000 attempts")
    choose(tab, "Check not passed", "later.kind")
    settled(tab, "125 of 1,000 attempts")
    tab.visit(places(how, "one") + "#kind=no.such")
    assert tally(tab) == "0 of 1,000 attempts"


def test_what_a_later_score_did_not_judge_says_so(tab, places, how):
    tab.visit(places(how, "one") + "#by=strict&status=&sample=s0&attempt=2")
    tab.wait("document.querySelectorAll('.item .k')[1].textContent === 'not judged by strict'")


def test_orders(tab, places, how):
    tab.visit(places(how, "one") + "#order=low")
    assert text_of(tab, ".item .v") == "0.00"
    tab.js("document.getElementById('list').scrollTop = 1e9")
    tab.wait("[...document.querySelectorAll('.item .v')].pop().textContent === '–'")
    tab.visit(places(how, "one") + "#order=seconds")
    tab.js("document.querySelector('.item a').click()")
    opened(tab, "s")
    assert float(text_of(tab, ".terms").split("time")[1].split()[0]) > 980


@pytest.mark.parametrize("query", ["NUMBER 77 ", "answer 24", "no such", "enough WORDS", "s12"])
def test_search_reads_ids_prompts_responses_and_reasons(tab, places, how, query):
    def holds(given):
        whys = [one["why"] for one in (given["verdicts"] or [[]])[0]]
        said = [
            given["id"],
            given["prompt"],
            str(given["response"]),
            *whys,
            str(given.get("fault")),
        ]
        return any(query.lower() in text.lower() for text in said)

    tab.visit(places(how, "one"))
    search(tab, query)
    settled(tab, f"{sum(map(holds, many(250, 4)))} of 1,000 attempts")


def test_keys_walk_the_list_and_the_samples(tab, places, how):
    tab.visit(places(how, "one"))
    tab.js("document.querySelector('.item a').focus()")
    tab.key("ArrowDown")
    tab.key("ArrowDown")
    tab.key("ArrowUp")
    tab.wait("document.activeElement.dataset.at === '1'")
    tab.key("Enter")
    opened(tab, "s0 · attempt 2")
    tab.key("j")
    opened(tab, "s0 · attempt 3")
    tab.key("k")
    opened(tab, "s0 · attempt 2")
    tab.key("Escape")
    tab.wait("!location.hash.includes('sample')")
    tab.wait("document.activeElement.dataset.at === '1'")
    tab.key("/")
    assert tab.js("document.activeElement.id") == "query"


def test_the_space_bar_reads_on(tab, tmp_path):
    lines = [line(f"s{i}", "so it goes on\n" * 300, [verdict("k", "pass")]) for i in range(2)]
    write_page([write_run(tmp_path / "r", lines)], tmp_path / "r.html")
    tab.open(tmp_path / "r.html")
    tab.js("document.querySelector('.item a').focus()")
    tab.key("Enter")
    opened(tab, "s0")
    tab.key(" ")
    tab.wait("document.getElementById('sample').scrollTop > 300")
    assert tab.js("document.getElementById('list').scrollTop") == 0
    tab.key("j")
    opened(tab, "s1")
    assert tab.js("document.getElementById('sample').scrollTop") == 0


def test_a_link_leads_back_to_filters_and_sample(tab, places, how):
    tab.visit(
        places(how, "one") + "#status=pass%2Cfail&slice=%5B%22level%22%2C%223%22%5D&sample=s7"
    )
    opened(tab, "s7 · attempt 1")
    first = tally(tab)
    fragment = tab.js("location.hash")
    tab.visit(places(how, "one") + fragment)
    opened(tab, "s7 · attempt 1")
    assert tally(tab) == first
    assert tab.js("document.querySelector('.item a[aria-current]').textContent").count("s7")


def test_back_leads_back(tab, places, how):
    tab.visit(places(how, "one"))
    tab.js("document.querySelectorAll('.item a')[2].click()")
    opened(tab, "s0 · attempt 3")
    tab.js("history.back()")
    tab.wait("!document.querySelector('#sample h2')")


def test_attempts_of_a_sample_stand_together(tab, places, how):
    tab.visit(places(how, "one") + "#sample=s9&attempt=2")
    opened(tab, "s9 · attempt 2")
    assert len(all_of(tab, ".attempts button")) == 4
    tab.js("document.querySelectorAll('.attempts button')[3].click()")
    opened(tab, "s9 · attempt 4")
    assert tab.js("location.hash") == "#sample=s9&attempt=4"


def test_of_two_hundred_attempts_the_open_one_is_in_view(tab, tmp_path):
    lines = [line("s", f"{i}", [verdict("k", "pass")], attempt=i) for i in range(200)]
    write_page([write_run(tmp_path / "r", lines, n=200)], tmp_path / "r.html")
    tab.open(tmp_path / "r.html", "#sample=s&attempt=150")
    opened(tab, "s · attempt 150")
    assert len(all_of(tab, ".attempts button")) == 200
    seen = (
        "(([chip, box]) => chip.top >= box.top && chip.bottom <= box.bottom)"
        "(['.attempts [aria-pressed=true]', '.attempts']"
        ".map(found => document.querySelector(found).getBoundingClientRect()))"
    )
    assert tab.js(seen)


def test_how_samples_are_read_stays_from_one_to_the_next(tab, places, how):
    tab.visit(places(how, "one") + "#sample=s9")
    opened(tab, "s9")
    tab.js("document.querySelector('[aria-label=\"Everything else\"] summary').click()")
    tab.wait("document.querySelector('[aria-label=\"Everything else\"] .raw')")
    tab.js("document.querySelector('.response .link').focus()")
    tab.key("Enter")
    tab.wait("document.querySelector('.tokens')")
    assert tab.js("document.activeElement.textContent") == "Show the evidence"
    tab.key("j")
    opened(tab, "s9 · attempt 2")
    assert '"family"' in text_of(tab, '[aria-label="Everything else"] .raw')
    assert len(all_of(tab, ".tokens")) == 1


def test_later_scores_judge_the_list_and_the_sample(tab, places, how):
    tab.visit(places(how, "one") + "#by=strict&status=fail")
    assert tally(tab) == "125 of 1,000 attempts"
    tab.wait("document.querySelector('.item .k').textContent === 'later.kind: seen again'")
    search(tab, "SEEN again")
    settled(tab, "125 of 1,000 attempts")
    tab.js("document.querySelector('.item a').click()")
    tab.wait("document.querySelector('.tree .name')?.textContent === 'later.kind'")
    tab.js("document.querySelector('[aria-label=\"Judged by\"] button').click()")
    tab.wait("document.querySelector('.tree .name').textContent === 'answer.math'")


def test_a_hundred_thousand_samples_are_listed(tab, tmp_path):
    lines = (
        line(f"s{i}", "x", [verdict("k", "pass" if i % 3 else "fail")], meta={"level": i % 10})
        for i in range(100_000)
    )
    server = Server(Shelf([write_run(tmp_path / "big", lines)]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        tab.visit(server.url)
        assert tally(tab) == "100,000 of 100,000 attempts"
        for top, name in (("1e9", "s99999"), ("3.1e6", "s50004"), ("0", "s0")):
            tab.js(f"document.getElementById('list').scrollTop = {top}")
            tab.wait(f"document.getElementById('rows').textContent.includes('Prompt of {name}')")
            assert tab.js("document.querySelectorAll('.item').length") < 40
        tab.js("document.querySelector('#statuses button:nth-child(2)').click()")
        settled(tab, "33,334 of 100,000 attempts")
        tab.js("location.hash = '#order=high&slice=%5B%22level%22%2C%227%22%5D&sample=s77777'")
        settled(tab, "10,000 of 100,000 attempts")
        opened(tab, "s77777")
        assert text_of(tab, ".item .n") != "s7"  # the list has gone to where the sample is
        search(tab, "prompt of s9999")
        settled(tab, "1 of 100,000 attempts")
    finally:
        server.shutdown()
        server.server_close()
