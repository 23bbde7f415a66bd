"""Rows of a table that are left out of all sums: the first in full, of the others how many and why."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.diagnostic import Finding
from csplan.lang.say import say, say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csplan.findings.diagnostic import Where

LISTED = 20
"""Bad rows that are reported one by one; the rest are counted."""

LEFT_OUT = "unreadable-row"

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


def report_left_out(
    bad: Sequence[BadRow], places: Callable[[Sequence[BadRow]], Sequence[Where]], whole: Where, used: int | None
) -> Iterator[Finding]:
    """Report rows that were left out: the first ones by line, then how many there are; and errors once for a reason.

    ``places`` says where rows stand, ``whole`` where all of them do. Where fewer rows were ``used`` than left out, that
    is an error: what is left is not what the table says. None where nothing is known of that.
    """
    errors = {each.reason: each for each in reversed(bad) if each.code != LEFT_OUT}
    left_out = sorted((each for each in bad if each.code == LEFT_OUT), key=lambda each: each.line)
    listed = [*errors.values(), *left_out[:LISTED]]
    for each, where in zip(listed, places(listed), strict=True):
        if each.code == LEFT_OUT:
            message = say("this row is left out: {reason}", reason=each.reason)
            yield Finding(LEFT_OUT, "warning", message, each.hint, where)
        else:
            yield Finding(each.code, "error", each.reason, each.hint, where)
    if left_out and not errors:
        yield _counted(left_out, places, whole, used)


def _counted(
    left_out: list[BadRow],
    places: Callable[[Sequence[BadRow]], Sequence[Where]],
    whole: Where,
    used: int | None,
) -> Finding:
    count = len(left_out)
    if used is not None and used < count:
        commonest = _commonest(left_out)
        message = say_many(
            used + 1,
            "none of {all} rows can be used; most often because, as in line {line}: {reason}",
            "only {used} of {all} rows can be used; most often because, as in line {line}: {reason}",
            used=f"{used:,}",
            all=f"{used + count:,}",
            line=f"{places([commonest])[0].line:,}",
            reason=commonest.reason,
        )
        return Finding("unusable-rows", "error", message, commonest.hint or say("mend them in the export"), whole)
    of = f"{used + count:,}" if used is not None else ""
    more = count > LISTED
    facts = {"count": f"{count:,}", "of": of, "listed": LISTED}
    if not of:
        message = say_many(
            count, "1 row is left out of all sums", "{count} rows are left out of all sums", count=f"{count:,}"
        )
        message = say("{what}; the first {listed} are listed", what=message, listed=LISTED) if more else message
    elif more:
        message = say("{count} of {of} rows are left out of all sums; the first {listed} are listed", **facts)
    else:
        message = say_many(
            count, "1 of {of} rows is left out of all sums", "{count} of {of} rows are left out of all sums", **facts
        )
    return Finding("rows-left-out", "warning", message, say("mend them in the export"), whole)


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
