"""Changes to an input that know what plans are made of: words, lines, nesting.

Random bytes seldom get past the YAML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from csplan.schema.document import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

_TOKEN = re.compile(rb"[^\s:,;{}\[\]\"']+")
_TRAPS = (
    "0", "-1", "1e9", "1e309", "999999999999999", "0.000000001", "1_000", "010", "12:30", ".nan", "inf", "~", "null",
    "NO", "100%", "-100%", "1000%", "+5%", "1M EUR", "¥1.5M", "200w", "2 h", "1h30m", "9999 d", "2027-02-30",
    "2027-01-01", "31/12/2026", "00:30:00", "none", ">= 50k", "a", "b", "t", "x", "y", "z", "csm", "a.yaml", "b.csv",
    "c.yaml", "usd-2m", "../x", "云帆", "e\u0301", "\u202e", "\x1b[31m", "=1+1", "'", '"', "{}", "[]", "&a", "*a", "<<",
    "!!set", "|", ">-", "# ", "---", "\ufeff", "\x85", "\u2028", "\t", "\r\n", "\n%%%\n",
    "customer,segment,arr,csm,health,new,renewal_date", "date,csm,task,minutes,segment",
    "0,333", "1,200", "1.234,5", "2:01 h", "18:25 min", "25 sec", "PT1H30M", "23:30", "12:00 AM", "15.06.2026, 09:00",
    "2027-03-01T09:00:00Z", "2026-03-04 09:23:11 +0100", "15-Mar-27", "Break", "True", "seconds", "Duration (h)",
    "20260105T090000Z", "RRULE:FREQ=DAILY", "DTSTART;VALUE=DATE:20260106", "DURATION:P1D", "EXDATE:20260112T090000",
)  # fmt: skip
"""Values at the edge of what is allowed or past it, and what YAML, CSV, terminals and forges treat in a special way."""


def words() -> list[bytes]:
    """Return the keys, the choices and the examples of plans and rule packs, and what is known to be hard to read."""
    found = {*_TRAPS, *_said(schema("plan")), *_said(schema("rules"))}
    return [word.encode() for word in sorted(found)]


def _said(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _said(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "properties":
                yield from value
            if key in {"enum", "examples"}:
                yield from (each for each in value if isinstance(each, str))
            elif key != "pattern":
                yield from _said(value)


def mutate(data: bytes, random: Random, known: Sequence[bytes]) -> bytes:
    """Return an input that differs in a few places."""
    for _ in range(random.choice((1, 1, 2, 4))):
        data = random.choice(_CHANGES)(data, random, known)
    return data


def _another_word(data: bytes, random: Random, known: Sequence[bytes]) -> bytes:
    start, end = _token(data, random)
    return data[:start] + random.choice(known) + data[end:]


def _word_of_its_own(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    start, end = _token(data, random)
    first, last = _token(data, random)
    return data[:start] + data[first:last] + data[end:]


def _one_more_word(data: bytes, random: Random, known: Sequence[bytes]) -> bytes:
    at, _ = _token(data, random)
    return data[:at] + random.choice(known) + random.choice((b"", b" ", b": ", b", ", b"\n")) + data[at:]


def _no_word(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    start, end = _token(data, random)
    return data[:start] + data[end:]


def _nested(data: bytes, random: Random, known: Sequence[bytes]) -> bytes:
    start, end = _token(data, random)
    before, after = random.choice(((b"[", b"]"), (b"{" + random.choice(known) + b": ", b"}"), (b'"', b'"')))
    return data[:start] + before + data[start:end] + after + data[end:]


def _lines(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(4):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case _:
            lines[one] = b" " * random.randrange(1, 5) + lines[one]
    return b"\n".join(lines)


def _token(data: bytes, random: Random) -> tuple[int, int]:
    """Return where a word stands: the first one after a random place; that place itself where none comes."""
    at = random.randrange(len(data) + 1)
    found = _TOKEN.search(data, at)
    return found.span() if found else (at, at)


_CHANGES: tuple[Callable[[bytes, Random, Sequence[bytes]], bytes], ...] = (
    _another_word,
    _another_word,
    _word_of_its_own,
    _one_more_word,
    _no_word,
    _nested,
    _lines,
)
