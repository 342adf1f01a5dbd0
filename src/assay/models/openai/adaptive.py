"""How many requests may be under way at once, found out from what the endpoint says.

As TCP does it (RFC 5681): at first each answer lets one more in; the limit doubles in a round until
the endpoint has had enough, is cut in proportion to what was refused, and grows slowly from there,
round by round. Four things differ, each for a
reason seen in real runs. A cut is decided by a share of refusals that chance does not explain,
since some endpoints refuse one in twenty whatever the load. A refusal comes at once where an
answer takes long, so the place of what was refused stays taken for as long as an answer takes:
else a few places too many would refuse one ask after another. What began before a cut says nothing
about the limit after it, and is not counted. And a round that did not fill the limit lets nothing
grow, as it proved nothing. `Retry-After` delays the ask it was given to and plays no part here: an
endpoint that asks for long waits would otherwise keep the limit where it is.

tests/models/test_adaptive_rates.py holds it against simulated endpoints of many kinds.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable

__all__ = ["Gate", "Limit"]

ROUND = 10  # completed tries a round has at least
BARELY, TOO_MANY = 0.05, 0.2  # share of refusals up to which it grows, and from which it is cut
SURE = 1.0  # standard deviations above TOO_MANY that a cut needs
FEWEST = 4  # refusals that a cut needs, and completed tries for half of the limit
FILLED = 0.8  # share of the limit that a round must have used
STEP = 0.05  # growth of a round, once the endpoint's bound was met
COOLDOWN = 2.0  # seconds between cuts
SHARE = 0.1  # of the newest answer in how long answers take
LONGEST = 5.0  # seconds that a place stays taken after a refusal


class Limit:
    """The arithmetic, without waiting. `value` is the limit, from 1 to `most`."""

    def __init__(self, most: int, start: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self.value = min(start, most)
        self.active = 0
        self._clock = clock
        self._epoch = 0
        self._threshold = most  # up to here each answer lets one more in
        self._in_trouble = False  # no round has grown since the last cut
        self._calm_from = 0.0
        self._new_round()

    def begin(self) -> int:
        """One more is under way. Its number goes to `end`."""
        self.active += 1
        self._peak = max(self._peak, self.active)
        return self._epoch

    def feel(self, epoch: int) -> None:
        """One was refused, and keeps its place until `end` counts it."""
        self._felt += epoch == self._epoch

    def end(self, epoch: int, overload: bool | None) -> None:
        """One has ended: refused for load, or not; None where it tells nothing (cancelled)."""
        self.active -= 1
        if overload is None or epoch != self._epoch:
            return
        self._done += 1
        self._refused += overload
        share = self._refused / self._done
        filled = self._peak >= FILLED * self._from
        chance = SURE * math.sqrt(TOO_MANY * (1 - TOO_MANY) / self._done)
        enough = self._refused >= FEWEST and self._done >= self.value / 2
        if enough and share > TOO_MANY + chance:
            self._cut(share)
        elif self._done >= max(self._from, ROUND):
            if share <= BARELY and filled:
                self._grow()
            self._new_round()
        elif not self._epoch and filled and self._felt <= max(1, BARELY * self._done):
            self.value = min(self.value + 1, max(self.value, 2 * self._from), self.most)

    def _cut(self, share: float) -> None:
        if self._clock() < self._calm_from:
            return
        deepest = 0.5 if self._epoch else 0.25  # what it began with was a guess
        self.value = max(1, int(self.value * max(deepest, 1 - share)))
        if not self._in_trouble:
            self._threshold = self.value
        self._in_trouble = True
        self._epoch += 1
        self._calm_from = self._clock() + COOLDOWN
        self._new_round()

    def _grow(self) -> None:
        self._in_trouble = False
        if self._from < self._threshold:
            self.value = min(self._from * 2, self._threshold)
        else:
            self.value = min(self.value + max(1, int(self.value * STEP)), self.most)

    def _new_round(self) -> None:
        self._done = self._refused = self._felt = 0
        self._from = self.value  # the limit that this round began with
        self._peak = self.active


class Gate:
    """Lets as many through as the limit says, in the order they came. Of one event loop."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self._waiting: deque[asyncio.Future[int]] = deque()
        self._pace = 0.0  # seconds that answers take, on an average that forgets

    async def enter(self) -> int:
        """Waits for a place; the number goes to `leave`, `answered` or `refused`."""
        if not self._waiting and self.limit.active < self.limit.value:
            return self.limit.begin()
        place: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            return await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self.leave(place.result(), None)  # it was given a place that it cannot take
            else:
                place.cancel()
            raise

    def leave(self, epoch: int, overload: bool | None) -> None:
        self.limit.end(epoch, overload)
        while self._waiting and self.limit.active < self.limit.value:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(self.limit.begin())

    def answered(self, epoch: int, seconds: float) -> None:
        """Leaves with an answer that took so long."""
        self._pace += (seconds - self._pace) * (SHARE if self._pace else 1.0)
        self.leave(epoch, False)

    def refused(self, epoch: int, seconds: float) -> None:
        """Leaves as refused, once an answer would have been there."""
        self.limit.feel(epoch)
        left = min(self._pace, LONGEST) - seconds
        asyncio.get_running_loop().call_later(max(0.0, left), self.leave, epoch, True)
