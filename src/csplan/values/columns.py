"""Numbers of a column at once: hundreds of cells by their few kinds, where all of them are written alike.

What reads a cell alone (formats.py) takes all there is of currencies, signs and grouping, and takes its time. Nearly
all cells of a table need none of it: digits, marks of thousands and decimals in one form, the same sign around each.
Whatever is written in any other way is left to it, so both give the same numbers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.values.formats import Parts, read_both, take_apart
from csplan.values.kinds import Unreadable
from csplan.values.plain import SPACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.values.formats import Sign

_LONGEST = 15
"""Digits of a number whose float is exact."""
_MOST_KINDS = 256
"""Kinds of cells among some that are worth a look each."""
_ONES = dict.fromkeys(map(ord, "023456789"), "1")
_MARKS = f"'\u2019 {SPACES[:-1]}"
"""Marks of thousands beside point and comma."""
_FIRST_ZERO = "\ud800"
"""Stands for a zero at the start in a kind: half a character, which no text that was decoded has."""
_TAKEN = frozenset(f"{_FIRST_ZERO}1.,{_MARKS}")
"""All that a kind may have that is read at once; with anything else, each cell is read by itself."""
_PLAIN: dict[Sign, dict[int, str | None]] = {
    ".": dict.fromkeys(map(ord, f",{_MARKS}")),
    ",": {**dict.fromkeys(map(ord, f".{_MARKS}")), ord(","): "."},
}
_SIGNS: tuple[Sign, Sign] = (".", ",")
_AROUND = re.compile(r"([^0-9.,'(+-]*)[0-9](?:.*[0-9])?([^0-9.,'()+-]*)", re.DOTALL)
_ALONE = Parts(1.0, 1.0, None, None, "")
_LEADING_ZERO = re.compile("(?<![0-9])(?<![0-9].)0")


class Alike(NamedTuple):
    """Cells that are all written alike: their numbers as texts that float takes, and what stands around each."""

    numbers: Sequence[str]
    around: Parts


def alike(texts: Sequence[str], decimal: Sign | None) -> Alike | None:
    """Return cells as numbers where all are written in one form; None where any is not, or needs its column decided.

    ``decimal`` is the sign that was decided for the column, None where none was.
    """
    types = set(map(type, texts))
    if str not in types or (types == {str} and _are_whole(texts)):  # a workbook's own numbers, or digits alone
        return Alike(texts, _ALONE)
    first = _AROUND.fullmatch(texts[0])
    if types != {str} or first is None:
        return None
    before, after = first.groups()
    around = _ALONE
    if before or after:
        if not all(text.startswith(before) and text.endswith(after) for text in texts):
            return None
        try:
            around = take_apart(f"{before}1{after}")
        except Unreadable:
            return None
        end = -len(after) or None
        texts = [text[len(before) : end] for text in texts]
    joined = "\n".join(texts)
    kinds = set(f"\n{joined}".replace("\n0", f"\n{_FIRST_ZERO}").translate(_ONES)[1:].split("\n"))
    if len(kinds) > _MOST_KINDS or not _TAKEN.issuperset("".join(kinds)):
        return None
    ways = set(map(_ways, kinds)) - {"both"}
    if decimal is not None:
        sign = decimal if ways <= {decimal, "open"} else None
    else:
        sign = next((each for each in _SIGNS if ways <= {each}), None)
    return None if sign is None else Alike(joined.translate(_PLAIN[sign]).split("\n"), around)


def say_the_same(texts: Sequence[object]) -> bool:
    """Tell whether all cells of a column say the same, as the days of an export do: one then stands for all."""
    return bool(texts) and texts[0] == texts[-1] and texts.count(texts[0]) == len(texts)


def _are_whole(texts: Sequence[str]) -> bool:
    """Tell whether all cells are whole numbers above 0 without marks, which no country writes otherwise."""
    joined = "".join(texts)
    # None is empty, or starts with a zero, if the first in order does not.
    return joined.isdigit() and joined.isascii() and min(texts) >= "1" and max(map(len, texts)) <= _LONGEST


@lru_cache(maxsize=4096)
def _ways(kind: str) -> Literal[".", ",", "both", "open", "none"]:
    """Return with which decimal sign a kind of cells can be read; both, where they mean the same, or else open."""
    number = kind.replace(_FIRST_ZERO, "0")
    if len(number) > _LONGEST + 5 or sum(map(str.isdigit, number)) > _LONGEST or not number[:1].isdigit():
        return "none"
    point, comma = read_both(number)
    if point is None or comma is None:
        return "none" if point is comma else "," if point is None else "."
    return "both" if point == comma else "open"


def kinds(texts: Sequence[str]) -> dict[str, str]:
    """Return the first cell of each kind: cells that differ in digits alone can be read in the same ways.

    Which digits do not matter, but for a zero at the start, which no group of thousands has.
    """
    marked = _LEADING_ZERO.sub(_FIRST_ZERO, "\n".join(texts)).translate(_ONES).split("\n")
    if len(marked) != len(texts):
        return {text: text for text in texts}
    found: dict[str, str] = {}
    for kind, text in zip(marked, texts, strict=True):
        found.setdefault(kind, text)
    return found
