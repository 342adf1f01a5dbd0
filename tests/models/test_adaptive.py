"""How many at once: grows while it is filled and welcome, is cut by the share refused."""

from __future__ import annotations

import asyncio
import random

from hypothesis import given
from hypothesis import strategies as st

from assay.models.openai.adaptive import COOLDOWN, Gate, Limit
from effort import tried


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def rounds(limit: Limit, number: int, refused: float = 0.0, seed: int = 0) -> None:
    """So many times everything that the limit allows at once, refused with this chance."""
    chance = random.Random(seed)
    for _ in range(number):
        places = [limit.begin() for _ in range(limit.value)]
        for place in places:
            limit.end(place, chance.random() < refused)


def test_it_doubles_up_to_the_utmost() -> None:
    limit = Limit(100, 16)
    seen = []
    for _ in range(4):
        rounds(limit, 1)
        seen.append(limit.value)
    assert seen == [32, 64, 100, 100]


def test_it_starts_no_higher_than_the_utmost() -> None:
    assert Limit(4, 16).value == 4


def test_a_load_that_does_not_fill_it_lets_nothing_grow() -> None:
    limit = Limit(100, 16)
    for _ in range(1000):
        limit.end(limit.begin(), False)
    assert limit.value == 16


def test_an_endpoint_that_refuses_a_few_whatever_the_load_is_used_to_the_full() -> None:
    limit = Limit(64, 16, Clock())
    rounds(limit, 200, refused=0.05)
    assert limit.value == 64


def test_refusals_cut_it_in_proportion() -> None:
    limit = Limit(64, 64, Clock())
    places = [limit.begin() for _ in range(64)]
    for place in places[:30]:
        limit.end(place, False)
    for place in places[30:]:
        limit.end(place, True)
    assert 64 * 0.6 < limit.value < 64 * 0.75


def test_what_began_before_a_cut_cuts_no_further() -> None:
    clock = Clock()
    limit = Limit(64, 64, clock)
    places = [limit.begin() for _ in range(64)]
    for place in places:
        limit.end(place, True)
        clock.now += 10 * COOLDOWN
    assert limit.value == 16
    assert limit.active == 0


def test_a_lasting_overload_walks_it_down_to_one_and_calm_brings_it_back() -> None:
    clock = Clock()
    limit = Limit(64, 64, clock)
    for _ in range(100):
        rounds(limit, 1, refused=1.0)
        clock.now += COOLDOWN
    assert limit.value == 1
    rounds(limit, 60)
    assert limit.value >= 32  # quickly to where trouble began, slowly from there
    rounds(limit, 40)
    assert limit.value == 64


def test_cuts_keep_their_distance_in_time() -> None:
    limit = Limit(64, 64, Clock())
    rounds(limit, 50, refused=1.0)
    assert limit.value == 16


def test_only_the_first_cut_is_deep() -> None:
    clock = Clock()
    limit = Limit(64, 64, clock)
    seen = []
    for _ in range(3):
        rounds(limit, 1, refused=1.0)
        seen.append(limit.value)
        clock.now += 2 * COOLDOWN
    assert seen == [16, 8, 4]


def test_refusals_that_still_hold_their_places_stop_the_growth() -> None:
    limit = Limit(64, 8, Clock())
    places = [limit.begin() for _ in range(8)]
    for place in places[:4]:
        limit.feel(place)
    for place in places[4:]:
        limit.end(place, False)
    assert limit.value == 8


def test_what_was_cancelled_tells_nothing() -> None:
    limit = Limit(64, 16, Clock())
    for _ in range(100):
        limit.end(limit.begin(), None)
    assert (limit.value, limit.active) == (16, 0)


@tried(100)
@given(st.lists(st.booleans() | st.none(), max_size=300), st.integers(1, 80), st.integers(1, 80))
def test_it_stays_between_one_and_the_utmost(
    outcomes: list[bool | None], most: int, start: int
) -> None:
    clock = Clock()
    limit = Limit(most, start, clock)
    open_places: list[int] = []
    for outcome in outcomes:
        clock.now += 0.5
        if len(open_places) < limit.value:
            open_places.append(limit.begin())
        else:
            limit.end(open_places.pop(0), outcome)
        assert 1 <= limit.value <= most
        assert limit.active == len(open_places)


def test_the_gate_lets_through_in_order_and_no_more_than_the_limit() -> None:
    async def run() -> tuple[list[int], int]:
        gate, order, most = Gate(Limit(3, 3)), [], 0

        async def one(number: int) -> None:
            nonlocal most
            place = await gate.enter()
            order.append(number)
            most = max(most, gate.limit.active)
            await asyncio.sleep(0)
            gate.leave(place, False)

        await asyncio.gather(*[one(number) for number in range(50)])
        assert gate.limit.active == 0
        return order, most

    assert asyncio.run(run()) == (list(range(50)), 3)


def test_whoever_is_cancelled_while_waiting_takes_no_place() -> None:
    async def run() -> int:
        gate = Gate(Limit(1, 1))
        place = await gate.enter()
        waiting = [asyncio.create_task(gate.enter()) for _ in range(5)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        gate.leave(place, False)  # gives the place to the next in the same turn
        waiting[1].cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert [task.cancelled() for task in waiting[:2]] == [True, True]
        gate.leave(await waiting[2], False)
        gate.leave(await waiting[3], False)
        gate.leave(await waiting[4], False)
        return gate.limit.active

    assert asyncio.run(run()) == 0
