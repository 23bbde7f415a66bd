# ruff: noqa: RUF001 - full-width signs are among what is read
"""Values of a plan, conditions and places in tiers, by themselves."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from csplan.plan import types
from csplan.plan.conditions import compile_condition, condition
from csplan.plan.currencies import Currencies, code_or_nothing
from csplan.plan.document import PlanFile
from csplan.plan.placing import Placed, role_of, tiers_of
from csplan.plan.plan import Origins
from csplan.plan.rules import RulePack
from csplan.plan.segments import Segment, Team
from csplan.plan.tiers import Band, Tier
from csplan.plan.types import ALL, for_tier
from csplan.values import Duration, Money, Unreadable

USD = Currencies("USD", "USD", {"CNY": 0.125})


def read(kind: str, value: object) -> Any:
    annotation = types.ByTier[types.Share] if kind == "ByTier" else getattr(types, kind)
    return TypeAdapter(annotation).validate_python(value, context=USD)


def refused(kind: str, value: object) -> str:
    with pytest.raises(ValidationError) as raised:
        read(kind, value)
    return str(raised.value.errors()[0]["type"])


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("Name", " a b ", "a b"),
        ("Text", " NO ", " NO "),
        ("Currency", " rmb", "CNY"),
        ("Count", "0", 0),
        ("PositiveNumber", "0.1", 0.1),
        ("HoursOfDay", "24", 24),
        ("MonthsOfYear", "12", 12),
        ("PositiveMoney", "8 CNY", 1),
        ("Cost", "0", 0),
        ("MoneyOrNone", "none", "none"),
        ("MoneyOrNone", "1M", 1e6),
        ("Share", "100%", 1),
        ("Target", "-5%", -0.05),
        ("Ratio", "150%", 1.5),
        ("Time", "2 d", Duration(0, 2)),
        ("ShareOrTime", "30%", 0.3),
        ("ShareOrTime", "0.3", 0.3),
        ("ShareOrTime", "3 h", Duration(3, 0)),
        ("ShareOrTime", "5 d", Duration(0, 5)),
        ("Conditions", ">= 50k", (">= 50k",)),
        ("Conditions", ("a", "> 8 CNY"), ("a", ">1")),
        ("ByTier", "5%", {ALL: 0.05}),
        ("ByTier", {"a": "5%"}, {"a": 0.05}),
    ],
)
def test_values_that_can_be_read(kind: str, text: object, value: object) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "value", "slug"),
    [
        ("Name", "x" * 201, "name"),
        ("Name", " ", "empty-value"),
        ("Text", "~", "empty-value"),
        ("Text", ("a",), "wrong-shape"),
        ("Text", {}, "wrong-shape"),
        ("Text", 1, "wrong-shape"),
        ("Currency", "US", "currency"),
        ("Currency", "元元元", "currency"),
        ("Count", "-1", "number"),
        ("PositiveNumber", "0", "out-of-range"),
        ("HoursOfDay", "25", "out-of-range"),
        ("MonthsOfYear", "13", "out-of-range"),
        ("MonthsOfYear", "0", "out-of-range"),
        ("HoursOfDay", "0", "out-of-range"),
        ("PositiveMoney", "0", "out-of-range"),
        ("Cost", "-1", "out-of-range"),
        ("MoneyOrNone", "0", "out-of-range"),
        ("Cost", "1 EUR", "missing-rate"),
        ("Share", "101%", "out-of-range"),
        ("Share", "-0.1", "out-of-range"),
        ("Target", "-1,001%", "out-of-range"),
        ("Ratio", "-1%", "out-of-range"),
        ("ShareOrTime", "30", "share"),
        ("ShareOrTime", "3q", "duration"),
        ("ShareOrTime", "120%", "out-of-range"),
        ("ShareOrTime", "-1%", "out-of-range"),
        ("Date", "2027-13-01", "date"),
        ("Conditions", "> x", "condition"),
        ("Conditions", (("a",),), "wrong-shape"),
        ("Conditions", "> 1 EUR", "missing-rate"),
        ("ByTier", {}, "empty-value"),
    ],
)
def test_values_that_cannot_be_read(kind: str, value: object, slug: str) -> None:
    assert refused(kind, value) == slug


def test_a_bare_number_where_a_share_or_time_is_meant() -> None:
    with pytest.raises(ValidationError) as raised:
        read("ShareOrTime", "30")
    assert raised.value.errors()[0]["ctx"]["hint"] == "write a share such as 30%, or hours or days with their unit"


# --- currencies -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "plan", "currency", "amount"),
    [
        ("USD", "USD", None, 8),
        ("CNY", "USD", None, 1),
        ("CNY", "USD", "USD", 8),
        ("CNY", "USD", "¥", 1),
        ("CNY", "CNY", "¥", 8),
        ("", "USD", None, 8),
        ("", "", None, 8),
    ],
)
def test_money_in_the_plans_currency(file: str, plan: str, currency: str | None, amount: float) -> None:
    assert Currencies(file, plan, {"CNY": 0.125}).convert(Money(8, currency)) == amount


@pytest.mark.parametrize(("file", "currency"), [("", "USD"), ("USD", None), ("", "$")])
def test_nothing_is_wrong_where_the_plans_currency_is_unknown(file: str, currency: str | None) -> None:
    amount = Currencies(file, "", {}).convert(Money(8, currency))
    assert amount != amount  # noqa: PLR0124 - NaN


@pytest.mark.parametrize(
    ("value", "code"), [("usd", "USD"), ("RMB", "CNY"), ("dollar", ""), (("USD",), ""), (None, "")]
)
def test_codes(value: object, code: str) -> None:
    assert code_or_nothing(value) == code


# --- conditions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "value", "expected"),
    [
        (["retail"], "Retail ", True),
        (["retail"], "retailer", False),
        (["low", "digital"], "digital", True),
        (["low"], None, False),
        ([">= 50k"], None, False),
        ([">= 50k"], "5万", True),
        ([">= 50k"], 49_999.0, False),
        (["> 1"], 1.0, False),
        (["< 1", "> 2"], 3.0, True),
        (["<= 1"], 1.0, True),
        ([">= 50k"], "many", False),
        (["retail"], "5", False),
        (["1.5"], 1.5, True),
        (["1.5", "high"], 1.4, False),
    ],
)
def test_conditions(texts: list[str], value: str | float | None, *, expected: bool) -> None:
    assert compile_condition(texts)(value) is expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" retail ", "retail"),
        ("≥ 10", ">= 10"),
        ("＜＝10", "<=10"),
        ("> 80 CNY", ">10"),
        (">= 1.23M CNY", ">=153,750"),
        ("> 5 XXX", "> 5 XXX"),
    ],
)  # fmt: skip
def test_conditions_are_kept_in_the_plans_currency(text: str, kept: str) -> None:
    currencies = Currencies("USD", "USD", {"CNY": 0.125, "XXX": float("nan")})
    assert condition(text, currencies.convert) == kept


@pytest.mark.parametrize("text", ["> ", ">= lots", "=5", "== 5", "!= x", "＝5", "<> 5"])
def test_comparisons_that_are_none(text: str) -> None:
    with pytest.raises(Unreadable):
        condition(text, USD.convert)


# --- tiers and places -------------------------------------------------------------------------------------------------


def test_bands_hold_their_min_and_not_their_max() -> None:
    band = Band.model_validate({"min": "10", "max": "20"}, context=USD)
    assert [band.holds(acv) for acv in (9.99, 10, 19.99, 20)] == [False, True, True, False]
    assert Band().holds(0)
    assert not Band.model_validate({"max": "5"}, context=USD).holds(5)


@pytest.mark.parametrize(
    ("segment", "team", "tier", "expected"),
    [("s", "t", "r", "s"), (None, "t", "r", "t"), (None, None, "r", "r"), (None, None, None, "first")],
)
def test_whose_role_counts(segment: str | None, team: str | None, tier: str | None, expected: str) -> None:
    def role(name: str | None) -> dict[str, str]:
        return {"role": name} if name else {}

    of_segment = Segment.model_validate({"name": "a", **role(segment)})
    of_team = Team.model_validate({"name": "t", **role(team)})
    of_tier = Tier.model_validate({"name": "r", "acv": {}, **role(tier)})
    assert role_of(of_segment, of_team, of_tier, "first") == expected
    assert role_of(Segment(name="a"), None, None, None) is None


def test_tiers_are_the_plans_or_else_the_packs() -> None:
    pack = RulePack(name="p", currency="USD", tiers=(Tier(name="x", acv=Band()),))
    assert tiers_of(PlanFile.model_construct(), pack) == pack.tiers
    assert tiers_of(PlanFile.model_construct(tiers=()), pack) == ()
    assert tiers_of(PlanFile.model_construct(), None) == ()


def test_acv() -> None:
    assert Placed(0, Segment(name="a"), 4, 100, None, "a", "csm", None).acv == 25
    assert Placed(0, Segment(name="a"), 0, 100, None, "a", "csm", None).acv is None
    assert Placed(0, Segment(name="a"), 4, None, None, "a", "csm", None).acv is None


def test_values_for_a_tier() -> None:
    assert for_tier(None, "a") is None
    assert for_tier({ALL: 1}, None) == 1
    assert for_tier({"a": 1}, "a") == 1
    assert for_tier({"a": 1}, "b") is None
    assert for_tier({"a": 1}, None) is None


def test_origins_are_for_loaders_to_know() -> None:
    with pytest.raises(NotImplementedError):
        Origins().where(())
    with pytest.raises(NotImplementedError):
        Origins().written(())
