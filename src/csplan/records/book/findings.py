"""What the sums of an account book say of each segment, and where they differ from what the plan states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplan.findings.catalogue import book as records
from csplan.findings.diagnostic import Where, did_you_mean, quoted
from csplan.findings.finding import Finding, warning
from csplan.findings.record import found
from csplan.plan.accounts import SegmentSums
from csplan.plan.renewing import months_due
from csplan.values import show_number, show_share
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from csplan.plan.document import PlanFile
    from csplan.plan.segments import Segment
    from csplan.records.book.counted import Counted, Group
    from csplan.records.book.renewals import RenewalDates


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


def compared(  # noqa: PLR0913 - what is compared
    counted: Counted,
    document: PlanFile,
    index: int,
    sums: SegmentSums | None,
    dates: RenewalDates,
    *,
    complete: bool,
) -> Iterator[Finding]:
    """Report what the book does not know of a segment, and what the plan states otherwise."""
    segment = (document.segments or ())[index]
    if sums is None:
        return
    path, name = ("segments", index), segment.name
    each, customers = counted.sums[name], counted.sums[name].customers
    if not customers:
        if complete:
            message = f"nobody in the account book is in {name}"
            hint = "mend its `where` or its name, or state its customers and arr here"
            yield warning("empty-segment", message, hint, *path, subject=name)
        return
    if counted.at["health"] is not None and each.known_health < customers:
        unknown = customers - each.known_health
        such = _such(counted, "health")
        message = f"{unknown:,} of {customers:,} customers of {name} have no health in the book that csplan knows{such}"
        hint = "they count like the others of the segment" if each.known_health else "at_risk stays as the plan has it"
        yield warning("unknown-health", message, hint, *path, subject=name)
    if each.unknown_new:
        such = _such(counted, "new")
        whose = f"{each.unknown_new:,} of {customers:,} customers of {name}"
        message = f"the book does not say of {whose} whether they are new{such}"
        all_of_them = each.unknown_new == customers
        hint = "new_customers stays as the plan has it" if all_of_them else "they count like the others of the segment"
        yield warning("unknown-new", message, hint, *path, subject=name)
    if counted.at["renewal_date"] is not None and document.year is not None:
        unread = {text: count for text, count in each.dates.items() if dates.read(text) is None}
        unknown, example = sum(unread.values()), next((text.strip() for text in unread if text.strip()), "")
        if unknown:
            such = f", such as {quoted(example)}" if example else ""
            message = f"{unknown:,} of {customers:,} customers of {name} have no renewal date that can be read{such}"
            yield warning("unknown-renewals", message, "renewals stay as the plan has them", *path, subject=name)
    yield from _differences(segment, index, sums)


def _such(counted: Counted, column: str) -> str:
    words = [quoted(word) for word, _ in counted.unknown[column].most_common(3)]
    return f", such as {', '.join(words)}" if words else ""


def _differences(segment: Segment, index: int, sums: SegmentSums) -> Iterator[Finding]:
    def differs(key: str, stated: str, counted: str) -> Finding:
        message = f"{key} of {segment.name} is stated as {stated}, the account book has {counted}"
        hint = f"the book counts; take {key} out, or mend the book"
        return warning("book-differs", message, hint, "segments", index, key, subject=segment.name)

    for key in ("customers", "arr", "new_customers", "renewals"):
        stated, counted = getattr(segment, key), getattr(sums, key)
        if stated is not None and counted is not None and abs(stated - counted) > 0.005 * max(stated, counted):
            yield differs(key, show_number(stated), show_number(counted))
    if sums.at_risk_customers is None:
        return
    share = sums.at_risk_customers / sums.customers
    for key, at_risk in (("at_risk", segment.at_risk), ("health", segment.health.at_risk if segment.health else None)):
        if at_risk is not None and abs(at_risk - share) > 0.005:  # noqa: PLR2004 - what rounding to percents makes
            yield differs(key, f"{show_share(at_risk)} at risk", show_share(share))


def left_out(counted: Counted, document: PlanFile, *, complete: bool) -> Iterator[Finding]:
    """Report customers that no segment or more than one claims, and dates that nothing is done with."""
    if counted.unclaimed.count and complete:
        hint = _unclaimed_hint(counted, document)
        yield _group("unclaimed-customers", counted.unclaimed, "in no segment", hint)
    if counted.contested.count:
        hint = "make the `where` of segments exclude each other"
        yield _group("contested-customers", counted.contested, "claimed by more than one segment", hint)
    if counted.at["renewal_date"] is not None and document.year is None and document.assign is None:
        message = "the renewal dates of the account book have no effect without the year planned for"
        yield warning("no-effect", message, "add `year: {starts: 2027-01-01}`", "accounts")


def _unclaimed_hint(counted: Counted, document: PlanFile) -> str:
    """Say which segments the rows name that no segment is called."""
    words = counted.unclaimed.words
    if not words:
        return "widen a `where`, or mend the segment"
    names = [segment.name for segment in document.segments or ()]
    said = ", ".join(f"{quoted(word)} ({count:,})" for word, count in words.most_common(5))
    more = ", and more" if len(words) > 5 else ""  # noqa: PLR2004 - more would only fill the screen
    near = did_you_mean(words.most_common(1)[0][0], names)
    asked = f"; {near}" if near else ""
    return f"their rows say {said}{more}{asked}"


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


def _group(code: str, group: Group, what: str, hint: str) -> Finding:
    named = ", ".join(quoted(name, 80) for name in group.named)
    more = f" and {group.count - len(group.named):,} more" if group.count > len(group.named) else ""
    count = f"{group.count:,} customers" if group.count > 1 else "1 customer"
    arr = show_number(group.arr, 0)
    message = f"{count} of the account book with {arr} of ARR {what}, and left out: {named}{more}"
    return warning(code, message, hint, "accounts")
