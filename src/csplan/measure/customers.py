"""The record beside the plan: who is where, how they were on a day, and what they paid."""

from __future__ import annotations

from collections import Counter
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any

from csplan.measure.arr import Paid
from csplan.measure.periods import Period, last_quarter, year_to
from csplan.measure.scores import NO_SCORES, Scores, colours_of, scores_of
from csplan.measure.states import STALE, States
from csplan.plan.history import NOBODY
from csplan.plan.scorecard import Scorecard
from csplan.values.names import folded, is_nobody, names_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.plan.document import PlanFile
    from csplan.plan.health import HealthRules
    from csplan.plan.history import History
    from csplan.plan.log import TimeLog
    from csplan.plan.placing import Placed


class Customers:
    """A record, looked at in a period; what is counted of it is counted once, and kept."""

    def __init__(  # noqa: PLR0913 - what a record is looked at with
        self,
        history: History,
        document: PlanFile,
        placed: Sequence[Placed],
        teams_of: Mapping[str, Sequence[str]],
        *,
        period: Period | None = None,
        as_of: int | None = None,
    ) -> None:
        """Keep a record that nothing was counted of yet.

        ``teams_of`` has the teams or segments of people, by their names folded. ``period``: the usual one where none is
        named; what happened after ``as_of`` is passed over.
        """
        self.history = history
        self.document = document
        self.placed = placed
        self.teams_of = teams_of
        self.as_of = history.last_day if as_of is None else as_of
        wanted = period or self._usual()
        self.period = wanted._replace(last=max(wanted.first, min(wanted.last, self.as_of)))
        """The period that is looked at, as far as the record reaches."""
        year = year_to(self.period.last)
        self.year = year._replace(first=max(year.first, min(history.first_day, year.last)))
        """The twelve months that end with the period, as far as the record goes back."""
        self.named = period is not None
        """Whether somebody asked for the period."""
        begun = self.period._replace(first=max(self.period.first, min(history.first_day, self.period.last)))
        self.worth_of: Period = begun if self.named else self.year
        """What `csplan value` looks at, as far as the record has it: the twelve months, where no period is named."""
        self.rules: HealthRules | None = document.health
        self.counts: dict[str, dict[str, dict[str, float]]] = {}
        """What was counted, by what and by group."""
        self.found: dict[str, Any] = {}
        """What else was found, by what it is."""
        self._holders: dict[int, tuple[Sequence[int], Sequence[tuple[str, ...]]]] = {}
        self._scores: dict[int, dict[int, Scores]] = {}
        self.work: tuple[Scorecard, TimeLog | None] | None = None
        """By what it is counted how CSMs work, where an answer asks for it."""

    def at(self, period: Period | None, as_of: int | None) -> Customers:
        """Return the same record, counted of another period."""
        if period is None and as_of is None:
            return self
        return Customers(self.history, self.document, self.placed, self.teams_of, period=period, as_of=as_of)

    def told(self, document: PlanFile) -> Customers:
        """Return the same record as another document tells it."""
        period = self.period if self.named else None
        return Customers(self.history, document, self.placed, self.teams_of, period=period, as_of=self.as_of)

    def with_work(self, log: TimeLog | None) -> Customers:
        """Return the same record, of which it is also counted how CSMs work."""
        other = copy(self)
        other.counts, other.found = dict(self.counts), dict(self.found)
        other.work = self.document.scorecard or Scorecard(), log
        return other

    @cached_property
    def states(self) -> States:
        """How customers were, by day."""
        stale = self.rules.stale if self.rules and self.rules.stale else STALE
        shots, rules = self.history.snapshots, self.rules
        scored = None
        if shots is not None and rules is not None and rules.colours is not None and not any(shots.colour):
            scored = colours_of(rules, shots)
        return States(self.history, stale, scored)

    @cached_property
    def paid(self) -> Paid:
        """What they paid, by day."""
        return Paid(self.history, self.states.left)

    @cached_property
    def csms(self) -> list[tuple[str, ...]]:
        """Whose each customer is."""
        return [self._csm(customer) for customer in range(len(self.history.customers))]

    def holders(self, customer: int) -> tuple[Sequence[int], Sequence[tuple[str, ...]]]:
        """Return the days of the snapshots of a customer that name a CSM, and whom."""
        found = self._holders.get(customer)
        if found is None:
            shots = self.history.snapshots
            rows = [row for row in self.states.rows(customer) if shots is not None and shots.csm[row] != NOBODY]
            days = [shots.day[row] for row in rows] if shots is not None else []
            names = [names_in(shots.people[shots.csm[row]]) for row in rows] if shots is not None else []
            found = self._holders[customer] = days, names
        return found

    @cached_property
    def segments(self) -> list[int]:
        """The index of the segment of each customer; NOBODY where it is in none."""
        return self._segments()

    def renamed(self, segments: Mapping[str, str]) -> Customers:
        """Return what was counted by segment, under other names of these."""
        if not segments or not self.counts:
            return self
        other = copy(self)
        other.counts = {
            by: groups if by.endswith("csm") else {segments.get(name, name): sums for name, sums in groups.items()}
            for by, groups in self.counts.items()
        }
        return other

    def _usual(self) -> Period:
        """Return the last whole quarter; all of a record that does not reach back to its first day."""
        quarter, first = last_quarter(self.as_of), self.history.first_day
        return quarter if first <= quarter.first else Period(min(first, self.as_of), self.as_of)

    # --- who is where ------------------------------------------------------------------------------------------------

    def _csm(self, customer: int) -> tuple[str, ...]:
        """Return whose customer somebody is: by the account book, else by the last snapshot that says it."""
        book, (_, names) = self.history.book, self.holders(customer)
        cells = book.cells.get("csm", ()) if book is not None else ()
        text = cells[customer] if customer < len(cells) else ""
        if is_nobody(text):
            return names[-1] if names else self._of_events.get(customer, ())
        return names_in(text)

    @cached_property
    def _of_events(self) -> dict[int, tuple[str, ...]]:
        """Whom the last event of each customer that names a CSM names."""
        events = self.history.events
        rows = range(len(events.day)) if events is not None else ()
        order = sorted(rows, key=events.day.__getitem__) if events is not None else ()
        named = (row for row in order if events is not None and events.csm[row] != NOBODY)
        return {events.customer[row]: names_in(events.people[events.csm[row]]) for row in named if events is not None}

    def _segments(self) -> list[int]:
        """Return the segment of each customer: by the book, else that of the last CSM, by people or the book."""
        book = self.history.book
        known = list(book.segment) if book is not None else []
        if len(self.placed) == 1:
            return [0] * len(self.history.customers)  # there is no other
        if len(known) == len(self.history.customers):
            return known
        by_csm: dict[str, Counter[int]] = {}
        for customer, segment in enumerate(known):
            for csm in self.csms[customer] if segment >= 0 else ():
                by_csm.setdefault(folded(csm), Counter())[segment] += 1
        own = {folded(csm): self._of_people(csm) for names in self.csms for csm in names}
        for customer in range(len(known), len(self.history.customers)):
            places = {self._of_csm(csm, own, by_csm) for csm in self.csms[customer]}
            known.append(places.pop() if len(places) == 1 else NOBODY)
        return known

    def _of_csm(self, csm: str, own: Mapping[str, int], by_csm: Mapping[str, Counter[int]]) -> int:
        plain = folded(csm)
        if own[plain] != NOBODY or plain not in by_csm:
            return own[plain]
        return by_csm[plain].most_common(1)[0][0]

    def _of_people(self, csm: str) -> int:
        """Return the only segment that somebody is of, by the people of the plan."""
        names = {folded(name) for name in self.teams_of.get(folded(csm), ())}
        places = {each.index for each in self.placed if {folded(each.segment.name), folded(each.team)} & names}
        return places.pop() if len(places) == 1 else NOBODY

    # --- how they are ------------------------------------------------------------------------------------------------

    def scores(self, customer: int, day: int) -> Scores:
        """Return the scores of a customer on a day."""
        if self.rules is None or self.history.snapshots is None:
            return NO_SCORES
        if day not in self._scores:
            rows = {each: self.states.row(each, day) for each in range(len(self.history.customers))}
            known = {each: row for each, row in rows.items() if row is not None}
            found = scores_of(self.rules, self.history.snapshots, list(known.values()))
            self._scores[day] = dict(zip(known, found, strict=True))
        return self._scores[day].get(customer, NO_SCORES)

    def in_book(self, customer: int) -> bool:
        """Tell whether the account book has a customer; without a book, everybody is there who did not leave."""
        book = self.history.book
        return customer < len(book.names) if book is not None else True

    def there(self, customer: int, day: int) -> bool:
        """Tell whether somebody is a customer at the end of a day: came by then, and left later or not at all."""
        left = self.states.left[customer]
        stays = self.in_book(customer) if left is None else left > day
        return stays and self.known_on(customer, day)

    def known_on(self, customer: int, day: int) -> bool:
        """Tell whether somebody was a customer on a day: by the book; else always, or since the first snapshot."""
        begun = self._begun[customer]
        return begun is None or begun <= day

    @cached_property
    def _begun(self) -> list[int | None]:
        """Since when each is a customer; None of whom it is not known, and who were there when the record begins.

        Who is in the first snapshots of all, or renewed, grew or was lost before its own first, was a customer before.
        """
        shots, since = self.history.snapshots, self.history.since
        first = min(shots.day) if shots is not None and shots.day else 0
        found: list[int | None] = []
        for customer in range(len(self.history.customers)):
            days = self.states.row_days(customer)
            earlier = not days or days[0] <= first or any(each.day <= days[0] for each in self.paid.changes[customer])
            found.append(since.get(customer, None if earlier else days[0]))
        return found
