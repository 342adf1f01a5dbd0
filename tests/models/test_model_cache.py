"""The cache: what was paid for is kept, and never given for another question."""

from __future__ import annotations

import multiprocessing
import sqlite3
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from asking import asks, model_of
from endpoint import Behaviour, Endpoint
from hypothesis import given
from hypothesis import strategies as st

from assay.errors import ModelError
from assay.model import Answer, Ask, Fault, Generation, Model, Sampling, Token, Usage
from assay.models.cache import AHEAD, Cached, Store
from assay.models.openai import OpenAI
from assay.models.scripted import Scripted
from effort import tried

RICH = Generation(
    text="é\0😀", reasoning="r", tool_calls=({"id": "1"},), finish="length",
    tokens=(Token("é", -0.125),), usage=Usage(prompt_tokens=3, cost=0.5), model="m", seconds=0.25,
)  # fmt: skip


class Counting(Model):
    """Says how often it was asked: "1", "2" …"""

    name = "counting"

    def __init__(self, identity: str = "a") -> None:
        self.asked = 0
        self.closed = False
        self._identity = identity

    @property
    def settings(self) -> dict[str, Any]:
        return {"identity": self._identity}

    def stream(self, asks: Iterable[Ask]) -> Iterator[Answer]:
        try:
            for ask in asks:
                self.asked += 1
                yield Answer(ask, Generation(text=str(self.asked)))
        finally:
            self.closed = True


def texts(answers: Iterable[Answer]) -> list[str]:
    return [answer.generation.text if answer.generation else "" for answer in answers]


def test_the_same_is_asked_once(tmp_path: Path) -> None:
    inner = Counting()
    for known in (False, True):
        with Cached(inner, tmp_path / "c.db") as model:
            answers = list(model.stream(asks(50)))
        assert texts(answers) == [str(number + 1) for number in range(50)]
        assert {a.generation.cached for a in answers if a.generation} == {known}
    assert inner.asked == 50


ASK = Ask(key="a", prompt="hi", sampling=Sampling(seed=1))
OTHERS = [
    msgspec.structs.replace(ASK, prompt="ho"),
    msgspec.structs.replace(ASK, prompt=[{"role": "system", "content": "hi"}]),
    msgspec.structs.replace(ASK, attempt=1),
    *(
        msgspec.structs.replace(ASK, sampling=Sampling(**{"seed": 1, **change}))
        for change in (
            {"seed": 2}, {"temperature": 0.0}, {"top_p": 0.5}, {"max_tokens": 9}, {"stop": ("x",)},
            {"logprobs": True}, {"tools": ({"type": "function"},)}, {"extra": {"top_k": 1}},
            {"extra": {"top_k": "1"}},
        )
    ),
]  # fmt: skip


def test_whatever_decides_an_answer_is_in_the_key(tmp_path: Path) -> None:
    with Cached(Counting(), tmp_path / "c.db") as model:
        for ask in (ASK, *OTHERS, ASK, *OTHERS):
            list(model.stream([ask]))
        told = texts(answer for ask in (ASK, *OTHERS) for answer in model.stream([ask]))
    assert told == [str(number + 1) for number in range(1 + len(OTHERS))]


def test_a_number_is_the_same_with_and_without_a_point(tmp_path: Path) -> None:
    with Cached(Counting(), tmp_path / "c.db") as model:
        for one in (1, 1.0):
            sampling = Sampling(seed=1, temperature=one, top_p=one)
            (answer,) = model.stream([msgspec.structs.replace(ASK, sampling=sampling)])
            assert texts([answer]) == ["1"]


def test_the_key_of_an_ask_is_its_own_affair(tmp_path: Path) -> None:
    with Cached(Counting(), tmp_path / "c.db") as model:
        (first,) = model.stream([ASK])
        (again,) = model.stream([msgspec.structs.replace(ASK, key="b")])
    assert again.ask.key == "b"
    assert texts([first, again]) == ["1", "1"]


def test_keys_tell_questions_apart_where_that_is_wished(tmp_path: Path) -> None:
    alike = [msgspec.structs.replace(ASK, key=key) for key in "abcab"]
    with Cached(Counting(), tmp_path / "c.db", by_key=True) as model:
        assert sorted(texts(model.stream(alike))) == ["1", "1", "2", "2", "3"]
        assert texts(model.stream(alike)) == ["1", "2", "3", "1", "2"]


def test_another_model_is_another_question(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Cached(Counting("a"), path) as a, Cached(Counting("b"), path) as b:
        assert texts(a.stream([ASK])) == ["1"]
        (other,) = b.stream([ASK])
    assert other.generation
    assert not other.generation.cached


def test_only_what_matters_of_an_endpoint_is_in_the_key() -> None:
    def identity(model: str = "m", **settings: Any) -> Any:
        return OpenAI(model, **{"base_url": "http://h/v1", **settings}).identity

    assert identity() == identity(timeout=3, concurrency=2, price_in=1, price_out=1, key="k")
    others = [identity("n"), identity(base_url="http://g/v1"), identity(api="completion")]
    assert all(other != identity() for other in others)


def test_faults_are_not_kept(tmp_path: Path) -> None:
    fault = Fault(kind="server", message="down")
    with Cached(Scripted([fault, "up"]), tmp_path / "c.db") as model:
        (first,) = model.stream([ASK])
        (second,) = model.stream([ASK])
        (third,) = model.stream([ASK])
    assert first.fault == fault
    assert texts([second, third]) == ["up", "up"]


def test_all_of_an_answer_is_kept(tmp_path: Path) -> None:
    with Cached(Scripted([RICH]), tmp_path / "c.db") as model:
        list(model.stream([ASK]))
        (again,) = model.stream([ASK])
    assert again.generation == msgspec.structs.replace(RICH, cached=True)


def test_the_same_question_twice_under_way_is_asked_once(tmp_path: Path) -> None:
    with Endpoint(Behaviour(delay=0.05)) as endpoint:
        with Cached(model_of(endpoint), tmp_path / "c.db") as model:
            given = [Ask(key=str(number), prompt=f"say {number % 4}") for number in range(40)]
            answers = list(model.stream(given))
        assert endpoint.counts()["requests"] == 4
    assert sorted(int(answer.ask.key) for answer in answers) == list(range(40))
    for answer in answers:
        assert texts([answer]) == [answer.ask.prompt]
    assert sum(not a.generation.cached for a in answers if a.generation) == 4


def test_known_answers_are_not_heaped_up(tmp_path: Path) -> None:
    number = 3 * AHEAD
    with Cached(Counting(), tmp_path / "c.db") as model:
        list(model.stream(asks(number)))
        drawn = 0

        def mixed() -> Iterator[Ask]:
            nonlocal drawn
            yield Ask(key="new", prompt="new")
            for ask in asks(number):
                drawn += 1
                yield ask

        stream = model.stream(mixed())
        next(stream)
        assert drawn <= AHEAD
        assert 1 + sum(1 for _ in stream) == number + 1


def test_closing_the_stream_closes_the_models(tmp_path: Path) -> None:
    inner = Counting()
    with Cached(inner, tmp_path / "c.db") as model:
        stream = model.stream(asks(5))
        next(stream)
        stream.close()
        assert inner.closed


def test_an_answer_is_kept_before_it_is_given(tmp_path: Path) -> None:
    with Cached(Counting(), tmp_path / "c.db") as model:
        next(model.stream([ASK]))
        other = Cached(Counting(), tmp_path / "c.db")
        (answer,) = other.stream([ASK])
        other.close()
    assert answer.generation
    assert answer.generation.cached


def test_closing_in_the_middle_loses_no_answer(tmp_path: Path) -> None:
    model = Cached(Counting(), tmp_path / "c.db")
    stream = model.stream(asks(5))
    next(stream)
    model.close()
    assert texts(stream) == ["2", "3", "4", "5"]


def test_what_cannot_be_sent_passes_the_cache_by(tmp_path: Path) -> None:
    with Endpoint() as endpoint, Cached(model_of(endpoint), tmp_path / "c.db") as model:
        for prompt in ("\ud800", [{"role": "user", "content": object()}]):
            (answer,) = model.stream([Ask(key="a", prompt=prompt)])
            assert answer.fault


# -- the file


def test_an_entry_that_was_changed_is_asked_for_again(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with Cached(Counting(), path) as model:
        list(model.stream([ASK]))
    with sqlite3.connect(path) as file:
        file.execute("""UPDATE answers SET value = '{"text":"42"}'""")
    file.close()
    with Cached(Counting(), path) as model:
        (answer,) = model.stream([ASK])
        assert answer.generation
        assert not answer.generation.cached
        (answer,) = model.stream([ASK])
    assert answer.generation
    assert answer.generation.cached


def test_a_message_about_damage_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    class Damaged:
        def execute(self, *_: object) -> None:
            raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

    store = Store(tmp_path / "c.db")
    connection, store._connection = store._connection, Damaged()  # type: ignore[assignment]
    with pytest.raises(ModelError, match=r"c\.db"):
        store.get(b"a")
    with pytest.raises(ModelError, match=r"c\.db"):
        store.put(b"a", RICH)
    connection.close()


def not_a_database(path: Path) -> None:
    path.write_bytes(b"no database at all " * 400)


def anothers(path: Path) -> None:
    file = sqlite3.connect(path)
    file.execute("CREATE TABLE mine (x)")
    file.commit()
    file.close()


def of_the_future(path: Path) -> None:
    Store(path).close()
    file = sqlite3.connect(path)
    file.execute("PRAGMA user_version = 99")
    file.close()


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [not_a_database, anothers, of_the_future, a_folder])
def test_a_file_that_is_no_cache_is_refused_and_left_alone(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "c.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(ModelError, match=r"c\.db"):
        Cached(Counting(), path)
    assert before == (path.read_bytes() if path.is_file() else b"")


@tried(16)
@given(data=st.data())
def test_damage_gives_an_error_or_the_right_answer(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("damage") / "c.db"
    known = list(asks(30, prompt="say {} and a good deal more " + "x" * 200))
    replies = {str(ask.prompt): f"answer to {ask.prompt}" for ask in known}
    with Cached(Scripted(replies), path) as model:
        list(model.stream(known))
    raw = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 30))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.none() | st.integers(0, len(raw)))
    path.write_bytes(raw[:cut])
    try:
        with Cached(Scripted(replies), path) as model, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answers = list(model.stream(known))
    except ModelError as fault:
        assert str(path) in str(fault)  # noqa: PT017
    else:
        assert texts(answers) == list(replies.values())


def test_a_file_that_cannot_be_written_loses_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.db"
    monkeypatch.setattr("assay.models.cache.PATIENCE", 0.01)
    with Cached(Counting(), path) as model:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.warns(UserWarning, match="answers are not kept"):
            assert len(list(model.stream(asks(5)))) == 5
        other.execute("ROLLBACK")
        other.close()


def _fill(path: Path, start: int) -> None:
    replies: dict[str, str] = {f"say {number}": f"said {number}" for number in range(400)}
    with Cached(Scripted(replies), path) as model:
        for number in range(200):
            turn = (start + number) % 400
            list(model.stream([Ask(key="a", prompt=f"say {turn}")]))


def test_processes_share_a_file(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "c.db"
    context = multiprocessing.get_context("spawn")
    children = [context.Process(target=_fill, args=(path, 50 * k)) for k in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    assert [child.exitcode for child in children] == [0] * 4
    with Cached(Counting(), path) as model:
        known = [Ask(key="a", prompt=f"say {number}") for number in range(350)]
        told = texts(answer for ask in known for answer in model.stream([ask]))
    assert told != [f"said {number}" for number in range(350)]  # another model's


def test_a_forked_process_opens_the_file_anew(tmp_path: Path) -> None:
    store = Store(tmp_path / "c.db")
    store.put(b"a", RICH)
    context = multiprocessing.get_context("fork")
    child = context.Process(target=lambda: store.put(b"b", RICH))
    child.start()
    child.join(20)
    assert child.exitcode == 0
    assert store.get(b"b") == RICH
    store.close()
