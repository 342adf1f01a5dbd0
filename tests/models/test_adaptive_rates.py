"""What the limit makes of endpoints of many kinds, in simulated time."""

from __future__ import annotations

import heapq
import random
from typing import NamedTuple

import pytest

from assay.models.openai.adaptive import LONGEST, Limit

ANSWER = 0.2  # seconds


class Told(NamedTuple):
    """`used`: the share of the endpoint's bound that was used, over the second half of all asks."""

    used: float
    refused: float
    failed: int


class Simulation:
    """An endpoint that takes `capacity` requests at once and `rate` a second, and refuses a share
    `flaky` for no reason; a client that works as ours does."""

    def __init__(
        self, most: int, capacity: int = 10**6, rate: float = 1e9, flaky: float = 0.0
    ) -> None:
        self.most, self.capacity, self.rate, self.flaky = most, capacity, rate, flaky
        self.now = 0.0
        self.limit = Limit(most, 32, lambda: self.now)
        self.random = random.Random(1)
        self.events: list[tuple[float, int, str, int, int]] = []
        self.again: list[int] = []
        self.busy = self.number = self.resting = 0
        self.credit, self.credited = rate / 2, 0.0

    def run(self, asks: int) -> Told:
        drawn = served = refused = failed = 0
        half = 0.0
        while served + failed < asks:
            while self.limit.active < self.limit.value:
                if self.again:
                    tries = self.again.pop(0)
                elif drawn < asks and self.resting < 2 * self.most:
                    drawn, tries = drawn + 1, 1
                else:
                    break
                self._begin(tries)
            self.now, _, what, place, tries = heapq.heappop(self.events)
            if what == "served":
                self.busy, served = self.busy - 1, served + 1
                self.limit.end(place, False)
                half = self.now if served == asks // 2 else half
            elif what == "refused":
                refused += 1
                failed += tries == 8
                self.limit.feel(place)
                self.after(min(ANSWER, LONGEST), "left", place)
                if tries < 8:
                    self.resting += 1
                    self.after(self.random.uniform(0, 0.5 * 2 ** (tries - 1)), "rested", 0, tries)
            elif what == "left":
                self.limit.end(place, True)
            else:
                self.resting -= 1
                self.again.append(tries + 1)
        bound = min(self.rate, min(self.capacity, self.most) / ANSWER)
        return Told(asks / 2 / bound / (self.now - half), refused / asks, failed)

    def after(self, seconds: float, what: str, place: int, tries: int = 0) -> None:
        self.number += 1
        heapq.heappush(self.events, (self.now + seconds, self.number, what, place, tries))

    def _begin(self, tries: int) -> None:
        place = self.limit.begin()
        if self._takes():
            self.busy += 1
            self.after(ANSWER * self.random.uniform(0.8, 1.2), "served", place, tries)
        else:
            self.after(0.003, "refused", place, tries)

    def _takes(self) -> bool:
        self.credit = min(self.rate / 2, self.credit + (self.now - self.credited) * self.rate)
        self.credited = self.now
        if self.busy >= self.capacity or self.credit < 1:
            return False
        self.credit -= 1
        return self.random.random() >= self.flaky


@pytest.mark.parametrize("capacity", [1, 4, 10, 32, 200])
def test_an_endpoint_of_some_capacity_is_used_well(capacity: int) -> None:
    told = Simulation(most=256, capacity=capacity).run(100 * capacity + 1000)
    assert told.used >= 0.85
    assert told.failed == 0


@pytest.mark.parametrize("rate", [5, 50])
def test_an_endpoint_of_some_rate_is_used_and_not_overrun(rate: int) -> None:
    told = Simulation(most=64, rate=rate).run(100 * rate)
    assert told.used >= 0.85
    assert told.refused <= 0.8
    assert told.failed == 0


@pytest.mark.parametrize(("flaky", "used"), [(0.0, 0.95), (0.02, 0.85), (0.05, 0.85), (0.1, 0.7)])
def test_refusals_without_reason_slow_nothing_down(flaky: float, used: float) -> None:
    assert Simulation(most=64, flaky=flaky).run(10_000).used >= used
