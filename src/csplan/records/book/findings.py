"""What the sums of an account book say of each segment, and where they differ from what the plan states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplan.findings.catalogue import book as records
from csplan.findings.catalogue.economics import DATES_WITHOUT_YEAR
from csplan.findings.diagnostic import Where, did_you_mean, first_of, quoted
from csplan.findings.record import found, found_many
from csplan.lang.say import say
from csplan.plan.accounts import SegmentSums
from csplan.plan.renewing import months_due
from csplan.values import show_number
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from csplan.findings.diagnostic import Finding
    from csplan.findings.record import Record
    from csplan.plan.document import PlanFile
    from csplan.records.book.counted import Counted, Group, Sums
    from csplan.records.book.renewals import RenewalDates


_MOST_NAMED = 5
"""Words that rows name, in a hint: more would only fill the screen."""
_MARKS = (";", "；", "、", " / ", " & ", " und ", " and ", " et ", "|")
_BETWEEN = re.compile(r"[._+-]")
_COMMAS = re.compile(r"[,，/]")
_IN_BRACKETS = re.compile(r"\s*[(\[\uff08].*")


def measured(  # noqa: PLR0913 - what a segment is measured by
    counted: Counted, document: PlanFile, index: int, dates: RenewalDates, *, large: bool, contract_years: float
) -> SegmentSums | None:
    """Return what the book says of a segment; None where nobody in the book is in it, and the plan states it.

    ``large`` tells whether anything says what a large customer is; contracts are of ``contract_years`` where the
    segment does not say.
    """
    segment = (document.segments or ())[index]
    each, at = counted.sums[segment.name], counted.at
    if not each.customers and segment.customers is not None:
        return None
    sums = SegmentSums(each.customers, each.arr)
    if each.known_health:
        sums.at_risk_customers = each.at_risk * each.customers / each.known_health
    if at["new"] is not None and each.unknown_new < each.customers:
        sums.new_customers = each.new * each.customers / (each.customers - each.unknown_new)
    if at["csm"] is not None:
        sums.held = dict(each.held)
        sums.unserved_large_customers = each.unserved if large else None
    if at["renewal_date"] is not None and document.year is not None and each.customers:
        years = segment.contract_years or contract_years
        due, unknown = _renewals(dates, each.dates, document.year.starts, years)
        sums.renewals = None if unknown else float(sum(due))
        sums.renewals_by_month = None if unknown else tuple(due)
    return sums


def _renewals(
    reader: RenewalDates, dates: Mapping[str, int], starts: date, contract_years: float
) -> tuple[list[float], int]:
    """Return how many renewals are due in each month, and how many dates can't be read."""
    due, unknown = [0.0] * 12, 0
    for text, count in dates.items():
        day = reader.read(text)
        if day is None:
            unknown += count
        else:
            for month in months_due(day, starts, contract_years):
                due[month] += count
    return due, unknown


def unknown_of(  # noqa: PLR0913 - what is known
    counted: Counted,
    document: PlanFile,
    index: int,
    sums: SegmentSums | None,
    dates: RenewalDates,
    *,
    complete: bool,
) -> Iterator[Finding]:
    """Report what the book does not know of a segment."""
    if sums is None:
        return
    path, name = ("segments", index), (document.segments or ())[index].name
    each, customers = counted.sums[name], counted.sums[name].customers
    if not customers:
        if complete:
            yield found(records.EMPTY_SEGMENT, path, subject=name, segment=name)
        return
    of_all = {"all": f"{customers:,}", "segment": name}
    unknown = customers - each.known_health
    if counted.at["health"] is not None and unknown:
        words = _words_of(each, "health")
        record = records.UNKNOWN_HEALTH if words else records.NO_HEALTH
        facts = {**of_all, "unknown": f"{unknown:,}", "words": words}
        hint = "" if each.known_health else say("at_risk stays as the plan has it")
        yield found_many(record, unknown, path, subject=name, hint=hint, **facts)
    if each.unknown_new:
        facts = {**of_all, "unknown": f"{each.unknown_new:,}", "words": _words_of(each, "new")}
        hint = say("new_customers stays as the plan has it") if each.unknown_new == customers else ""
        yield found_many(records.UNKNOWN_NEW, each.unknown_new, path, subject=name, hint=hint, **facts)
    if counted.at["renewal_date"] is not None and document.year is not None:
        unread = {text: count for text, count in each.dates.items() if dates.read(text) is None}
        unknown, example = sum(unread.values()), next((text.strip() for text in unread if text.strip()), "")
        if unknown:
            record = records.UNKNOWN_RENEWALS if example else records.NO_RENEWALS
            facts = {**of_all, "unknown": f"{unknown:,}", "words": quoted(example)}
            yield found_many(record, unknown, path, subject=name, **facts)


def _words_of(sums: Sums, column: str) -> str:
    return ", ".join(quoted(word) for word, _ in sums.unknown[column].most_common(3))


def left_out(counted: Counted, document: PlanFile, *, complete: bool) -> Iterator[Finding]:
    """Report customers that no segment or more than one claims, and dates that nothing is done with."""
    if counted.unclaimed.count and complete:
        yield _unclaimed(counted, document)
    if counted.contested.count:
        yield _group(records.CONTESTED_CUSTOMERS, counted.contested)
    if counted.at["renewal_date"] is not None and document.year is None and document.assign is None:
        yield found(DATES_WITHOUT_YEAR, ("accounts",))


def _unclaimed(counted: Counted, document: PlanFile) -> Finding:
    """Report customers in no segment, with the segments that their rows name and no segment is called."""
    words = counted.unclaimed.words
    if not words:
        return _group(records.UNCLAIMED_CUSTOMERS, counted.unclaimed)
    said = ", ".join(f"{quoted(word)} ({count:,})" for word, count in words.most_common(_MOST_NAMED))
    said = said if len(words) <= _MOST_NAMED else say("{words}, and more", words=said)
    near = did_you_mean(words.most_common(1)[0][0], [segment.name for segment in document.segments or ()])
    record = records.OF_MISSPELT_SEGMENT if near else records.OF_UNKNOWN_SEGMENT
    return _group(record, counted.unclaimed, words=said, near=near)


def of_cells(counted: Counted, name: str) -> Iterator[Finding]:
    """Tell what cells were taken to mean: who is nobody, and which names may be one person."""
    where = Where(name, 1, 1)
    if counted.nobody:
        words = ", ".join(f"{quoted(word)} ({count:,})" for word, count in counted.nobody.most_common(5))
        yield found(records.NOBODY, where, words=words)
    bare: dict[tuple[str, ...], str] = {}
    pairs = [
        (first, person)
        for person in counted.people.values()
        if (parts := _words(person)) and (first := bare.setdefault(parts, person)) != person
    ]
    if pairs:
        one, other = pairs[0]
        yield found(records.SIMILAR_PEOPLE, where, count=f"{len(pairs):,}", one=quoted(one), other=quoted(other))
    several = [person for person in counted.people.values() if _are_several(person, counted.people)]
    if several:
        yield found(records.SEVERAL_PEOPLE, where, name=quoted(several[0]), count=f"{len(several):,}")
    yield from _gone(counted, where)
    if counted.like_totals:
        yield found(
            records.NAMED_LIKE_TOTALS,
            where,
            customer=quoted(counted.like_totals[0]),
            count=f"{len(counted.like_totals):,}",
        )
    yield from _similar_customers(counted, where)
    if counted.last_is_total and not counted.table.asides.count["totals"]:
        yield found(records.LIKE_A_TOTAL, where, customer=quoted(counted.last_is_total))


def _words(person: str) -> tuple[str, ...]:
    """Return the words of a name in any order, without what stands in brackets or after the @ of an address."""
    name, at, _ = _IN_BRACKETS.sub("", person).partition("@")
    return tuple(sorted(_BETWEEN.sub(" ", folded(name)).split() if at else folded(name).replace(",", " ").split()))


def _are_several(person: str, people: Mapping[str, str]) -> bool:
    """Tell whether a name is a list of names; with commas, as `Lee, Ann` has one, where any of them stands alone."""
    if any(mark in person for mark in _MARKS):
        return True
    parts = [folded(part) for part in _COMMAS.split(person)]
    return len(parts) > 1 and any(part in people for part in parts)


def _gone(counted: Counted, where: Where) -> Iterator[Finding]:
    """Report customers who are said to be none."""
    count, at = counted.gone.total(), counted.at["status"]
    if not count or at is None:
        return
    heading = counted.table.headings[at]
    record = records.NO_CUSTOMERS if count > 1 else records.ONE_NO_CUSTOMER
    words = ", ".join(f"{quoted(word)} ({each:,})" for word, each in counted.gone.most_common(5))
    arr = show_number(counted.gone_arr, 0)
    yield found(record, where, count=f"{count:,}", arr=arr, heading=quoted(heading), words=words, key=heading[:40])


def _similar_customers(counted: Counted, where: Where) -> Iterator[Finding]:
    """Report customers whose names differ in their case or width alone, as those in capitals do from others."""
    if not counted.may_be_alike:
        return
    first: dict[str, str] = {}
    pairs = [(one, name) for name in counted.customers if (one := first.setdefault(folded(name), name)) != name]
    if pairs:
        one, other = pairs[0]
        yield found(records.SIMILAR_CUSTOMERS, where, count=f"{len(pairs):,}", one=quoted(one), other=quoted(other))


def _group(record: Record, group: Group, **facts: str) -> Finding:
    names = first_of([quoted(name, 80) for name in group.named], group.count)
    facts |= {"count": f"{group.count:,}", "arr": show_number(group.arr, 0), "names": names}
    return found_many(record, group.count, ("accounts",), **facts)
