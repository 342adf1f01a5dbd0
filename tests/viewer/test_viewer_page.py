"""The page as one file: what stands in it, and that nothing in it is more than data."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from importlib.resources import files

import pytest
from hostile_run import hostile_lines, hostile_run
from run_folders import many, write_run

from assay.errors import RunError
from assay.viewer import assets
from assay.viewer.static import write_page

ELEMENT = re.compile(r"<script([^>]*)>(.*?)</script", re.DOTALL | re.IGNORECASE)


@pytest.fixture
def page(tmp_path):
    folder = hostile_run(tmp_path / "hostile")
    write_page([folder], tmp_path / "page.html", "A </title><script>window.pwned=1</script>")
    return (tmp_path / "page.html").read_text("utf-8")


def element(page, name):
    found = re.search(rf'id="{name}">([^<]*)</script>', page)
    return zlib.decompress(base64.b64decode(found[1]), 31)


def test_one_script_runs_and_the_policy_names_it(page):
    running = [text for attributes, text in ELEMENT.findall(page) if not attributes]
    assert running == [assets.script()]
    digest = base64.b64encode(hashlib.sha256(running[0].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_what_a_model_wrote_is_packed_or_escaped(page):
    beyond = page.replace(assets.script(), "")
    for begun in ("<img", "<script>window", "</script><script>", "<!--<"):
        assert begun not in beyond


def test_every_line_stands_in_it_as_it_was(page):
    lines = [json.loads(one)["line"] for one in element(page, "lines-0-0").split(b"\n")]
    for found, given in zip(lines, hostile_lines(), strict=True):
        assert found == given
    assert json.loads(element(page, "items"))[0] == "odd"


def test_equal_runs_give_equal_pages(tmp_path):
    run = write_run(tmp_path / "r", many(700, 1))
    for name in ("a", "b"):
        write_page([run], tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_nothing_is_left_where_a_page_cannot_be_written(tmp_path):
    run = write_run(tmp_path / "r", many(3, 1))
    with pytest.raises(RunError, match="No such file"):
        write_page([run], tmp_path / "nowhere" / "page.html")
    (tmp_path / "folder").mkdir()
    with pytest.raises(RunError):
        write_page([run], tmp_path / "folder")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "r"]


def test_the_page_is_light_and_loads_nothing():
    parts = [assets.served(), assets.style(), assets.script()]
    assert sum(len(text.encode()) for text in parts) <= 600_000
    for text in parts:
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)
        assert "innerHTML" not in text
        assert "insertAdjacentHTML" not in text
        assert "eval(" not in text
        assert "url(" not in text


def test_every_script_of_the_folder_is_part_of_the_page():
    folder = files("assay.viewer").joinpath("page")
    for path in folder.iterdir():
        if path.name.endswith(".js"):
            assert path.read_text("utf-8") in assets.script(), path.name
