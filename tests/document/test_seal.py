"""The seal of a whole, made of those of its parts; and seals of drafts sent before."""

from __future__ import annotations

from hashlib import blake2b
from zlib import adler32, crc32

from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.document.checksums import find_shift, join_adler, join_crc, part_adler
from masterplan_cli.document.seal import Seal, is_unbroken

DATA = st.binary(max_size=300)
TEXTS = st.lists(st.text("ab &;é", min_size=1, max_size=8), max_size=6)


@given(one=DATA, other=DATA)
def test_sums_of_two_parts_make_that_of_both(one: bytes, other: bytes) -> None:
    shift = find_shift(len(other))
    both = join_crc(crc32(one), crc32(other), shift)
    assert both == crc32(one + other)
    assert join_crc(crc32(one), both, shift) == crc32(other)
    both = join_adler(adler32(one), adler32(other), len(other))
    assert both == adler32(one + other)
    assert part_adler(both, adler32(one), len(other)) == adler32(other)


def test_sums_of_large_parts_make_that_of_both() -> None:
    one, other = bytes(range(256)) * 5000, b"kata " * 300_001
    assert join_crc(crc32(one), crc32(other), find_shift(len(other))) == crc32(one + other)
    assert join_adler(adler32(one), adler32(other), len(other)) == adler32(one + other)


def write(texts: list[str]) -> bytes:
    mark = '<w:bookmarkStart w:id="1" w:name="_mp_0_1"/>'
    return "".join(f"<w:p>{mark}<w:t>{text}</w:t></w:p>" for text in texts).encode()


@given(before=TEXTS, kept=TEXTS, behind=TEXTS)
def test_what_was_sealed_before_makes_the_same_seal(
    before: list[str], kept: list[str], behind: list[str]
) -> None:
    whole = Seal()
    whole.add(write(before))
    sums = whole.sums
    whole.add(write(kept))
    taken = whole.take_since(sums)
    whole.add(write(behind))

    joined = Seal()
    joined.add(write(before))
    joined.append(taken)
    joined.add(write(behind))
    assert joined.label == whole.label
    assert is_unbroken(joined.label, write([*before, *kept, *behind]))
    assert not is_unbroken(joined.label, write([*before, *kept, *behind, "x"]))


def test_seals_of_drafts_sent_before_still_hold() -> None:
    digest = blake2b(b"SatuDua", digest_size=12).hexdigest()
    assert is_unbroken(f"1:2:{digest}", write(["Satu"]), write(["Dua"]))
    assert not is_unbroken(f"1:2:{digest}", write(["Satu"]), write(["Tiga"]))
    assert not is_unbroken(f"1:3:{digest}", write(["Satu"]), write(["Dua"]))
