"""Which sign marks decimals in the lengths of a table: a question for the whole column, never for one cell.

`1,5`, `0,333` and `1.234,5` can be read in one way, whatever stands around them; `1,200` minutes are 20 hours or a
little over one minute. So such a cell asks: `SignNeeded`. What all cells say together decides, and where they leave it
open, the table is refused: a length that is wrong by a factor of a thousand must not count in silence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplan.findings.catalogue import log as records
from csplan.findings.diagnostic import Unusable, quoted
from csplan.findings.record import found
from csplan.values.formats import Column, read_both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csplan.values.formats import Sign

_NUMBER = re.compile(r"([0-9][0-9.,]*|[.,][0-9]+)(?=[^0-9]*\Z)")
"""A number that only a unit may follow."""
_APART = re.compile(r"[0-9]{1,3}(?:(?P<sign>[ '\u2019])[0-9]{3})(?:(?P=sign)[0-9]{3})*(?![0-9])")
_SAYS: dict[str, Sign] = {";": ",", "": "."}
"""What stands between cells, and the sign before decimals that it leaves or, in YAML, that a plan has."""
_LONGEST = 60
_OF_HOURS = ("h", "小", "ч", "u")
"""How units of hours start."""


class SignNeeded(Exception):  # noqa: N818 - a question, no error
    """A number can't be read until it is known which sign marks decimals in its column."""


def with_a_point(text: str, sign: Sign | None, *, small: bool) -> str:
    """Return a tidy text whose number, if it is one that only a unit follows, has a decimal point and no groups.

    ``small``: thousands can't be meant, as where a bare number is hours. Wrong groups of digits stay as they are.
    Raises SignNeeded.
    """
    if "'" in text or " " in text or "\u2019" in text:
        apart = _APART.match(text)
        if apart:
            text = re.sub("[ '\u2019]", "", apart[0]) + text[apart.end() :]
    match = _NUMBER.match(text) if len(text) <= _LONGEST else None
    if match is None or not ("," in match[0] or "." in match[0]):
        return text
    number, unit = match[0], text[match.end() :]
    point, comma = read_both(number)
    if point is None and comma is None:
        return text
    evident: Sign = "," if point is None else "."
    if point is not None and comma is not None and point != comma:
        evident = "." if "." in number else ","
        if not (unit.strip()[:1].casefold() in _OF_HOURS if unit else small):
            if sign is None:
                raise SignNeeded
            evident = sign
    plain = number.replace(",", "") if evident == "." else number.replace(".", "").replace(",", ".")
    return f"{plain}{unit}"


class SignVote:
    """Finds out which sign marks decimals, from all lengths of a table."""

    def __init__(self) -> None:
        """Start with no lengths."""
        self._column = Column("length", "")

    def look(self, texts: Iterable[str], delimiter: str) -> None:
        """Look at some lengths; where a semicolon parts the cells, the comma is left for decimals.

        Nothing parts the values of a YAML list, in which numbers are written as in a plan.
        """
        if delimiter in _SAYS:
            self._column.votes.setdefault(_SAYS[delimiter], "")
        for text in set(texts):
            if "," in text or "." in text:
                self._column.look(text)

    def decide(self) -> Sign:
        """Return the sign; raises Unusable where it stays open, or where the numbers contradict each other."""
        column = self._column
        column.decide()
        if column.decimal is not None:
            return column.decimal
        record = records.CONTRADICTING_NUMBERS if column.votes else records.AMBIGUOUS_NUMBERS
        raise Unusable(found(record, example=quoted(column.examples[0])))
