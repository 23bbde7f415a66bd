"""The kinds of values that a plan holds, read from its text; shared by all sections."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function, with_info_plain_validator_function

from csplan import values
from csplan.findings.catalogue import values as records
from csplan.findings.diagnostic import quoted
from csplan.lang.say import say
from csplan.plan.conditions import condition
from csplan.plan.currencies import currency_code
from csplan.plan.refusals import refusal, refused, unreadable
from csplan.values import Duration, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic_core.core_schema import CoreSchema

    from csplan.plan.currencies import Currencies

ALL = "\0"
"""The key that stands for every tier where one value serves all: one that no file can have."""

NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
"""Texts by which YAML says that there is no value."""


class Section(BaseModel):
    """A part of a plan: frozen; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


_KEPT = 1024
"""Texts of each kind whose meaning is kept."""


@lru_cache(_KEPT)
def _read_money(text: str) -> values.Money:
    return values.read_money(_text(text))


def _text(value: object) -> str:
    if type(value) is not str:
        raise refusal(records.MAPPING_FOR_VALUE if isinstance(value, dict) else records.WRONG_SHAPE)
    if value.strip() in NOTHING:
        raise refusal(records.EMPTY_VALUE)
    return value


def _out_of_range(text: object, meant: str) -> PydanticCustomError:
    return refusal(records.OUT_OF_RANGE, value=quoted(str(text)), meant=say(meant))


class Reader:
    """Reads a value; pydantic's own PlainValidator also prepares to write it, which takes most of its time."""

    def __init__(self, read: Callable[..., Any], *, currencies: bool = False) -> None:
        """Read by a function, which is told of the plan's ``currencies`` where it needs them."""
        make = with_info_plain_validator_function if currencies else no_info_plain_validator_function
        self.schema: CoreSchema = make(read)

    def __get_pydantic_core_schema__(self, *_: object) -> CoreSchema:
        """Return what pydantic has to know."""
        return self.schema


def _reading(read: Callable[[str], Any], holds: Callable[[Any], bool] | None = None, meant: str = "") -> Reader:
    """Return a reader of a text, which refuses what it means where ``holds`` does not.

    What was read is kept: of many segments most say the same.
    """

    @lru_cache(_KEPT)
    def kept(text: str) -> Any:  # noqa: ANN401 - whatever the reader returns
        try:
            result = read(_text(text))
        except Unreadable as error:
            raise refused(error) from None
        if holds is not None and not holds(result):
            raise _out_of_range(text, meant)
        return result

    def validate(value: object) -> Any:  # noqa: ANN401 - as above
        return kept(value) if type(value) is str else _text(value)

    return Reader(validate)


def _money(value: object, info: ValidationInfo) -> float:
    currencies = cast("Currencies", info.context)
    try:
        return currencies.convert(_read_money(value if type(value) is str else _text(value)))
    except Unreadable as error:
        raise refused(error) from None


def _positive_money(value: object, info: ValidationInfo) -> float:
    amount = _money(value, info)
    if amount <= 0:
        raise _out_of_range(value, "more than 0")
    return amount


def _not_negative_money(value: object, info: ValidationInfo) -> float:
    amount = _money(value, info)
    if amount < 0:
        raise _out_of_range(value, "0 or more")
    return amount


def _money_or_none(value: object, info: ValidationInfo) -> float | str:
    return "none" if value == "none" else _positive_money(value, info)


MEASURED = "measured"
"""Written for an amount that a record measures."""


def _cost_or_measured(value: object, info: ValidationInfo) -> float | str:
    return MEASURED if value == MEASURED else _not_negative_money(value, info)


def _cap(text: str) -> float | str:
    return "none" if text.strip() == "none" else values.read_share(text)


def _share_or_duration(text: str) -> float | Duration:
    try:
        share = values.read_share(text)
    except Unreadable as error:
        if "%" in text or text.strip().replace(".", "", 1).isdigit():
            hint = say("write a share such as 30%, or hours or days with their unit")
            raise Unreadable(error.slug, error.message, hint) from None
        return values.read_duration(text)
    if not 0 <= share <= 1:
        raise unreadable(records.OUT_OF_RANGE, value=quoted(text), meant=say("0 to 100%"))
    return share


class Amount(float):
    """An amount of money in the plan's currency, where a share might stand as well."""

    __slots__ = ()


def _share_or_money(value: object, info: ValidationInfo) -> float:
    """Read a share, with its sign or 1 at most, or else money."""
    text = _text(value)
    try:
        share = values.read_share(text)
    except Unreadable as error:
        if "%" in text:
            raise refused(error) from None
        return Amount(_not_negative_money(value, info))
    if not 0 <= share <= 1:
        raise _out_of_range(text, "0 to 100%")
    return share


def _loading(text: str) -> float:
    """Read what comes on top of pay; who writes 1.3 means 1.3 times the pay, most likely."""
    try:
        return values.read_share(text)
    except Unreadable as error:
        try:
            times = values.read_number(text)
        except Unreadable:
            raise error from None
        if not 1 < times <= MOST_TIMES:
            raise
        hint = say(
            "loading is what comes on top of pay: {share} where the whole is {times} times the pay",
            share=f"{100 * (times - 1):.3g}%",
            times=text.strip(),
        )
        raise Unreadable(error.slug, error.message, hint) from None


class Part(float):
    """A share of something else, where a number might stand as well."""

    __slots__ = ()


def _goal(text: str) -> float:
    """Read how many, or with its sign a share of what is expected."""
    if text.strip().endswith(("%", "\uff05")):
        return Part(values.read_share(text))
    return values.read_number(text)


def _increase(text: str) -> float:
    """Read by how much something grows: a plus sign is welcome."""
    return values.read_share(text.strip().removeprefix("+"))


def _days(text: str) -> float:
    """Read a span of the calendar as whole days."""
    return float(round(values.read_months(text) * DAYS_OF_A_MONTH))


MOST_TIMES = 3
"""Of pay: so much a person may cost in all; more is a slip of another kind."""
LONGEST_NAME = 200


def _name(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise unreadable(records.NAME, length=str(len(text)), most=str(LONGEST_NAME))
    return text.strip()


def _condition(value: object, info: ValidationInfo) -> str:
    currencies = cast("Currencies", info.context)
    try:
        return condition(_text(value), currencies.convert)
    except Unreadable as error:
        raise refused(error) from None


Name = Annotated[str, _reading(_name)]
Text = Annotated[str, _reading(str)]
Currency = Annotated[str, _reading(currency_code)]
Count = Annotated[float, _reading(values.read_count)]
Number = Annotated[float, _reading(values.read_number)]
LEAST_POSITIVE = 1e-6
PositiveNumber = Annotated[float, _reading(values.read_number, lambda number: number >= LEAST_POSITIVE, "more than 0")]
MOST_OF_EXPECTED = 10
Goal = Annotated[
    float,
    _reading(
        _goal,
        lambda goal: LEAST_POSITIVE <= goal <= (MOST_OF_EXPECTED if isinstance(goal, Part) else goal),
        "more than 0; of what is expected up to 1,000%",
    ),
]
MOST_HOURS = 24
HoursOfDay = Annotated[float, _reading(values.read_number, lambda hours: 0 < hours <= MOST_HOURS, "up to 24")]
MOST_MONTHS = 12
MonthsOfYear = Annotated[float, _reading(values.read_number, lambda months: 0 < months <= MOST_MONTHS, "up to 12")]
PositiveMoney = Annotated[float, Reader(_positive_money, currencies=True)]
Cost = Annotated[float, Reader(_not_negative_money, currencies=True)]
CostOrMeasured = Annotated[float | str, Reader(_cost_or_measured, currencies=True)]
MoneyOrNone = Annotated[float | str, Reader(_money_or_none, currencies=True)]
Share = Annotated[float, _reading(values.read_share, lambda share: 0 <= share <= 1, "0 to 100%")]
Target = Annotated[float, _reading(values.read_share, lambda share: -10 <= share <= 1, "-1,000% to 100%")]  # noqa: PLR2004
Ratio = Annotated[float, _reading(values.read_share, lambda share: 0 <= share <= 10, "0 to 1,000%")]  # noqa: PLR2004
Loading = Annotated[float, _reading(_loading, lambda share: 0 <= share <= 10, "0 to 1,000%")]  # noqa: PLR2004
Fullness = Annotated[float, _reading(values.read_share, lambda share: 0 < share <= 10, "more than 0, to 1,000%")]  # noqa: PLR2004
MOST_CAP = 10
Cap = Annotated[
    float | str, _reading(_cap, lambda cap: cap == "none" or 0 < cap <= MOST_CAP, "more than 0, to 1,000%, or none")
]
Time = Annotated[Duration, _reading(values.read_duration)]
ShareOrTime = Annotated[float | Duration, _reading(_share_or_duration)]
ShareOrMoney = Annotated[float, Reader(_share_or_money, currencies=True)]
Date = Annotated[date, _reading(values.read_date)]
MOST_SPAN = 36
"""Months: so long a plan may reach, and nothing in it lasts longer."""
Span = Annotated[float, _reading(values.read_months, lambda months: 0 <= months <= MOST_SPAN, "up to 36 months")]
DAYS_OF_A_MONTH = 30.4375
MOST_AGE = 1100
"""Days: three years; what is older says nothing."""
Age = Annotated[float, _reading(_days, lambda days: 1 <= days <= MOST_AGE, "1 d to 1,100 d")]
Increase = Annotated[float, _reading(_increase, lambda share: -1 <= share <= 10, "-100% to 1,000%")]  # noqa: PLR2004
PartOf = Annotated[float, _reading(values.read_share, lambda share: 0 < share <= 1, "more than 0, to 100%")]
MOST_AT_ONCE = 50
AtOnce = Annotated[
    float,
    _reading(
        values.read_number, lambda number: 1 <= number <= MOST_AT_ONCE and number % 1 == 0, "a whole number, 1 to 50"
    ),
]
MOST_DAYS = 366
DaysOfYear = Annotated[float, _reading(values.read_number, lambda days: 0 < days <= MOST_DAYS, "up to 366")]
TimeOfDay = Annotated[float, _reading(values.read_time_of_day)]
Promise = Annotated[values.Promise, _reading(values.read_promise)]

UNITS: dict[Any, str] = {
    **dict.fromkeys((Share, Target, Ratio, Loading, Fullness, PartOf, Cap, ShareOrTime, ShareOrMoney), "Share"),
    **dict.fromkeys((PositiveMoney, Cost, CostOrMeasured, MoneyOrNone), "Money"),
    Span: "Months",
    Time: "Hours",
    HoursOfDay: "Hours",
    MonthsOfYear: "Months",
    Count: "Count",
    AtOnce: "Count",
    DaysOfYear: "Days",
    Age: "Days",
    Number: "Factor",
    PositiveNumber: "Factor",
}
"""The units of values by their type, as figures name them; a key may know better: 3 are 3 years."""

T = TypeVar("T")


def _spread(value: object) -> object:
    if not isinstance(value, dict):
        return {ALL: value}
    if not value:
        raise refusal(records.NO_VALUE_BY_TIER)
    return value


def _listed(value: object) -> object:
    return value if isinstance(value, tuple) else (value,)


Condition = Annotated[str, Reader(_condition, currencies=True)]
Listed = BeforeValidator(_listed)
"""Turns one value into a list of one."""

Conditions = Annotated[tuple[Condition, ...], Listed]
"""One condition, or a list of which any has to hold."""

Spread = BeforeValidator(_spread)
"""Turns one value into one for every tier."""

ByTier = Annotated[dict[str, T], Spread]
"""One value for every tier, or one by tier."""


def _spread_further(value: object) -> object:
    return _spread(value)


SpreadFurther = BeforeValidator(_spread_further)
"""Turns one value into one for every tier and segment."""

ByTierOrSegment = Annotated[dict[str, T], SpreadFurther]
"""One value for every segment, or one by tier or by segment: a segment's own goes before its tier's."""


def for_tier(by_tier: Mapping[str, T] | None, tier: str | None, segment: str | None = None) -> T | None:
    """Return the value for a segment, else for its tier, or None where there is neither."""
    if by_tier is None:
        return None
    for name in (ALL, segment, tier):
        if name is not None and name in by_tier:
            return by_tier[name]
    return None


def key_of(by_tier: Mapping[str, T] | None, tier: str | None, segment: str | None = None) -> str:
    """Return the key that the value for a segment stands under: its own, else its tier's; "" where it is none."""
    named = (segment, tier) if by_tier is not None and ALL not in by_tier else ()
    return next((name for name in named if name is not None and by_tier and name in by_tier), "")


class Sourced(Section, Generic[T]):
    """A number of a rule pack with where it comes from."""

    value: T = Field(description="the number")
    source: Text = Field("", description="where it comes from: short name and section")
    note: Text = Field("", description="what to know about it")


def _long_form(value: object) -> object:
    return value if isinstance(value, dict) else {"value": value}


LongForm = BeforeValidator(_long_form)
"""Turns a bare number into the form with source and note."""


def _whole_form(value: object) -> object:
    return {"total": value} if isinstance(value, str) else value


WholeForm = BeforeValidator(_whole_form)
"""Turns working time into the form that has parts: all of it is for customers."""


def _file_form(value: object) -> object:
    return value if isinstance(value, dict) else {"file": value}


FileForm = BeforeValidator(_file_form)
"""Turns the path of a table into the form that says how to read it."""


def _file_or_list(value: object) -> object:
    return {ALL: value} if isinstance(value, tuple) else _file_form(value)


FileOrList = BeforeValidator(_file_or_list)
"""Turns a list, or the path of a table, into the form that may say more of the table."""
