"""Between the thread that draws asks and the loop that works on them."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Iterable
from queue import Empty, SimpleQueue

from assay.errors import ModelError
from assay.model import Answer, Ask, Fault
from assay.models.openai.adaptive import Limit
from assay.models.openai.asking import Asker
from assay.models.openai.runner import Runner
from assay.models.openai.stragglers import Stragglers

__all__ = ["Flow"]

LOOK = 1.0  # seconds after which a reader looks whether the loop still lives


class Flow:
    """One stream of asks. `answers` runs in the thread of who reads, coroutines in the loop.

    An ask is drawn when a place is free for it. Those that rest between two tries hold no place,
    so others go on; there are never more than twice the limit's utmost at work or unread.
    """

    def __init__(
        self,
        asks: Iterable[Ask],
        asker: Asker,
        stragglers: Stragglers,
        limit: Limit,
        runner: Runner,
    ) -> None:
        self._asks = iter(asks)
        self._asker = asker
        self._stragglers = stragglers
        self._limit = limit
        self._runner = runner
        self._done: SimpleQueue[tuple[int, Answer | ModelError] | None] = SimpleQueue()
        self._open: dict[int, Ask] = {}  # drawn and not yet read, by number
        self._drawn = 0
        self._finished = self._resting = 0  # written by the loop alone
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def answers(self) -> Generator[Answer]:
        """Draws asks and gives answers until there are no more. Closing it cancels the rest.

        Where answers come many at once, each is read, and so can be kept, before another ask takes
        its place: who is killed then has no more to ask again than what was under way.
        """
        more, most, value = True, self._limit.most, self._limit.value
        try:
            while more or self._open:
                while more and most and self._has_room():
                    more, most = self._begin(), most - 1
                if self._open:
                    yield from self._next()
                now = self._limit.value
                grown, value = now - value, now
                most = 1 + max(0, grown) if self._open else self._limit.most
        finally:
            if self._open:
                self.cancel()

    def cancel(self) -> None:
        """Ends what is under way: each such ask gets the fault `cancelled`, and no other is drawn.
        From any thread."""
        self._closed = True
        self._runner.call(self._cancel_all)

    @property
    def _ended(self) -> bool:
        return self._closed or not self._runner.alive

    def _has_room(self) -> bool:
        busy = self._drawn - self._finished - self._resting
        return busy < self._limit.value and len(self._open) < 2 * self._limit.most

    def _begin(self) -> bool:
        """Draws an ask and starts it; False where there is none, or the model was closed."""
        ask = None if self._ended else next(self._asks, None)
        if ask is None:
            return False
        self._drawn += 1
        self._open[self._drawn] = ask
        self._runner.call(self._start, self._drawn, ask)
        return True

    def _next(self) -> Generator[Answer]:
        """The next answer; nothing where it is time to draw asks; the rest, if the loop died."""
        try:
            told = self._done.get(timeout=LOOK)
        except Empty:
            if self._runner.alive:
                return
            left, self._open = self._open, {}
            for ask in left.values():
                yield _cancelled(ask)
            return
        if told is None:
            return
        number, outcome = told
        if isinstance(outcome, ModelError):
            raise outcome
        del self._open[number]
        yield outcome

    def _start(self, number: int, ask: Ask) -> None:
        task = self._runner.loop.create_task(self._work(number, ask))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        if self._closed:
            task.cancel()

    async def _work(self, number: int, ask: Ask) -> None:
        try:
            outcome = await self._asker.answer(ask, self._rest, self._stragglers)
        except asyncio.CancelledError:
            outcome = _cancelled(ask)
        except ModelError as fault:
            outcome = fault
        except Exception as fault:  # a bug of ours costs one ask, not the run
            told = f"a fault in the client: {type(fault).__name__}: {fault}"
            outcome = Answer(ask, fault=Fault(kind="malformed", message=told))
        self._finished += 1
        self._done.put((number, outcome))

    async def _rest(self, seconds: float) -> None:
        self._resting += 1
        self._done.put(None)  # wakes the reader: a place is free
        try:
            await asyncio.sleep(seconds)
        finally:
            self._resting -= 1

    def _cancel_all(self) -> None:
        for task in list(self._tasks):
            task.cancel()


def _cancelled(ask: Ask) -> Answer:
    return Answer(ask, fault=Fault(kind="cancelled", message="the model was closed"))
