"""The kinds of values that a plan holds, read from its text; shared by all sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from csplan import values
from csplan.values import Duration, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ALL = "*"
"""The key that stands for every tier where one value serves all."""

_SHAPES = {dict: "a mapping", tuple: "a list"}


class Section(BaseModel):
    """A part of a plan: frozen; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Currencies:
    """What money in a file is worth in the plan's currency: the context in which a section is read."""

    def __init__(self, file: str, plan: str, fx: Mapping[str, float]) -> None:
        """Read money without a currency as ``file``'s; results are in ``plan``'s; ``fx`` has the value of 1 unit."""
        self.file = file
        self.plan = plan
        self.fx = fx

    def convert(self, money: values.Money) -> float:
        """Return an amount in the plan's currency; raises Unreadable where the rate is missing."""
        currency = money.currency or self.file
        if currency in ("$", "¥"):
            meant = {"$": "USD", "¥": "CNY"}[currency]
            if self.plan not in ("USD", "CNY"):
                message = f"{currency} is not clear in a plan in {self.plan}"
                raise Unreadable("currency", message, f"write the code, such as 2M {meant}")
            currency = meant
        if currency == self.plan:
            return money.amount
        if currency not in self.fx:
            message = f"no exchange rate for {currency}"
            raise Unreadable("missing-rate", message, f"add `fx: {{{currency}: ...}}`, the value of 1 {currency} in {self.plan}")
        return money.amount * self.fx[currency]


def refusal(slug: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error that a validator raises: pydantic carries it to the place in the file."""
    return PydanticCustomError(slug, "{message}", {"message": message, "hint": hint})  # type: ignore[arg-type]


def _text(value: object) -> str:
    if type(value) is not str:
        shape = _SHAPES.get(type(value), "something else")
        slug = "wrong-shape"
        raise refusal(slug, f"a single value is meant here, not {shape}")
    if not value.strip():
        slug = "empty-value"
        raise refusal(slug, "there is nothing here", "write a value, or leave the key out")
    return value


def _reading(read: Callable[[str], Any], least: float | None = None, most: float | None = None) -> PlainValidator:
    def validate(value: object) -> Any:  # noqa: ANN401 - whatever the reader returns
        text = _text(value)
        try:
            result = read(text)
        except Unreadable as error:
            raise refusal(error.slug, error.message, error.hint) from None
        if (least is not None and result < least) or (most is not None and result > most):
            slug = "out-of-range"
            bounds = f"at least {least:g}" if most is None else f"between {least:g} and {most:g}"
            raise refusal(slug, f"{text} is out of range: {bounds} is meant here")
        return result

    return PlainValidator(validate)


def _money(value: object, info: ValidationInfo) -> float:
    text = _text(value)
    currencies: Currencies = info.context
    try:
        return currencies.convert(values.read_money(text))
    except Unreadable as error:
        raise refusal(error.slug, error.message, error.hint) from None


def _positive_money(value: object, info: ValidationInfo) -> float:
    amount = _money(value, info)
    if amount <= 0:
        slug = "out-of-range"
        raise refusal(slug, f"{value} is out of range: more than 0 is meant here")
    return amount


def _not_negative_money(value: object, info: ValidationInfo) -> float:
    amount = _money(value, info)
    if amount < 0:
        slug = "out-of-range"
        raise refusal(slug, f"{value} is out of range: 0 or more is meant here")
    return amount


def _money_or_none(value: object, info: ValidationInfo) -> float | str:
    return "none" if value == "none" else _positive_money(value, info)


def _share_or_duration(text: str) -> float | Duration:
    try:
        return values.read_share(text)
    except Unreadable as error:
        if "%" in text or text.strip().replace(".", "", 1).isdigit():
            raise Unreadable(error.slug, error.message, "write a share such as 30%, or hours or days with their unit") from None
        return values.read_duration(text)


def _name(text: str) -> str:
    most = 200
    if len(text) > most:
        slug = "name"
        raise Unreadable(slug, f"a name of {len(text)} characters is too long", f"{most} at most")
    return text.strip()


Name = Annotated[str, _reading(_name)]
Text = Annotated[str, _reading(str)]
Number = Annotated[float, _reading(values.read_number)]
Count = Annotated[float, _reading(values.read_count)]
PositiveNumber = Annotated[float, _reading(values.read_number, 1e-6)]
Money = Annotated[float, PlainValidator(_money)]
PositiveMoney = Annotated[float, PlainValidator(_positive_money)]
Cost = Annotated[float, PlainValidator(_not_negative_money)]
MoneyOrNone = Annotated[float | str, PlainValidator(_money_or_none)]
Share = Annotated[float, _reading(values.read_share, 0, 1)]
Target = Annotated[float, _reading(values.read_share, -10, 1)]
Ratio = Annotated[float, _reading(values.read_share, 0, 10)]
Time = Annotated[Duration, _reading(values.read_duration)]
ShareOrTime = Annotated[float | Duration, _reading(_share_or_duration)]
Date = Annotated[Any, _reading(values.read_date)]

T = TypeVar("T")


def _spread(value: object) -> object:
    return value if isinstance(value, dict) else {ALL: value}


def _listed(value: object) -> object:
    return value if isinstance(value, tuple) else (value,)


Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
"""One text, or a list of them."""

ByTier = Annotated[dict[str, T], BeforeValidator(_spread)]
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
    source: str = Field("", description="where it comes from: short name and section")
    note: str = Field("", description="what to know about it")


def _long_form(value: object) -> object:
    return value if isinstance(value, dict) else {"value": value}


LongForm = BeforeValidator(_long_form)
"""Turns a bare number into the form with source and note."""
