"""The JSON Schemas of single values, by their types in ``plan.types``.

A plan's text stays text until a value type reads it; an editor has made numbers and booleans of some texts by then. So
a value may be a string of a pattern, or a number where plain digits are a value. Where any text will do it may be a
boolean too: a segment may well be named ``true``.
"""

from __future__ import annotations

from typing import Any, NamedTuple, get_args

from csplan.plan import types
from csplan.plan.purpose import Purpose
from csplan.plan.scenarios import ScenarioName
from csplan.schema import patterns
from csplan.values import mistakes
from csplan.values.grammar import LARGEST

Schema = dict[str, Any]

_MOST = int(LARGEST)


class Value(NamedTuple):
    """The schema of a value type, and its name in ``$defs``."""

    name: str
    schema: Schema


def _value(  # noqa: PLR0913 - what an editor can be told
    name: str,
    title: str,
    description: str,
    *,
    pattern: str,
    wrong: str,
    examples: tuple[str | float, ...] = (),
    any_text: bool = False,
    **limits: float,
) -> Value:
    """Return a schema of texts of a pattern, and of numbers within limits; ``wrong`` is said of all others.

    Without limits there are no numbers: 45 of what? Unless any text will do, for it may well look like a number.
    Editors offer the examples, and write a single one themselves.
    """
    also = ["number", "boolean"] if any_text else ["number"] if limits else []
    says = {"title": title, "description": description, **({"examples": list(examples)} if examples else {})}
    return Value(name, {**says, "type": ["string", *also], "pattern": pattern, **limits, "errorMessage": wrong})


def like(kind: mistakes.Kind, limit: str = "") -> str:
    """Return what is said of what is none of a kind."""
    return f"{kind.noun}{limit} is meant here: write it like {kind.like}"


VALUES: dict[Any, Value] = {
    types.Name: _value(
        "Name",
        "Name",
        "A name, in any language.",
        examples=("retail enterprise", "大客户部"),
        pattern=patterns.TEXTS,
        wrong=f"a name is meant here, of {types.LONGEST_NAME} characters at most",
        any_text=True,
        maxLength=types.LONGEST_NAME,
    ),
    ScenarioName: _value(
        "ScenarioName",
        "Name of a scenario",
        "A name without commas; base is the plan as it is written.",
        examples=("lean",),
        pattern=patterns.SCENARIO_NAMES,
        wrong="a name without commas is meant here; base is the plan as it is written",
        any_text=True,
        maxLength=types.LONGEST_NAME,
    ),
    Purpose: _value(
        "Purpose",
        "Purpose",
        "What a team is for, or a task.",
        examples=get_args(Purpose),
        pattern=f"^({'|'.join(get_args(Purpose))})$",
        wrong=f"a purpose is meant here: one of {', '.join(get_args(Purpose))}",
    ),
    types.Text: _value(
        "Text", "Text", "Any text.", pattern=patterns.TEXTS, wrong="a text is meant here", any_text=True
    ),
    types.Currency: _value(
        "Currency",
        "Currency",
        "The code of a currency: three letters. RMB is CNY.",
        examples=("USD", "CNY"),
        pattern=patterns.CURRENCIES,
        wrong="a currency is meant here: write three letters, such as USD",
    ),
    types.Count: _value(
        "Count",
        "Count, 0 or more",
        "How many; an average may be a fraction.",
        examples=(24, 1.5, "2,400"),
        pattern=patterns.not_negative(patterns.NUMBERS),
        wrong=like(mistakes.A_COUNT, ", 0 or more,"),
        minimum=0,
        maximum=_MOST,
    ),
    types.Number: _value(
        "Number",
        "Number",
        "A number without a unit; it may be below zero.",
        examples=(62, -100),
        pattern=patterns.NUMBERS,
        wrong=like(mistakes.A_NUMBER),
        minimum=-_MOST,
        maximum=_MOST,
    ),
    types.PositiveNumber: _value(
        "PositiveNumber",
        "Number, more than 0",
        "A number without a unit.",
        examples=(1.25, 3),
        pattern=patterns.positive(patterns.NUMBERS),
        wrong=like(mistakes.A_NUMBER, ", more than 0,"),
        minimum=types.LEAST_POSITIVE,
        maximum=_MOST,
    ),
    types.Goal: _value(
        "Goal",
        "Goal: how many, or a share of what is expected",
        "A number of customers in a period; behind expected a share in percent.",
        examples=(2, "110%"),
        pattern=f"{patterns.positive(patterns.NUMBERS)}|{patterns.positive(patterns.shares(0, 1000))}",
        wrong="a goal is meant here: write it like 2, or behind expected like 110%",
        minimum=types.LEAST_POSITIVE,
        maximum=_MOST,
    ),
    types.HoursOfDay: _value(
        "HoursOfDay",
        "Hours, up to 24",
        "Hours of a working day, without a unit.",
        examples=(8, 7.5),
        pattern=patterns.positive(patterns.NUMBERS),
        wrong="hours of a day are meant here, up to 24: write them like 8 or 7.5",
        exclusiveMinimum=0,
        maximum=types.MOST_HOURS,
    ),
    types.MonthsOfYear: _value(
        "MonthsOfYear",
        "Months, up to 12",
        "Months of a year, without a unit.",
        examples=(6, 4.5),
        pattern=patterns.positive(patterns.NUMBERS),
        wrong="months of a year are meant here, up to 12: write them like 6 or 4.5",
        exclusiveMinimum=0,
        maximum=types.MOST_MONTHS,
    ),
    types.PositiveMoney: _value(
        "PositiveMoney",
        "Money, more than 0",
        "An amount, in the plan's currency where it names no other.",
        examples=("4.32M", "150万", "2M USD"),
        pattern=patterns.positive(patterns.MONEY),
        wrong=like(mistakes.MONEY, ", more than 0,"),
        exclusiveMinimum=0,
        maximum=_MOST,
    ),
    types.Cost: _value(
        "Money",
        "Money, 0 or more",
        "An amount, in the plan's currency where it names no other.",
        examples=("4.32M", "150万", "2M USD"),
        pattern=patterns.not_negative(patterns.MONEY),
        wrong=like(mistakes.MONEY, ", 0 or more,"),
        minimum=0,
        maximum=_MOST,
    ),
    types.MoneyOrNone: _value(
        "MoneyOrNone",
        "Money, or none",
        "An amount, in the plan's currency where it names no other; none switches it off.",
        examples=("2.5M", "none"),
        pattern=rf"^none(?![\s\S])|{patterns.positive(patterns.MONEY)}",
        wrong=like(mistakes.MONEY, ", more than 0, or none") + "; none switches it off",
        exclusiveMinimum=0,
        maximum=_MOST,
    ),
    types.CostOrMeasured: _value(
        "CostOrMeasured",
        "Money, or measured",
        "An amount, in the plan's currency where it names no other; measured takes it from the record of customers.",
        examples=("900k", "measured"),
        pattern=rf"^measured(?![\s\S])|{patterns.not_negative(patterns.MONEY)}",
        wrong=like(mistakes.MONEY, ", or measured"),
        minimum=0,
        maximum=_MOST,
    ),
    types.Share: _value(
        "Share",
        "Share, 0 to 100%",
        "A share; without a percent sign it is 1 at most.",
        examples=("75%", 0.75),
        pattern=patterns.shares(0, 100),
        wrong=like(mistakes.A_SHARE, ", 0 to 100%,"),
        minimum=0,
        maximum=1,
    ),
    types.Target: _value(
        "Target",
        "Share, -1,000% to 100%",
        "A margin to reach, which may be below zero; without a percent sign it lies from -1 to 1.",
        examples=("75%", "-5%", 0.75),
        pattern=patterns.shares(-1000, 100),
        wrong=like(mistakes.A_SHARE, ", -1,000% to 100%,"),
        minimum=-1,
        maximum=1,
    ),
    types.Ratio: _value(
        "Ratio",
        "Share, 0 to 1,000%",
        "A share that may be over 100%; without a percent sign it is 1 at most.",
        examples=("30%", "120%", 0.3),
        pattern=patterns.shares(0, 1000),
        wrong=like(mistakes.A_SHARE, ", 0 to 1,000%,"),
        minimum=0,
        maximum=1,
    ),
    types.Loading: _value(
        "Loading",
        "What comes on top of pay, 0 to 1,000%",
        "A share of pay that may be over 100%; without a percent sign it is 1 at most.",
        examples=("30%",),
        pattern=patterns.shares(0, 1000),
        wrong=like(mistakes.A_SHARE, ", 0 to 1,000%,"),
        minimum=0,
        maximum=1,
    ),
    types.Fullness: _value(
        "Fullness",
        "Share, more than 0, to 1,000%",
        "A share that may be over 100%; without a percent sign it is 1 at most.",
        examples=("90%", "105%", 0.9),
        pattern=patterns.positive(patterns.shares(0, 1000)),
        wrong=like(mistakes.A_SHARE, ", more than 0, to 1,000%,"),
        exclusiveMinimum=0,
        maximum=1,
    ),
    types.Cap: _value(
        "Cap",
        "Share, more than 0, to 1,000%, or none",
        "The most that is paid; none where there is no most.",
        examples=("150%", "none"),
        pattern=rf"^\s*none\s*(?![\s\S])|{patterns.positive(patterns.shares(0, 1000))}",
        wrong=like(mistakes.A_SHARE, ", more than 0, to 1,000%, or none,"),
        exclusiveMinimum=0,
        maximum=1,
    ),
    types.Time: _value(
        "Time",
        "Working time, with its unit",
        "Days, hours, minutes or seconds; a day has the role's hours_per_day.",
        examples=("45 min", "1h30m", "2 d"),
        pattern=patterns.DURATIONS,
        wrong=like(mistakes.A_DURATION, " with its unit"),
    ),
    types.ShareOrTime: _value(
        "ShareOrTime",
        "Share, or working time with its unit",
        "A share, 0 to 100%, or hours or days.",
        examples=("30%", "400 h"),
        pattern=f"{patterns.shares(0, 100)}|{patterns.DURATIONS}",
        wrong="a share or working time is meant here: write it like 30%, 400 h or 50 d",
        minimum=0,
        maximum=1,
    ),
    types.ShareOrMoney: _value(
        "ShareOrMoney",
        "Share of ARR, or money a year",
        "A share, 0 to 100%; or an amount, in the plan's currency where it names no other.",
        examples=("9%", "1.2M"),
        pattern=f"{patterns.shares(0, 100)}|{patterns.not_negative(patterns.MONEY)}",
        wrong="a share or money is meant here: write it like 9% or 1.2M",
        minimum=0,
        maximum=_MOST,
    ),
    types.Date: _value(
        "Date",
        "Day, year first",
        "A day of the calendar.",
        examples=("2027-01-01",),
        pattern=patterns.DATES,
        wrong=like(mistakes.A_DATE),
    ),
    types.PartOf: _value(
        "PartOf",
        "Share, more than 0, to 100%",
        "A share; without a percent sign it is 1 at most.",
        examples=("85%", 0.85),
        pattern=patterns.positive(patterns.shares(0, 100)),
        wrong=like(mistakes.A_SHARE, ", more than 0, to 100%,"),
        exclusiveMinimum=0,
        maximum=1,
    ),
    types.AtOnce: _value(
        "AtOnce",
        "Whole number, 1 to 50",
        "How many at a time.",
        examples=(1, 3),
        pattern=patterns.positive(patterns.NUMBERS),
        wrong=f"a whole number is meant here, 1 to {types.MOST_AT_ONCE}: write it like 1 or 3",
        minimum=1,
        maximum=types.MOST_AT_ONCE,
        multipleOf=1,
    ),
    types.DaysOfYear: _value(
        "DaysOfYear",
        "Days, up to 366",
        "Days of a year, without a unit.",
        examples=(250,),
        pattern=patterns.positive(patterns.NUMBERS),
        wrong="days of a year are meant here, up to 366: write them like 250",
        exclusiveMinimum=0,
        maximum=types.MOST_DAYS,
    ),
    types.TimeOfDay: _value(
        "TimeOfDay",
        "Time of day",
        "Hours and minutes, from 00:00 to 24:00.",
        examples=("09:00", "18:30"),
        pattern=patterns.TIMES_OF_DAY,
        wrong=like(mistakes.A_TIME_OF_DAY),
    ),
    types.Promise: _value(
        "Promise",
        "Promise of answers",
        "A share of contacts, below 100%, and the time in which they are answered.",
        examples=("80% within 60 s", "90% within 2 min"),
        pattern=patterns.PROMISES,
        wrong=like(mistakes.A_PROMISE),
    ),
    types.Condition: _value(
        "Condition",
        "Value to be equal to, or a comparison with an amount",
        "A condition: some value, or a comparison.",
        examples=("retail", ">= 50k"),
        pattern=patterns.CONDITIONS,
        wrong="a condition is meant here: write a value, or compare with a number: >= 50k",
        any_text=True,
    ),
}
"""By the annotation of a field."""

PATH = _value(
    "Path",
    "Path of a file",
    "A file in the plan's folder that holds the section.",
    pattern=patterns.TEXTS,
    wrong="write the section here, or the path of a file that holds it",
)
TABLE = _value(
    "Table",
    "Path of a table",
    "A file in the plan's folder.",
    pattern=patterns.TEXTS,
    wrong="write the path of the table",
)
PACK = _value(
    "PackName",
    "Rule pack, by name or path",
    "A rule pack that csplan has, or a file in the plan's folder.",
    examples=("usd-2m", "cny-1.5-2.5m", "rules.yaml"),
    pattern=patterns.TEXTS,
    wrong="a rule pack is meant here: its name, its path, or the pack itself",
)
