"""Values by month or quarter, read from the text of a plan: how a year's number falls on its months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from csplan.findings.catalogue import months as records
from csplan.findings.catalogue import values
from csplan.findings.diagnostic import quoted
from csplan.lang.say import say
from csplan.plan.refusals import refusal, refused
from csplan.plan.types import MOST_SPAN, Reader
from csplan.values import Unreadable, read_months, read_number, read_share, show_share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic_core import PydanticCustomError

MONTHS = 12
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
BOOK = "book"
"""Says that the account book tells on which months renewals fall."""
_CLOSE = 0.0005
"""Half of a tenth of a percent, which people write."""


def _parts(text: str) -> Any:  # noqa: ANN401 - what a list or a mapping in YAML would be
    """Return what a text says that has the parts of a list or mapping, as somebody types them behind an option."""
    parts = tuple(part.strip() for part in text.strip().strip("[]{}").split(","))
    if all(part[:1] in "Qq" and ":" in part for part in parts):
        return {key.strip().upper(): value.strip() for key, _, value in (part.partition(":") for part in parts)}
    return parts


def _numbers(values: Sequence[Any], read: Callable[[str], float]) -> tuple[float, ...]:
    found = []
    for value in values:
        if not isinstance(value, str):
            raise refusal(records.ONE_EACH)
        try:
            number = read(value)
        except Unreadable as error:
            raise refused(error) from None
        if not 0 <= number <= _MOST_NUMBER:
            raise refusal(records.BELOW_ZERO, value=value)
        found.append(number)
    return tuple(found)


_MOST_NUMBER = 1e6


def whole(shares: Sequence[float]) -> tuple[float, ...]:
    """Return shares that add up to exactly 1; raises where they are not 100% as people write it."""
    added = sum(shares)
    if abs(added - 1) > _CLOSE:
        record = records.MONTHS_SUM if added < 1 else records.MONTHS_OVER
        raise refusal(record, whole=show_share(added), left=show_share(abs(1 - added)))
    return tuple(share / added for share in shares)


def _by_month(value: object) -> tuple[float, ...]:
    """Read how a year's number falls on its months: 12 shares, or those of its quarters."""
    if isinstance(value, str):
        value = _parts(value)
    if isinstance(value, dict):
        if sorted(value) != list(QUARTERS):
            raise refusal(records.QUARTERS, names=", ".join(value))
        quarters = _numbers([value[name] for name in QUARTERS], read_share)
        return whole([share / 3 for share in quarters for _ in range(3)])
    if not isinstance(value, tuple) or len(value) != MONTHS:
        raise refusal(records.TWELVE, count=str(len(value)) if isinstance(value, tuple) else "1")
    return whole(_numbers(value, read_share))


def _by_month_or_book(value: object) -> tuple[float, ...] | str:
    return BOOK if isinstance(value, str) and value.strip() == BOOK else _by_month(value)


def _weights(value: object) -> tuple[float, ...]:
    """Read working days of the twelve months."""
    if isinstance(value, str):
        value = _parts(value)
    if not isinstance(value, tuple) or len(value) != MONTHS:
        raise refusal(records.TWELVE, count=str(len(value)) if isinstance(value, tuple) else "1")
    found = _numbers(value, read_number)
    if not sum(found):
        raise refusal(records.NO_DAYS)
    return found


def _share_or_curve(value: object) -> float | tuple[float, ...]:
    """Read the mean productivity of a ramp, or that of each of its months."""
    if isinstance(value, str) and "," not in value:
        [share] = _numbers([value], read_share)
        if share > 1:
            raise refusal(records.OVER_WHOLE, value=value)
        if share == 1:
            raise _at_once(value)
        return share
    listed = _parts(value) if isinstance(value, str) else value
    if not isinstance(listed, tuple) or not 1 <= len(listed) <= MONTHS:
        raise refusal(records.RAMP_MONTHS)
    found = _numbers(listed, read_share)
    for share, text in zip(found, listed, strict=True):
        if share > 1:
            raise refusal(records.OVER_WHOLE, value=text)
    if min(found) == 1:
        raise _at_once(str(listed[0]))
    return found


def _at_once(text: str) -> PydanticCustomError:
    meant = say("less than 100%: nobody is fully productive from the first day")
    return refusal(values.OUT_OF_RANGE, value=quoted(text), meant=meant)


def evenly(months: float) -> tuple[float, ...]:
    """Return even shares of so many months: of a part of a month, its part."""
    if months <= 1:
        return (1.0,)
    full = int(months)
    parts = [1.0] * full + ([months - full] if months > full else [])
    return tuple(part / sum(parts) for part in parts)


def _over(value: object) -> tuple[float, ...]:
    """Read over how many months a task's hours fall, or the share of each month."""
    if isinstance(value, str) and "," not in value:
        try:
            months = read_months(value)
        except Unreadable as error:
            raise refused(error) from None
        if not 0 < months <= MOST_SPAN:
            raise refusal(records.SPAN, value=value)
        return evenly(months)
    listed = _parts(value) if isinstance(value, str) else value
    if not isinstance(listed, tuple) or not 1 <= len(listed) <= MOST_SPAN:
        raise refusal(
            records.SPAN, value=say("a list of {count}", count=len(listed) if isinstance(listed, tuple) else 0)
        )
    return whole(_numbers(listed, read_share))


ByMonth = Annotated[tuple[float, ...], Reader(_by_month)]
ByMonthOrBook = Annotated[tuple[float, ...] | str, Reader(_by_month_or_book)]
DaysByMonth = Annotated[tuple[float, ...], Reader(_weights)]
ShareOrCurve = Annotated[float | tuple[float, ...], Reader(_share_or_curve)]
SpanOrShares = Annotated[tuple[float, ...], Reader(_over)]
