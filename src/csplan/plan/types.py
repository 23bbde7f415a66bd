"""The kinds of values that a plan holds, read from its text; shared by all sections."""

from __future__ import annotations

from datetime import date
from math import nan
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from csplan import values
from csplan.diagnostics import quoted
from csplan.plan.conditions import condition
from csplan.values import Duration, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ALL = "\0"
"""The key that stands for every tier where one value serves all: one that no file can have."""

NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
"""Texts by which YAML says that there is no value."""

_SHAPES: dict[object, str] = {dict: "a mapping", tuple: "a list"}
_SIGNS = {"$": "USD", "¥": "CNY"}


class Section(BaseModel):
    """A part of a plan: frozen; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Currencies:
    """What money in a file is worth in the plan's currency: the context in which a section is read."""

    def __init__(self, file: str, plan: str, fx: Mapping[str, float]) -> None:
        """Read money without a currency as ``file``'s; results are in ``plan``'s; ``fx`` has the value of 1 unit.

        Where ``plan`` is "", it is not known, and no more is an amount with a currency; nothing is wrong with it.
        """
        self.file = file
        self.plan = plan
        self.fx = fx

    def convert(self, money: values.Money) -> float:
        """Return an amount in the plan's currency; raises Unreadable where the rate is missing."""
        amount, currency = money.amount, money.currency or self.file
        if currency in _SIGNS and self.plan:
            meant = _SIGNS[currency]
            if self.plan not in _SIGNS.values():
                message = f"{currency} is not clear in a plan in {self.plan}"
                raise Unreadable("currency", message, f"write the code, such as 2M {meant}")
            currency = meant
        if not self.plan:
            return amount if not currency else nan
        if currency in (self.plan, ""):
            return amount
        if currency not in self.fx:
            hint = f"add `fx: {{{currency}: ...}}`, the value of 1 {currency} in {self.plan}"
            raise Unreadable("missing-rate", f"no exchange rate for {currency}", hint)
        return amount * self.fx[currency]


def currency_code(text: str) -> str:
    """Return the code of a currency; raises Unreadable. RMB is another name of CNY."""
    code = text.strip()
    if len(code) != 3 or not code.isascii() or not code.isalpha():  # noqa: PLR2004 - ISO 4217
        raise Unreadable("currency", f"{quoted(text)} is not a currency code", "write three letters: USD")
    code = code.upper()
    return "CNY" if code == "RMB" else code


def code_or_nothing(value: object) -> str:
    """Return the code of a currency, or "" where it can't be read."""
    try:
        return currency_code(value) if isinstance(value, str) else ""
    except Unreadable:
        return ""


def refusal(slug: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error that a validator raises: pydantic carries it to the place in the file."""
    return PydanticCustomError(slug, "{message}", {"message": message, "hint": hint})


def _text(value: object) -> str:
    if type(value) is not str:
        shape = _SHAPES.get(type(value), "something else")
        raise refusal("wrong-shape", f"a single value is meant here, not {shape}")
    if value.strip() in NOTHING:
        raise refusal("empty-value", "there is nothing here", "write a value, or leave the key out")
    return value


def _out_of_range(text: object, meant: str) -> PydanticCustomError:
    return refusal("out-of-range", f"{quoted(str(text))} is out of range: {meant} is meant here")


def _reading(read: Callable[[str], Any], holds: Callable[[Any], bool] | None = None, meant: str = "") -> PlainValidator:
    """Return a validator that reads a text, and refuses what it means where ``holds`` does not."""

    def validate(value: object) -> Any:  # noqa: ANN401 - whatever the reader returns
        text = _text(value)
        try:
            result = read(text)
        except Unreadable as error:
            raise refusal(error.slug, error.message, error.hint) from None
        if holds is not None and not holds(result):
            raise _out_of_range(text, meant)
        return result

    return PlainValidator(validate)


def _money(value: object, info: ValidationInfo) -> float:
    text = _text(value)
    currencies = cast("Currencies", info.context)
    try:
        return currencies.convert(values.read_money(text))
    except Unreadable as error:
        raise refusal(error.slug, error.message, error.hint) from None


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


def _share_or_duration(text: str) -> float | Duration:
    try:
        share = values.read_share(text)
    except Unreadable as error:
        if "%" in text or text.strip().replace(".", "", 1).isdigit():
            hint = "write a share such as 30%, or hours or days with their unit"
            raise Unreadable(error.slug, error.message, hint) from None
        return values.read_duration(text)
    if not 0 <= share <= 1:
        raise Unreadable("out-of-range", f"{quoted(text)} is out of range: 0 to 100% is meant here")
    return share


LONGEST_NAME = 200


def _name(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise Unreadable("name", f"a name of {len(text)} characters is too long", f"{LONGEST_NAME} at most")
    return text.strip()


def _condition(value: object, info: ValidationInfo) -> str:
    currencies = cast("Currencies", info.context)
    try:
        return condition(_text(value), currencies.convert)
    except Unreadable as error:
        raise refusal(error.slug, error.message, error.hint) from None


Name = Annotated[str, _reading(_name)]
Text = Annotated[str, _reading(str)]
Currency = Annotated[str, _reading(currency_code)]
Count = Annotated[float, _reading(values.read_count)]
LEAST_POSITIVE = 1e-6
PositiveNumber = Annotated[float, _reading(values.read_number, lambda number: number >= LEAST_POSITIVE, "more than 0")]
MOST_HOURS = 24
HoursOfDay = Annotated[float, _reading(values.read_number, lambda hours: 0 < hours <= MOST_HOURS, "up to 24")]
MOST_MONTHS = 12
MonthsOfYear = Annotated[float, _reading(values.read_number, lambda months: 0 < months <= MOST_MONTHS, "up to 12")]
PositiveMoney = Annotated[float, PlainValidator(_positive_money)]
Cost = Annotated[float, PlainValidator(_not_negative_money)]
MoneyOrNone = Annotated[float | str, PlainValidator(_money_or_none)]
Share = Annotated[float, _reading(values.read_share, lambda share: 0 <= share <= 1, "0 to 100%")]
Target = Annotated[float, _reading(values.read_share, lambda share: -10 <= share <= 1, "-1,000% to 100%")]  # noqa: PLR2004
Ratio = Annotated[float, _reading(values.read_share, lambda share: 0 <= share <= 10, "0 to 1,000%")]  # noqa: PLR2004
Time = Annotated[Duration, _reading(values.read_duration)]
ShareOrTime = Annotated[float | Duration, _reading(_share_or_duration)]
Date = Annotated[date, _reading(values.read_date)]

T = TypeVar("T")


def _spread(value: object) -> object:
    if not isinstance(value, dict):
        return {ALL: value}
    if not value:
        raise refusal("empty-value", "there is nothing here", "write one value, or one for each tier")
    return value


def _listed(value: object) -> object:
    return value if isinstance(value, tuple) else (value,)


Condition = Annotated[str, PlainValidator(_condition)]
Listed = BeforeValidator(_listed)
"""Turns one value into a list of one."""

Conditions = Annotated[tuple[Condition, ...], Listed]
"""One condition, or a list of which any has to hold."""

Spread = BeforeValidator(_spread)
"""Turns one value into one for every tier."""

ByTier = Annotated[dict[str, T], Spread]
"""One value for every tier, or one by tier."""


def for_tier(by_tier: Mapping[str, T] | None, tier: str | None) -> T | None:
    """Return the value for a tier, or None where there is none."""
    if by_tier is None:
        return None
    value = by_tier.get(ALL)
    return by_tier.get(tier) if value is None and tier is not None else value


class Sourced(Section, Generic[T]):
    """A number of a rule pack with where it comes from."""

    value: T = Field(description="the number")
    source: Text = Field("", description="where it comes from: short name and section")
    note: Text = Field("", description="what to know about it")


def _long_form(value: object) -> object:
    return value if isinstance(value, dict) else {"value": value}


LongForm = BeforeValidator(_long_form)
"""Turns a bare number into the form with source and note."""


def _file_form(value: object) -> object:
    return value if isinstance(value, dict) else {"file": value}


FileForm = BeforeValidator(_file_form)
"""Turns the path of a table into the form that says how to read it."""
