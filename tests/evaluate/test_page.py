"""The results page as a file: whole, escaped, and written in bounded memory."""

import base64
import gzip
import json
import re
import struct
import tracemalloc
from contextlib import suppress
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.evaluate.page import PageWriter
from assay.evaluate.page.encode import MAX_TEXT, encode, inline
from assay.evaluate.page.index import CHUNK, label
from effort import tried

DATA = re.compile(r'<script type="application/octet-stream" id="(\w+)-(\d+)">([^<]*)</script>')
META = re.compile(r'<script type="application/json" id="meta">([^<]*)</script>')


def verdict(kind="text.words", status="pass", **more):
    passed = {"pass": True, "fail": False}.get(status)
    return {"kind": kind, "status": status, "passed": passed, "why": "", **more}


def a_row(**more):
    return {
        "prompt": "Describe a tide pool.",
        "response": "Salt.",
        "verdicts": [[verdict()]],
        "passed": True,
        "score": 1.0,
    } | more


def write(folder, rows, summary=None, title="Results"):
    path = folder / "page.html"
    with PageWriter(path, title) as page:
        for row in rows:
            page.add(row)
        page.finish(summary or {})
    return path.read_text("utf-8")


def pieces(text, name):
    """The unpacked data elements of one name, in order."""
    found = [match for match in DATA.findall(text) if match[0] == name]
    assert [int(number) for _, number, _ in found] == list(range(len(found)))
    return [gzip.decompress(base64.b64decode(data)) for _, _, data in found]


def stored(text):
    return [json.loads(line) for block in pieces(text, "block") for line in block.split(b"\n")]


def meta(text):
    [found] = META.findall(text)
    return json.loads(found)


def columns(text):
    """The index, as one dictionary a row."""
    kinds, out = meta(text)["kinds"], []
    for data in pieces(text, "index"):
        n = index_length(data)
        mask, responses, passes, counts, tops = (data[i * n : (i + 1) * n] for i in range(5))
        scores = struct.unpack(f"<{n}H", data[5 * n : 7 * n])
        entries = struct.unpack(f"<{sum(counts)}H", data[7 * n :])
        ends = list(accumulate(counts))
        for i in range(n):
            found = entries[ends[i] - counts[i] : ends[i]]
            names = {kinds[entry >> 4]: entry & 15 for entry in found}
            row = (mask[i], responses[i], passes[i], tops[i], scores[i], names)
            out.append(
                dict(zip(("mask", "n", "passes", "tops", "score", "kinds"), row, strict=True))
            )
    return out


def index_length(data):
    """How many rows a chunk holds: the n for which the counts add up to what follows."""
    fits = [
        n for n in range(len(data) // 7 + 1) if 7 * n + 2 * sum(data[3 * n : 4 * n]) == len(data)
    ]
    return max(fits)


def test_rows_come_back_in_order_across_blocks_and_chunks(tmp_path):
    text = write(tmp_path, (a_row(id=i) for i in range(CHUNK + 300)))
    assert [row["id"] for row in stored(text)] == list(range(CHUNK + 300))
    assert meta(text)["rows"] == CHUNK + 300
    assert meta(text)["chunks"] == len(pieces(text, "index")) == 2


def test_block_starts_name_the_first_row_of_each_block(tmp_path):
    text = write(tmp_path, (a_row(id=i, response="x" * (i * 900)) for i in range(300)))
    firsts = [json.loads(block.split(b"\n")[0])["id"] for block in pieces(text, "block")]
    assert meta(text)["starts"] == firsts
    assert len(firsts) > 2


def test_a_page_of_no_rows_is_a_page(tmp_path):
    text = write(tmp_path, [], {"rows": 0, "check_rate": None})
    assert meta(text)["rows"] == 0
    assert pieces(text, "block") == []
    assert text.rstrip().endswith("</html>")


def test_equal_rows_make_equal_bytes(tmp_path):
    assert write(tmp_path, [a_row()] * 20) == write(tmp_path, [a_row()] * 20)


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]> &amp; <!--assay:blocks--> {{title}}",
    "\x00\x01\x1b\x7f\x85",
    "\ud800 alone \udfff",
    "\u202eevil\u202c \u2066\u200f\ufeff",
    "\u2028\u2029",
    "😀 \U000e0041",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_can_leave_its_place(tmp_path, hostile):
    row = a_row(id=hostile, prompt=hostile, response=hostile, meta={hostile: hostile})
    row["verdicts"] = [[verdict(hostile, why=hostile)]]
    text = write(tmp_path, [row], {"source": hostile}, hostile)
    plain = write(tmp_path, [a_row()], {"source": "x"})
    assert text.count("<script") == plain.count("<script")
    assert text.count("</script") == plain.count("</script")
    assert text.count("<!--") == plain.count("<!--")
    assert stored(text)[0]["response"] == hostile
    assert meta(text)["summary"]["source"] == hostile
    assert meta(text)["kinds"] == [hostile]


def test_the_title_is_escaped(tmp_path):
    assert "<title>a &lt;b&gt; &amp; c</title>" in write(tmp_path, [], title="a <b> & c")


def test_two_surrogates_that_are_apart_stay_apart():
    text = json.loads(encode({"a": "\ud83d\ude00x"}))["a"]
    assert text == "\ufffd\ude00x"


def test_numbers_that_json_lacks_become_null():
    assert json.loads(encode({"a": float("nan"), "b": [float("inf")]})) == {"a": None, "b": [None]}
    assert json.loads(inline({"a": float("nan"), "b": "\ud800"})) == {"a": None, "b": "\ud800"}


def test_a_text_too_long_is_cut_and_says_so():
    text = json.loads(encode({"a": "x" * (MAX_TEXT + 5)}))["a"]
    assert text.startswith("x" * MAX_TEXT)
    assert "5 more characters" in text


def test_endless_nesting_is_cut_and_the_rest_kept():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    row = json.loads(encode({"meta": deep, "id": "7"}))
    assert row["id"] == "7"
    assert "nested too deeply" in json.dumps(row["meta"])


def test_objects_and_huge_integers_are_said_in_words():
    row = json.loads(encode({"a": object, "b": 10**5000, 3: "c"}))
    assert "object" in row["a"]
    assert row["b"].startswith("0x")
    assert row["3"] == "c"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["id", "prompt", "response", "verdicts", "passed", "score", "checks", "meta"]
        ),
        json_values,
    )
)
@tried(150)
def test_a_row_of_any_shape_is_one_line_and_is_indexed(tmp_path_factory, row):
    text = write(tmp_path_factory.mktemp("page"), [row])
    assert len(stored(text)) == 1
    assert len(columns(text)) == 1


def test_the_index_knows_status_score_and_kinds(tmp_path):
    verdicts = [verdict("a", "pass"), verdict("b", "fail"), verdict("a", "error")]
    text = write(tmp_path, [a_row(verdicts=[verdicts], passed=False, score=0.25)])
    [row] = columns(text)
    assert row == {
        "mask": 2,
        "n": 1,
        "passes": 0,
        "tops": 2,
        "score": 2500,
        "kinds": {"a": 9, "b": 2},
    }


def test_several_responses_are_counted(tmp_path):
    lists = [[verdict()], [verdict(status="fail")], [verdict(status="error")], [verdict()]]
    row = a_row(verdicts=lists, passed=[True, False, None, True], score=[1.0, 0.0, None, 0.5])
    [row] = columns(write(tmp_path, [row]))
    assert (row["mask"], row["n"], row["passes"], row["score"]) == (1 | 2 | 8, 4, 2, 5000)


@pytest.mark.parametrize(
    ("statuses", "mask"),
    [
        (["pass"], 1),
        (["pass", "fail", "error"], 2),
        (["undecided"], 4),
        (["undecided", "error"], 8),
    ],
)
def test_a_row_without_passed_is_judged_by_its_verdicts(tmp_path, statuses, mask):
    row = {"verdicts": [verdict(status=status) for status in statuses]}
    assert columns(write(tmp_path, [row]))[0]["mask"] == mask


def test_undecided_is_not_failed(tmp_path):
    row = a_row(verdicts=[[verdict(status="undecided")]], passed=None, score=None)
    [row] = columns(write(tmp_path, [row]))
    assert row["mask"] == 4
    assert row["score"] == 65_535


def test_parts_are_indexed_after_what_stands_at_the_top(tmp_path):
    inner = verdict("not", "fail", parts=[verdict("text.commas")])
    [row] = columns(write(tmp_path, [a_row(verdicts=[[verdict("all", "fail", parts=[inner])]])]))
    assert row["kinds"] == {"all": 2, "not": 2, "text.commas": 1}
    assert row["tops"] == 1


def test_kinds_beyond_the_limit_share_a_name(tmp_path):
    rows = (a_row(verdicts=[[verdict(f"k{i}")]]) for i in range(4_200))
    text = write(tmp_path, rows)
    assert len(meta(text)["kinds"]) == 4_096
    assert columns(text)[-1]["kinds"] == {"(other kinds)": 1}


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("  a\n\n b ", "a b"),
        ([{"role": "system", "content": "s"}, {"role": "user", "content": "u"}], "u"),
        (
            [{"role": "user", "content": [{"type": "text", "text": "look"}, {"type": "image"}]}],
            "look",
        ),
        ([{"role": "user", "content": None}], ""),
        (None, ""),
        ("x" * 500, "x" * 110),
    ],
)
def test_the_label_is_the_beginning_of_the_prompt(prompt, expected):
    assert label({"id": 7, "prompt": prompt})[1].strip() == expected


def test_labels_stand_beside_their_rows(tmp_path):
    text = write(tmp_path, [a_row(id="a", prompt="one"), a_row(prompt="two")])
    assert json.loads(pieces(text, "labels")[0]) == ["a", "one", "", "two"]


def test_without_finish_nothing_is_left(tmp_path):
    with PageWriter(tmp_path / "page.html", "t") as page:
        page.add(a_row())
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_the_old_page(tmp_path):
    old = write(tmp_path, [a_row(id="old")])
    with suppress(KeyError), PageWriter(tmp_path / "page.html", "t") as page:
        page.add(a_row())
        raise KeyError
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert (tmp_path / "page.html").read_text("utf-8") == old


def test_a_page_that_cannot_be_put_in_place_leaves_nothing(tmp_path):
    (tmp_path / "page.html").mkdir()
    with pytest.raises(OSError), PageWriter(tmp_path / "page.html", "t") as page:  # noqa: PT011
        page.finish({})
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_finished_page_takes_no_more(tmp_path):
    with PageWriter(tmp_path / "page.html", "t") as page:
        page.finish({})
        with pytest.raises(ValueError, match=r"page\.html' is finished"):
            page.add(a_row())
        with pytest.raises(ValueError, match="is finished"):
            page.finish({})


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rows(tmp_path):
    def peak(number):
        tracemalloc.start()
        with PageWriter(tmp_path / "page.html", "t") as page:
            for i in range(number):
                page.add(a_row(id=i, response=f"{i} " * 300))
            page.finish({})
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    assert peak(3 * CHUNK) < 1.3 * peak(CHUNK) < 8_000_000


def test_the_page_asks_nothing_of_the_network(tmp_path):
    text = write(tmp_path, [])
    assert "default-src 'none'" in text
    assert set(re.findall(r"https?://[^\s\"'`]+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(link|img|iframe)\b|\bsrc=|innerHTML|insertAdjacentHTML|@import", text)


def test_the_template_is_small(tmp_path):
    assert len(write(tmp_path, [])) < 100_000
