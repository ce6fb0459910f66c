"""Checksums of a whole made of those of its parts, which need not be read again.

A CRC-32 is moved over some bytes by one multiplication in GF(2); what to multiply with depends on
how many they are, and is kept with a part. An Adler-32 is moved by plain arithmetic.
"""

from __future__ import annotations

from functools import cache
from typing import Final

_POLYNOMIAL: Final = 0xEDB88320
_ONE: Final = 1 << 31
_X: Final = 1 << 30
_BASE: Final = 65521
_BYTE: Final = 3
"""The power of two whose power of ``x`` moves over one byte."""


def find_shift(length: int) -> int:
    """Return what moves a CRC-32 over ``length`` bytes."""
    shift, power = _ONE, _BYTE
    while length:
        if length & 1:
            shift = _multiply(_raise(power), shift)
        length >>= 1
        power += 1
    return shift


def join_crc(first: int, second: int, shift: int) -> int:
    """Return the CRC-32 of two parts, of which the second moves the first's by ``shift``.

    Given that of both and that of the first, it is that of the second.
    """
    return _multiply(shift, first) ^ second


def join_adler(first: int, second: int, length: int) -> int:
    """Return the Adler-32 of two parts, of which the second has ``length`` bytes."""
    low = (first & 0xFFFF) - 1
    a = low + (second & 0xFFFF)
    b = (first >> 16) + (second >> 16) + length * low
    return b % _BASE << 16 | a % _BASE


def part_adler(both: int, first: int, length: int) -> int:
    """Return the Adler-32 of the second of two parts, which has ``length`` bytes."""
    low = (first & 0xFFFF) - 1
    a = (both & 0xFFFF) - low
    b = (both >> 16) - (first >> 16) - length * low
    return b % _BASE << 16 | a % _BASE


@cache
def _raise(power: int) -> int:
    """Return ``x`` to the power of two to the ``power``."""
    if not power:
        return _X
    half = _raise(power - 1)
    return _multiply(half, half)


def _multiply(one: int, other: int) -> int:
    """Return the product of two polynomials, the highest bit of which is the constant."""
    product, place = 0, _ONE
    while one:
        if one & place:
            product ^= other
            one ^= place
        place >>= 1
        other = other >> 1 ^ _POLYNOMIAL if other & 1 else other >> 1
    return product
