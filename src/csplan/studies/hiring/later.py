"""Starts moved as late as no month gets short by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.figures.operation import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SHORT = TOLERANCE * 10
"""CSMs that a month may lack."""
MANY = 40
"""Of more people nobody tries who could start earlier so that others wait: it takes long, and saves little."""


class Starts:
    """First days of one team's people, in the order in which they are needed, and what each month has to spare.

    ``worth`` tells what somebody who starts in a month is worth in each month of the plan; ``spare`` is what is there
    with these starts, less what is asked. Months that are short from the first hold back only who is needed by then.
    """

    def __init__(
        self,
        starts: Sequence[int],
        needed: Sequence[int],
        spare: Any,
        worth: Callable[[int], Any],
        is_full: Callable[[int, Sequence[int]], bool],
    ) -> None:
        """Take starts as they are."""
        self.starts, self.needed = list(starts), needed
        self.spare: list[float] = spare.tolist()
        self.short = [each < -SHORT for each in self.spare]
        self.worth, self.is_full = worth, is_full
        self.loses: dict[int, list[tuple[int, float]]] = {}

    def copy(self) -> Starts:
        """Return the same starts, to move them otherwise."""
        new = Starts.__new__(Starts)
        new.starts, new.needed, new.spare, new.short = [*self.starts], self.needed, [*self.spare], self.short
        new.worth, new.is_full, new.loses = self.worth, self.is_full, self.loses
        return new

    def lost(self, start: int) -> list[tuple[int, float]]:
        """Return what months lose where somebody starts a month later, each with its number: below 0, a loss."""
        if start not in self.loses:
            less = (self.worth(start + 1) - self.worth(start)).tolist()
            self.loses[start] = [(month, each) for month, each in enumerate(less) if each]
        return self.loses[start]

    def may_wait(self, person: int) -> bool:
        """Tell whether somebody can start a month later."""
        start, needed = self.starts[person], self.needed[person]
        if start >= needed or self.is_full(start + 1, self.starts):
            return False
        for month, less in self.lost(start):
            if less < -TOLERANCE and self.spare[month] + less < -SHORT and (not self.short[month] or month >= needed):
                return False
        return True

    def move(self, person: int, *, later: bool) -> None:
        """Have somebody start a month later or earlier."""
        sign = 1 if later else -1
        for month, less in self.lost(self.starts[person] if later else self.starts[person] - 1):
            self.spare[month] += sign * less
        self.starts[person] += sign

    def wait(self, person: int) -> int:
        """Have somebody start as late as possible; return how many months later."""
        before = self.starts[person]
        while self.may_wait(person):
            self.move(person, later=True)
        return self.starts[person] - before


def as_late_as_possible(found: Starts, earliest: int) -> list[int]:
    """Return the starts, each as late as no month gets short by it: the last person first.

    That is the best in most plans. In others it is not: so all are moved in turns as well, and of the better plan one
    person starts a month earlier where that lets the others wait for more than a month.
    """
    people = range(len(found.starts))
    one_by_one, in_turns = found, found.copy()
    for person in reversed(people):
        one_by_one.wait(person)
    moving = list(reversed(people))
    while moving:
        moving = [person for person in moving if _once(in_turns, person)]
    best = in_turns if sum(in_turns.starts) > sum(one_by_one.starts) else one_by_one
    better = best if len(best.starts) <= MANY else None
    while better is not None:
        best, better = better, next(_exchanged(better, earliest), None)
    return sorted(best.starts)


def _once(found: Starts, person: int) -> bool:
    waits = found.may_wait(person)
    if waits:
        found.move(person, later=True)
    return waits


def _exchanged(found: Starts, earliest: int) -> Iterator[Starts]:
    """Yield plans in which one person starts a month earlier, and the others wait for more than that."""
    for person, start in enumerate(found.starts):
        if start <= earliest or found.is_full(start - 1, found.starts):
            continue
        tried = found.copy()
        tried.move(person, later=False)
        waited = sum(tried.wait(other) for other in reversed(range(len(tried.starts))) if other != person)
        if waited + tried.wait(person) > 1:
            yield tried
