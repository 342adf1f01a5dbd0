"""Which requests are given up long before their deadline, because they will not end any more.

A request that an endpoint has lost would hold up a run until its deadline, which must be long, as
some answers are. It is judged by the others of its stream instead, as MapReduce does with its
backup tasks (Dean and Ghemawat, OSDI 2004, section 3.6). Giving up an answer that would have come
costs its tokens again, so four conditions hold this back: the request has taken `factor` times as
long as the slowest answer so far; one that began after it was answered; answers are KNOWN times as
many as what is under way, for the first to arrive are the short ones, and tell nothing of the
long; and of all answers so far no larger part than SHARE was given up.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

__all__ = ["Stragglers"]

KNOWN = 5
SHARE = 0.02
QUICK = 0.2  # seconds: answers that are quicker are no measure, a busy machine stalls for longer


class Stragglers:
    """The requests of one stream that are under way. A factor of 0 gives none up."""

    def __init__(self, factor: float) -> None:
        self._factor = factor
        self._under_way = 0
        self._untimed: dict[asyncio.Timeout, float] = {}  # and when each began
        self._timers: dict[asyncio.Timeout, asyncio.TimerHandle] = {}
        self._answers = self._given_up = 0
        self._slowest = QUICK
        self._latest = -1.0  # when the last to begin of those that were answered did

    @asynccontextmanager
    async def watched(self, *, spared: bool) -> AsyncGenerator[None]:
        """Around one request. Raises TimeoutError where it was given up, which never happens to
        one that is `spared`."""
        watch = asyncio.timeout(None)
        self._under_way += 1
        try:
            async with watch:
                if self._factor and not spared:
                    self._untimed[watch] = asyncio.get_running_loop().time()
                    self._look()
                yield
        finally:
            self._under_way -= 1
            self._untimed.pop(watch, None)
            if watch in self._timers:
                self._timers.pop(watch).cancel()
            self._look()

    def answered(self, seconds: float) -> None:
        """An answer came, after so long."""
        self._answers += 1
        self._slowest = max(self._slowest, seconds)
        self._latest = max(self._latest, asyncio.get_running_loop().time() - seconds)
        self._look()

    def _look(self) -> None:
        """Once enough is known, all under way have a time to be looked at."""
        if self._answers >= KNOWN * self._under_way:
            for watch, began in self._untimed.items():
                self._time(watch, began)
            self._untimed.clear()

    def _time(self, watch: asyncio.Timeout, began: float) -> None:
        due = began + self._factor * self._slowest
        loop = asyncio.get_running_loop()
        self._timers[watch] = loop.call_at(due, self._consider, watch, began)

    def _consider(self, watch: asyncio.Timeout, began: float) -> None:
        """Gives one up, unless slower answers came since, or too many were given up already. One
        that no other has overtaken is looked at again when the next answer comes."""
        now = asyncio.get_running_loop().time()
        if now - began < self._factor * self._slowest:
            self._time(watch, began)
        elif self._latest <= began:
            self._untimed[watch] = began
        elif self._given_up < max(1.0, SHARE * self._answers):
            self._given_up += 1
            watch.reschedule(now)
