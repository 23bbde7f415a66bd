"""Rows of a table that are left out of all sums: the first in full, of the others how many and why."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue import tables as records
from csplan.findings.record import found, found_many, refused
from csplan.values import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csplan.findings.diagnostic import Finding, Where

    Places = Callable[[Sequence["BadRow"]], Sequence[Where]]
    """Returns where rows stand."""

LISTED = 20
"""Bad rows that are reported one by one; the rest are counted."""

LEFT_OUT = records.UNREADABLE_ROW.slug

_MOST_REASONS = 1000
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|[0-9][0-9.,]*")


class BadRow(NamedTuple):
    """A row that was left out: the line it starts in, the cell that is wrong (from 0), and why.

    With another code it is an error: nothing that only this row suffers from.
    """

    line: int
    cell: int | None
    reason: str
    hint: str = ""
    code: str = LEFT_OUT


def report_left_out(bad: Sequence[BadRow], places: Places, whole: Where, used: int | None) -> Iterator[Finding]:
    """Report rows that were left out: the first ones by line, then how many there are; and errors once for a reason.

    ``places`` says where rows stand, ``whole`` where all of them do. Where fewer rows were ``used`` than left out, that
    is an error: what is left is not what the table says. None where nothing is known of that.
    """
    errors = {each.reason: each for each in reversed(bad) if each.code != LEFT_OUT}
    left_out = sorted((each for each in bad if each.code == LEFT_OUT), key=lambda each: each.line)
    listed = [*errors.values(), *left_out[:LISTED]]
    for each, where in zip(listed, places(listed), strict=True):
        if each.code == LEFT_OUT:
            yield found(records.UNREADABLE_ROW, where, hint=each.hint, reason=each.reason)
        else:
            yield refused(Unreadable(each.code, each.reason, each.hint), where)
    if left_out and not errors:
        yield _counted(left_out, places, whole, used)


def _counted(left_out: list[BadRow], places: Places, whole: Where, used: int | None) -> Finding:
    count = len(left_out)
    if used is not None and used < count:
        why = _commonest(left_out)
        line = f"{places([why])[0].line:,}"
        facts = {"used": f"{used:,}", "all": f"{used + count:,}", "line": line, "reason": why.reason}
        return found(records.UNUSABLE_ROWS if used else records.NO_USABLE_ROWS, whole, hint=why.hint, **facts)
    facts = {"count": f"{count:,}", "listed": f"{LISTED}"}
    if used is None:
        record = records.ROWS_OF_UNKNOWN_LISTED if count > LISTED else records.ROWS_OF_UNKNOWN
    else:
        record = records.ROWS_LISTED if count > LISTED else records.ROWS_LEFT_OUT
        facts["all"] = f"{used + count:,}"
    return found_many(record, count, whole, **facts)


def _commonest(left_out: list[BadRow]) -> BadRow:
    """Return the first row of those that are left out for the most frequent reason, whatever it quotes."""
    kinds: Counter[str] = Counter()
    first: dict[str, BadRow] = {}
    for each in left_out[:_MOST_REASONS]:
        if not each.reason:
            continue
        kind = _QUOTED.sub("", each.reason)
        kinds[kind] += 1
        first.setdefault(kind, each)
    return first[kinds.most_common(1)[0][0]]


def span(line: str, delimiter: str, cell: int) -> tuple[int, int]:
    """Return where a cell stands in a line and how long it is; the start of the line where it is in a later one."""
    start, in_quotes = 0, False
    for at, char in enumerate(line):
        if char == '"':
            in_quotes = not in_quotes
        elif char == delimiter and not in_quotes:
            if not cell:
                return start, max(1, at - start)
            cell -= 1
            start = at + 1
    return (0, 1) if cell else (start, max(1, len(line) - start))
