"""The viewer in a real, headless Chromium, served and as one file: what a reader sees and does.

Skipped, with the reason, where no Chromium is installed.
"""

from __future__ import annotations

import runpy
import threading
from pathlib import Path

import pytest
from hostile_run import hostile_run
from run_folders import line, many, span, verdict, write_run, write_score

from assay.viewer.server import Server
from assay.viewer.shelf import Shelf
from assay.viewer.static import write_page

TOOLS = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "chromium.py"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(TOOLS["binary"]() is None, reason="no chromium binary on the path"),
]


class Place:
    """Where a page of some runs is: on a server, or in a file."""

    def __init__(self, url: str) -> None:
        self.url = url


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = tmp_path_factory.mktemp("runs")
    one = write_run(root / "one", many(250, 4), n=4)
    two = write_run(root / "two", many(240, 4, seed=8), n=4)
    later = [
        {"id": f"s{i}", "attempt": 0, "passed": i % 2 == 0, "score": float(i % 2 == 0)}
        | {"verdicts": [[verdict("later.kind", "pass" if i % 2 == 0 else "fail", "seen again")]]}
        for i in range(250)
    ]
    write_score(one, "strict", later)
    return {"one": one, "two": two, "hostile": hostile_run(root / "hostile")}


@pytest.fixture(scope="module")
def places(folders, tmp_path_factory):
    """Pages by (served or static, names of runs), made when first asked for."""
    made, servers = {}, []

    def place(how, *names):
        key = (how, *names)
        if key not in made:
            paths = [folders[name] for name in names]
            if how == "static":
                file = tmp_path_factory.mktemp("page") / "view.html"
                write_page(paths, file)
                made[key] = file.as_uri()
            else:
                server = Server(Shelf(paths))
                servers.append(server)
                threading.Thread(target=server.serve_forever, daemon=True).start()
                made[key] = server.url
        return made[key]

    yield place
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(params=["static", "served"])
def how(request):
    return request.param


@pytest.fixture(scope="module")
def browser():
    with TOOLS["Chromium"]() as tab:
        tab.prefer(reduced_motion="reduce")
        yield tab


@pytest.fixture
def tab(browser):
    browser.size(1280, 900)
    browser.errors.clear()
    yield browser
    assert browser.errors == []


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


def test_later_scores_judge_the_list_and_the_sample(tab, places, how):
    tab.visit(places(how, "one") + "#by=strict&status=fail")
    assert tally(tab) == "125 of 1,000 attempts"
    tab.wait("document.querySelector('.item .k').textContent === 'judged by strict'")
    tab.js("document.querySelector('.item a').click()")
    tab.wait("document.querySelector('.tree .name')?.textContent === 'later.kind'")
    tab.js("document.querySelector('[aria-label=\"Judged by\"] button').click()")
    tab.wait("document.querySelector('.tree .name').textContent === 'answer.math'")


def test_tokens_are_shaded_by_probability(tab, places, how):
    tab.visit(places(how, "hostile") + "#sample=chat")
    opened(tab, "chat")
    tab.js("document.querySelector('.response .link').click()")
    classes = tab.js("[...document.querySelectorAll('.tokens .text > span')].map(e => e.className)")
    assert classes == ["", "p9", "p2", ""]
    assert "Least likely" in text_of(tab, ".tokens")
    assert tab.js("window.pwned") is None


@pytest.mark.parametrize("sample", ["odd", "chat", "__proto__", "constructor", "broken"])
def test_nothing_a_model_wrote_runs_or_becomes_an_element(tab, places, how, sample):
    tab.requests.clear()
    tab.visit(places(how, "hostile") + f"#sample={sample}")
    opened(tab, sample)
    for box in ("details", ".tree button", ".response .link"):
        tab.js(f"document.querySelectorAll({box!r}).forEach(e => e.click())")
    tab.js("new Promise(done => setTimeout(done, 100))")
    assert tab.js("window.pwned") is None
    assert tab.js("document.querySelectorAll('main img, main script, main iframe').length") == 0
    assert not [url for url in tab.requests if "example.com" in url or url.endswith("/x")]
    assert "<img src=x onerror=" in text_of(tab, "#sample")
    assert "null" not in tab.js("document.getElementById('sample').innerText")


def test_hostile_names_of_slices_are_filters_like_others(tab, places, how):
    tab.visit(places(how, "hostile"))
    tab.js("location.hash = '#view=summary'")
    tab.wait("document.querySelector('#summary .run-card')")
    assert tab.js("window.pwned") is None
    assert tab.js("document.querySelectorAll('#summary img, #summary script').length") == 0
    for value, found in (("x", 0), ("%E2%80%AEother", 4)):
        tab.visit(places(how, "hostile") + f"#slice=%5B%22__proto__%22%2C%22{value}%22%5D")
        assert tally(tab) == f"{found} of 8 attempts"


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
    rows = all_of(tab, ".plots .figure:nth-of-type(3) tbody th")
    assert rows == ["1", "2", "4"]
    tab.js("document.querySelector('.slices tbody a').click()")
    tab.wait("!document.getElementById('browse').hidden")
    settled(tab, "200 of 1,000 attempts")


def test_static_and_served_pages_say_the_same(tab, places):
    said = {}
    for how in ("static", "served"):
        seen = said[how] = []
        for fragment in ("", "#sample=s3", "#q=answer%2024&order=item", "#by=strict&order=low"):
            tab.visit(places(how, "one", "two") + fragment)
            tab.wait("document.getElementById('progress').hidden")
            tab.wait("[...document.querySelectorAll('.item .t')].every(e => e.textContent.trim())")
            seen.append(tab.js("document.body.innerText"))
        for fragment in ("#view=summary", "#view=compare&sample=s5"):
            tab.visit(places(how, "one", "two") + fragment)
            tab.wait("document.querySelector('.plot, .run-name')")
            tab.wait("[...document.querySelectorAll('.item .t')].every(e => e.textContent.trim())")
            seen.append(tab.js("document.body.innerText"))
    assert said["static"] == said["served"]


def test_the_static_page_asks_for_nothing(tab, places):
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


def test_a_run_without_lines_opens(tab, tmp_path):
    write_page([write_run(tmp_path / "none", [])], tmp_path / "none.html")
    tab.open(tmp_path / "none.html")
    assert text_of(tab, "#rows") == "There are no samples yet."
    tab.open(tmp_path / "none.html", "#view=summary")
    assert "nothing decided yet" in text_of(tab, "#summary")


def test_a_page_cut_short_says_so(tab, places, tmp_path):
    text = Path(places("static", "one").removeprefix("file://")).read_text("utf-8")
    cut = tmp_path / "cut.html"
    cut.write_text(text[: text.index('id="lines-0-1"')], "utf-8")
    tab.open(cut, "#sample=s249")
    tab.wait("document.querySelector('#sample [role=alert]')")
    assert "cut short" in text_of(tab, "#sample")


def test_long_texts_and_far_evidence(tab, tmp_path):
    far = "x" * 300_000 + "NEEDLE" + "y " * 350_000
    lines = [line("far", far, [verdict("text.words", "pass", "There.", [span("NEEDLE", far)])])]
    write_page([write_run(tmp_path / "far", lines)], tmp_path / "far.html")
    tab.open(tmp_path / "far.html", "#sample=far")
    opened(tab, "far")
    assert all_of(tab, "mark") == ["NEEDLE"]
    assert len(text_of(tab, ".response .text")) < 25_000


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
    names = ["ink", "quiet", "accent", "pass", "fail", "undecided", "error", "fault"]
    style = "getComputedStyle(document.documentElement)"
    values = tab.js(
        f"{[*names, 'paper', 'sunk']}.map(n => {style}.getPropertyValue('--' + n).trim())"
    )
    colours = [luminance(value) for value in values]
    for ground in colours[-2:]:
        for name, colour in zip(names, colours, strict=False):
            assert contrast(colour, ground) >= 4.5, name


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


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
