"""The prime modulo which identities are tested: drawn anew in every process, never written down.

Whoever knows the prime can write a wrong answer that vanishes modulo it, so it comes from the
system's source of randomness. It is p = 2q + 1 with q prime, and every prime below 100 is a
square modulo p: the residues of p modulo 8 and modulo each small prime are chosen so (quadratic
reciprocity) and put together (Chinese remainders), which leaves some 2**95 candidates of 128
bits, of which one in a hundred will do. Found in a few milliseconds, at the first question.
"""

from __future__ import annotations

import os
from math import prod
from threading import Lock

__all__ = ["SMALL_PRIMES", "field", "mixed"]

SMALL_PRIMES = tuple(n for n in range(2, 100) if all(n % d for d in range(2, n)))
_SIEVE = tuple(n for n in range(101, 1000, 2) if all(n % d for d in range(3, 32, 2)))
_MODULUS = 8 * prod(SMALL_PRIMES[1:])
_STEPS = 1 << 5
_MASK = (1 << 64) - 1


def field() -> tuple[int, int]:
    """The prime, and the secret from which letters and unknown functions take their values."""
    if not _found:
        with _LOCK:
            if not _found:
                _found.append(_drawn())
    return _found[0]


_found: list[tuple[int, int]] = []
_LOCK = Lock()


def _drawn() -> tuple[int, int]:
    source = iter(lambda: int.from_bytes(os.urandom(8), "little"), None)
    choices = [(_weight(8), (7,)), *((_weight(r), _residues(r)) for r in SMALL_PRIMES[1:])]
    while True:
        candidate = sum(weight * row[next(source) % len(row)] for weight, row in choices)
        candidate = candidate % _MODULUS + _MODULUS * (_STEPS + next(source) % _STEPS)
        if _is_safe(candidate):
            return candidate, next(source)


def _weight(modulus: int) -> int:
    """1 modulo `modulus`, and 0 modulo all the others."""
    rest = _MODULUS // modulus
    return rest * pow(rest, -1, modulus)


def _residues(prime: int) -> tuple[int, ...]:
    """What p may be modulo an odd prime that is to be a square modulo p; (p - 1) / 2 is no
    multiple of it. As p is 3 modulo 4, reciprocity changes the sign for primes 3 modulo 4."""
    squares = {n * n % prime for n in range(1, prime)}
    return tuple(n for n in range(2, prime) if (n in squares) == (prime % 4 == 1))


def _is_safe(candidate: int) -> bool:
    half = candidate >> 1
    if any(not candidate % prime or not half % prime for prime in _SIEVE):
        return False
    return _is_prime(half) and _is_prime(candidate)


def _is_prime(candidate: int) -> bool:
    """Strong probable prime to twelve bases; both numbers asked of are 3 modulo 4."""
    half = candidate >> 1
    return all(pow(base, half, candidate) in (1, candidate - 1) for base in SMALL_PRIMES[:12])


def mixed(*words: int) -> int:
    """A number of 128 bits that depends on the words and on the secret alone (splitmix64)."""
    state = field()[1]
    for word in words:
        state = _stirred(state ^ (word & _MASK))
        while word := word >> 64:
            state = _stirred(state ^ (word & _MASK)) ^ 1
        state = _stirred(state)
    return _stirred(state) << 64 | _stirred(state ^ _MASK)


def _stirred(state: int) -> int:
    state = (state + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9 & _MASK
    state = (state ^ (state >> 27)) * 0x94D049BB133111EB & _MASK
    return state ^ (state >> 31)
