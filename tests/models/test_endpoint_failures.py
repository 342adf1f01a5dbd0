"""What each status means, and how long an endpoint asks to wait."""

from __future__ import annotations

import email.utils
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.models.openai.failure import failure_of_status, retry_after
from effort import tried


@pytest.mark.parametrize(
    ("status", "kind", "again"),
    [
        (301, "refused", False), (400, "refused", False), (401, "refused", False),
        (403, "refused", False), (404, "refused", False), (408, "timeout", True),
        (409, "server", True), (413, "refused", False), (422, "refused", False),
        (425, "server", True), (429, "rate_limit", True), (500, "server", True),
        (501, "server", False), (502, "server", True), (503, "server", True),
        (504, "server", True), (529, "server", True), (599, "server", True),
    ],
)  # fmt: skip
def test_statuses(status: int, kind: str, again: bool) -> None:
    failure = failure_of_status(status, {}, b"")
    assert (failure.kind, failure.again, failure.status) == (kind, again, status)


def test_an_account_without_credit_is_not_asked_again() -> None:
    body = b'{"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}}'
    failure = failure_of_status(429, {}, body)
    assert (failure.kind, failure.again, failure.unusable) == ("rate_limit", False, True)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'{"error": {"message": "a"}}', "HTTP 400: a"),
        (b'{"error": "a"}', "HTTP 400: a"),
        (b'{"message": "a", "code": 400}', "HTTP 400: a"),
        (b'{"detail": "a"}', "HTTP 400: a"),
        (b'{"detail": [{"msg": "a"}]}', "HTTP 400: [{'msg': 'a'}]"),
        (b'"a"', "HTTP 400: a"),
        (b"plain words", "HTTP 400: plain words"),
        (b"<html>long</html>", "HTTP 400: a page of HTML"),
        (b"", "HTTP 400"),
        (b"\xff\xfe", "HTTP 400: \ufffd\ufffd"),
    ],
)
def test_the_message_in_each_of_its_shapes(body: bytes, told: str) -> None:
    assert failure_of_status(400, {}, body).message == told


def test_a_long_message_is_cut_and_has_one_line() -> None:
    fault = failure_of_status(400, {}, b"a\nb " * 10_000).fault(1, str)
    assert len(fault.message) < 500
    assert "\n" not in fault.message


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": " 2 "}, 2.0),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        ({"retry-after": "Wed, 99 Foo 99999 99:99:99 GMT"}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


def test_retry_after_as_a_date() -> None:
    told = retry_after({"retry-after": email.utils.formatdate(time.time() + 100, usegmt=True)})
    assert told is not None
    assert 90 < told <= 100


@tried(60)
@given(st.text() | st.from_regex(r"\w{3}, \d+ \w{3} \d+ \d+:\d+:\d+ GMT", fullmatch=True))
def test_any_retry_after(told: str) -> None:
    seconds = retry_after({"retry-after": told, "retry-after-ms": told})
    assert seconds is None or 0 <= seconds < float("inf")


@tried(50)
@given(st.integers(201, 999), st.binary())
def test_any_status_and_body(status: int, body: bytes) -> None:
    assert failure_of_status(status, {}, body).fault(1, str).message.startswith(f"HTTP {status}")
