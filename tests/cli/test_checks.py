"""`assay checks`: every kind is listed and documented."""

from __future__ import annotations

import json
from typing import Any

import pytest

import assay


def test_all_kinds_are_listed_in_one_line_each(call: Any) -> None:
    status, out, _ = call("checks")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == assay.kinds()
    assert all(line.endswith(".") for line in out.splitlines())


def test_the_list_as_json_is_schemas(call: Any) -> None:
    listed = json.loads(call("checks", "--json")[1])
    assert sorted(listed) == assay.kinds()
    assert all(schema["type"] == "object" for schema in listed.values())


@pytest.mark.parametrize("kind", assay.kinds())
def test_every_kind_has_a_page(call: Any, kind: str) -> None:
    status, out, _ = call("checks", kind)
    assert status == 0
    assert out.startswith(kind)
    data = json.loads(call("checks", kind, "--json")[1])
    assert data["kind"] == kind
    assert all(example["verdict"]["status"] != "error" for example in data["examples"])


def test_an_unknown_kind_names_the_nearest(call: Any) -> None:
    status, _, err = call("checks", "text.wrds")
    assert status == 2
    assert "text.words" in err
