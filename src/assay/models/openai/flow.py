"""Between the thread that draws asks and the loop that works on them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from queue import SimpleQueue

from assay.errors import ModelError
from assay.model import Answer, Ask, Fault
from assay.models.openai.adaptive import Limit
from assay.models.openai.asking import Asker
from assay.models.openai.runner import Runner

__all__ = ["Flow"]

ENDING = 5.0


class Flow:
    """One stream of asks. `answers` runs in the thread of who reads; what starts with an
    underscore and is a coroutine runs in the loop.

    An ask is drawn when a place is free for it. Those that rest between two tries hold no place,
    so others go on; there are never more than twice the limit's utmost at work or unread.
    """

    def __init__(self, asks: Iterable[Ask], asker: Asker, limit: Limit, runner: Runner) -> None:
        self._asks = iter(asks)
        self._asker = asker
        self._limit = limit
        self._runner = runner
        self._done: SimpleQueue[Answer | ModelError | None] = SimpleQueue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._drawn = self._read = 0
        self._finished = self._resting = 0  # written by the loop alone
        self._closed = False

    def answers(self) -> Iterator[Answer]:
        """Draws asks and gives answers until there are no more. Closing it cancels the rest."""
        more = True
        try:
            while more or self._read < self._drawn:
                while more and self._has_room():
                    ask = next(self._asks, None)
                    more = ask is not None
                    if ask is not None:
                        self._begin(ask)
                if self._read == self._drawn:
                    continue
                told = self._done.get()
                if isinstance(told, ModelError):
                    raise told
                if told is not None:
                    self._read += 1
                    yield told
        finally:
            if self._read < self._drawn:
                self.cancel()

    def cancel(self) -> None:
        """Ends what is under way: each such ask gets the fault `cancelled`. From any thread."""
        self._closed = True
        self._runner.call(self._cancel_all)

    def _has_room(self) -> bool:
        busy = self._drawn - self._finished - self._resting
        waiting = self._drawn - self._read
        return busy < self._limit.value and waiting < 2 * self._limit.most

    def _begin(self, ask: Ask) -> None:
        self._drawn += 1
        if self._closed or not self._runner.alive:
            self._finish(_cancelled(ask))
        else:
            self._runner.call(self._start, ask)

    def _finish(self, told: Answer | ModelError) -> None:
        self._finished += 1
        self._done.put(told)

    def _start(self, ask: Ask) -> None:
        if self._closed:
            return self._finish(_cancelled(ask))
        task = self._runner.loop.create_task(self._work(ask))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return None

    async def _work(self, ask: Ask) -> None:
        try:
            self._finish(await self._asker.answer(ask, self._rest))
        except asyncio.CancelledError:
            self._finish(_cancelled(ask))
        except ModelError as fault:
            self._finish(fault)
        except Exception as fault:  # a bug of ours costs one ask, not the run
            told = f"a fault in the client: {type(fault).__name__}: {fault}"
            self._finish(Answer(ask, fault=Fault(kind="malformed", message=told)))

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
