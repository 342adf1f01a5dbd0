"""What the kinds draw their parameters from: bounds that narrow with the level, and wordings.

Level 1 asks for what almost any answer has, level 5 for an exact number or a rare wording. The
words are everyday English ones of our own choosing.
"""

from __future__ import annotations

from random import Random

__all__ = ["CLOSINGS", "OPENINGS", "PHRASES", "TOPICS", "bounds", "wordings"]

TOPICS = tuple(
    "tide river garden window market winter engine bridge candle forest morning island letter "
    "kitchen harbour mountain summer village music paper station colour silver travel doctor "
    "teacher history weather planet basket shadow orchard lantern compass meadow pepper ladder "
    "anchor feather marble ribbon saddle thunder velvet walnut blanket copper dragon farmer "
    "guitar hammer jungle kettle lemon mirror needle ocean pencil rabbit sailor tunnel uncle "
    "valley wagon yellow".split()
)
PHRASES = (
    "rock pool",
    "early in the morning",
    "step by step",
    "in the long run",
    "on the other hand",
    "at the same time",
    "more often than not",
    "little by little",
)
OPENINGS = (
    "Dear reader",
    "In short",
    "Once upon a time",
    "To begin with",
    "Here is my answer:",
    "Thank you for asking",
    "Let us look at this from the beginning",
)
CLOSINGS = (
    "the end",
    "That is all.",
    "Thank you for reading",
    "Is there anything else I can help with?",
    "I hope this helps.",
    "and so it goes",
    "Let me know what you think!",
)


def bounds(rng: Random, level: int, low: int, high: int) -> dict[str, int]:
    """`min`, `max` or both about a number from `low` to `high`.

    1 at least a small number, 2 at least or at most a middling one, 3 a wide range, 4 a narrow
    one, 5 an exact number.
    """
    centre = rng.randint(low, high)
    if level <= 1:
        return {"min": rng.randint(low, low + (high - low) // 4)}
    if level == 2:
        return {rng.choice(("min", "max")): centre}
    slack = {3: max(2, centre // 4), 4: max(1, centre // 12)}.get(level, 0)
    return {"min": max(min(low, 1), centre - slack), "max": centre + slack}


def wordings(rng: Random, level: int) -> tuple[str, ...]:
    """One word at level 1, up to five words or phrases at level 5, no two alike."""
    number = max(1, level - rng.randint(0, 1))
    plain = rng.sample(TOPICS, number)
    if level >= 4:
        plain[0] = rng.choice(PHRASES)
    return tuple(plain)
