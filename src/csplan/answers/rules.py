"""The rule packs, each number with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from csplan.lang.say import either, later, say
from csplan.plan.profiles import SKILLS
from csplan.plan.tiers import Band, Touch
from csplan.plan.types import Sourced
from csplan.report.report import Advice, Column, Report, Table, said
from csplan.values import show_share
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.plan.profiles import Profile
    from csplan.plan.rules import PayBand, RulePack
    from csplan.report.report import Row

PACK_COLUMNS = (
    Column("rules", "Text", "rules"),
    Column("title", "Text", later("what it is")),
    Column("currency", "Text", "currency"),
    Column("arr_per_csm", "Text", "ARR per CSM"),
    Column("arr_cap", "Text", "cap"),
)
NUMBER_COLUMNS = (
    Column("part", "Text", "part"),
    Column("name", "Text", "for"),
    Column("value", "Text", "value"),
    Column("source", "Text", "source"),
    Column("note", "Text"),
)
_UNITS = {
    "fair_customers": "Count",
    "large_customer": "Money",
    "large_customers": "Count",
    "hours_per_day": "Hours",
    "few_contracts": "Count",
    "many_contracts": "Count",
    "sick_days": "Count",
    "complexity": "Factor",
    "contract_years": "Years",
    "sales_cycle": "Months",
    "other_costs": "Money",
    "expansion": "Money",
}


_LENGTHS = {"Years": later("{number} years"), "Months": later("{number} months")}


def list_packs(packs: Sequence[RulePack]) -> Report:
    """List rule packs, each in its own currency."""
    rows: list[Row] = [
        {
            "rules": pack.name,
            "title": pack.title,
            "currency": pack.currency,
            "arr_per_csm": ", ".join(
                dict.fromkeys(shown(rule.value, "Money", pack.currency) for rule in pack.arr_per_csm)
            ),
            "arr_cap": shown(pack.arr_cap.value, "Money", pack.currency) if pack.arr_cap else None,
        }
        for pack in packs
    ]
    title = say("`csplan rules NAME` shows one with its sources")
    return _report(say("Rule packs"), "", Table("packs", title, said(PACK_COLUMNS), rows))


def show_pack(pack: RulePack) -> Report:
    """Show every number of a rule pack with its source and note, in the pack's currency."""
    title = pack.name + (f": {pack.title}" if pack.title else "")
    rows = list(_numbers(pack))
    notes = [Advice(f"{row['part']}, {row['name']}", row["note"]) for row in rows if row["note"]]
    table = Table("numbers", say("Every number and its source"), said(NUMBER_COLUMNS), rows)
    return _report(title, pack.currency, table)._replace(advice=notes, advice_title="Notes")


def _report(title: str, currency: str, table: Table) -> Report:
    return Report("rules", title, None, currency, (table,))


def _numbers(pack: RulePack) -> Iterator[Row]:
    def row(part: str, name: str, value: Any, unit: str, stated: Any) -> Row:  # noqa: ANN401 - any number
        text = shown(value, unit, pack.currency)
        if unit in _LENGTHS and value != 1:
            text = say(_LENGTHS[unit], number=text)
        return {"part": part, "name": name, "value": text, "source": stated.source or None, "note": stated.note or None}

    for rule in pack.arr_per_csm:
        yield row("ARR per CSM", _conditions(rule.when), rule.value, "Money", rule)
    if pack.arr_cap:
        yield row("ARR cap", "each CSM", pack.arr_cap.value, "Money", pack.arr_cap)
    for tier in pack.tiers:
        limit = tier.max_customers_per_csm
        band = _band(tier.acv or Band(), pack.currency)
        facts = {"band": band, "limit": f"{limit:g}" if limit else ""}
        value = say("{band}, {limit} customers a CSM at most", **facts) if limit else band
        yield row(say("tier by ACV"), tier.name, value, "Text", tier)
    for part, name, text, stated in _in_words(pack):
        yield row(part, name, text, "Text", stated)
    for part, name, stated in _named(pack):
        yield row(part, name.replace("_", " "), stated.value, _UNITS.get(name, "Share"), stated)
    for benchmark in pack.benchmarks:
        yield row("benchmark", benchmark.name, benchmark.value, "Text", benchmark)


def _in_words(pack: RulePack) -> Iterator[tuple[str, str, str, Any]]:
    """Return what is more than a number, by part."""
    for each in pack.purposes:
        yield "purpose", each.name.replace("_", " "), _touches(each.suits), each
    for product, profile in pack.profiles:
        yield "profile", product, _profile(profile), profile
    for band in pack.pay.bands:
        yield "pay", band.structure, _fixed(band), band


def _named(pack: RulePack) -> Iterator[tuple[str, str, Any]]:
    """Return the numbers that have a name of their own, by part."""
    sections = (("signal", pack.triggers), ("judge", pack.judge), ("pay", pack.pay), ("default", pack.defaults))
    for part, section in sections:
        yield from ((part, name, stated) for name, stated in section if isinstance(stated, Sourced))


def _touches(touches: Sequence[str]) -> str:
    everybody = len(touches) == len(get_args(Touch))
    return say("all customers") if everybody else say("customers of {touches} touch", touches=", ".join(touches))


def _profile(profile: Profile) -> str:
    weights = (f"{skill} {show_share(profile.weight(skill))}" for skill in SKILLS)
    return "; ".join(each for each in (profile.look_for, ", ".join(weights), profile.rest) if each)


def _band(band: Band, currency: str) -> str:
    least, most = (shown(end, "Money", currency) for end in (band.min, band.max))
    if band.max is None:
        return say("{least} and more", least=least) if band.min is not None else say("any")
    return (
        say("below {most}", most=most) if band.min is None else say("{least} to below {most}", least=least, most=most)
    )


def _fixed(band: PayBand) -> str:
    least, most = show_share(band.least), show_share(band.most)
    if least == most:
        return say("{share} fixed ({splits})", share=least, splits=band.splits)
    return say("{least} to {most} fixed ({splits})", least=least, most=most, splits=band.splits)


def _conditions(when: Mapping[str, Sequence[str]] | None) -> str:
    return ", ".join(f"{key} {either(texts)}" for key, texts in when.items()) if when else say("otherwise")
