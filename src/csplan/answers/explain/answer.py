"""Where a figure comes from, down to the line in the plan or the source of the rule; and which figures there are."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from csplan.answers.explain.asked import (
    WORDS,
    Unclear,
    about,
    customers_called,
    figures_called,
    known_levels,
    meant,
    of_books,
    value_at,
)
from csplan.answers.explain.working import Working
from csplan.answers.nodes import head_of
from csplan.engine.catalogue import CATALOGUE
from csplan.engine.trace import plain, traced
from csplan.figures import LENSES
from csplan.figures.inputs import INPUTS
from csplan.findings.diagnostic import quoted
from csplan.inputs.build import build
from csplan.inputs.origins import Finder
from csplan.inputs.scores import LEVELS as SCORED
from csplan.inputs.scores import add_customers
from csplan.lang.glossary import label
from csplan.lang.say import later, say
from csplan.report.report import Column, Report, Table, Tree, said
from csplan.values.units import shown

if TYPE_CHECKING:
    from datetime import date

    from csplan.answers.explain.asked import Chosen, Place
    from csplan.plan.plan import Plan

FIGURE_COLUMNS = (
    Column("figure", "Text", "figure"),
    Column("levels", "Names", later("of each")),
    Column("unit", "Unit", "unit"),
    Column("meaning", "Text", later("what it means")),
    Column("source", "Text"),
)
PART_COLUMNS = (
    Column("depth", "Count"),
    Column("figure", "Text"),
    Column("level", "Text"),
    Column("segment", "Text"),
    Column("name", "Text"),
    Column("value", "Text"),
    Column("unit", "Text"),
    Column("formula", "Text"),
    Column("numbers", "Text"),
    Column("operation", "Text"),
    Column("from", "Text"),
)
UNITS = {
    "CSMs": "CSMs",
    "Heads": "people",
    "Customers": "customers",
    "CustomersPerCSM": later("customers per CSM"),
    "MoneyPerCSM": "per CSM",
    "MoneyPerCustomer": later("per customer"),
    "MoneyPerHour": later("per hour"),
    "HoursPerCustomer": later("per customer"),
    "Times": "times a year",
    "Years": "years",
    "Minutes": "minutes",
}
"""What a number is a number of, where its unit does not show."""
OF_ONE = {
    "CSMs": "CSM",
    "Heads": later("person"),
    "Customers": later("customer"),
    "Times": later("time a year"),
    "Years": later("year"),
    "Minutes": later("minute"),
}
"""The same of one."""


def explain(
    plan: Plan, figure: str, chosen: Chosen | None = None, depth: float = inf, *, as_of: date | None = None
) -> Report:
    """Show the working of a figure or input, ``depth`` levels of parts deep; raises Unclear where it is not one number.

    The working is a trace of the very formulas that compute the figure. ``as_of`` is the day of the question.
    """
    if plan.history is not None:
        log = plan.record.log if plan.record is not None else None
        plan = replace(plan, history=plan.history.with_work(log))
    inputs = build(plan, as_of=as_of)
    if plan.history is not None and not {"indicator", "stratum"}.isdisjoint(known_levels(figure)):
        from csplan.inputs.indicators import add_indicators

        add_indicators(plan, inputs)
    if plan.history is not None and not SCORED.isdisjoint(known_levels(figure)):
        customers = customers_called(plan.history, (chosen or {}).get("customer"))
        add_customers(plan.history, inputs, customers)
        if chosen and chosen.get("customer"):
            chosen = {**chosen, "customer": plan.history.history.customers[customers[0]]}  # as the record writes it
    if plan.accounts is not None and of_books(figure):
        from csplan.answers.explain.books import add_books

        add_books(plan, inputs, as_of)
        if chosen and chosen.get("csm") and not chosen.get("book"):
            chosen = {**chosen, "csm": None, "book": chosen["csm"]}  # whose book it is
    if plan.history is not None and (plan.document.bonus or plan.document.commission) is not None:
        from csplan.inputs.bonus import add_usual_bonus, rests_on_bonus

        if any(map(rests_on_bonus, figures_called(figure))):
            add_usual_bonus(plan, inputs)
    figure, place = meant(traced(inputs.root), figure, chosen or {})
    working = Working(Finder(plan, inputs), plan.currency)
    root = working.tree(place, figure, depth)
    return Report(
        command="explain",
        title=_title(place, figure, plan.currency),
        plan=head_of(plan),
        currency="",
        tree=Tree("figure", PART_COLUMNS, root),
        findings=plan.findings,
    )


def explain_month(  # noqa: PLR0913, PLR0917 - what may be asked
    plan: Plan, figure: str, chosen: Chosen | None, month: str, as_of: date, depth: float = inf
) -> Report:
    """Show the working of a figure in one month of the hiring plan, such as 2027-03; raises Unclear."""
    from csplan.answers.hire.words import unplannable
    from csplan.engine.at_month import at_month
    from csplan.studies.hiring.plans import Unplannable, hiring_plans, traced_months

    stated = plan.document.hiring
    count = int(stated.months) if stated and stated.months else 12
    try:
        plans = hiring_plans(plan, as_of, ((stated.policy if stated else None) or "ahead",), count)
    except Unplannable as error:
        raise Unclear(unplannable(error)) from None
    if month not in plans.calendar.months:
        months = f"{plans.calendar.months[0]} to {plans.calendar.months[-1]}"
        raise Unclear(
            say("{month} is not a month of the plan", month=quoted(month)), say("name one of {months}", months=months)
        )
    root, origins = traced_months(plan, plans)
    merged = {at: {**plans.inputs.origins.get(at, {}), **own} for at, own in origins.items()}
    inputs = replace(plans.inputs, origins={**plans.inputs.origins, **merged})
    figure, place = meant(at_month(root, plans.calendar.months.index(month)), figure, chosen or {})
    working = Working(Finder(plan, inputs), plan.currency)
    return Report(
        command="explain",
        title=say("{figure} in {month}", figure=_title(place, figure, plan.currency), month=month),
        plan=head_of(plan),
        currency="",
        tree=Tree("figure", PART_COLUMNS, working.tree(place, figure, depth)),
        findings=plan.findings,
    )


def _title(place: Place, figure: str, currency: str) -> str:
    unit = about(place.level, figure).unit
    value = plain(value_at(place, figure))
    number = shown(value, unit, currency)
    if value is None:
        number = say("absent")
    elif not isinstance(value, str) and (word := (OF_ONE if number == "1" else UNITS).get(unit, UNITS.get(unit))):
        number += f" {say(word)}"
    if unit.startswith("Money") and value is not None:
        number = number.replace(" ", f" {currency} ", 1) if " " in number else f"{number} {currency}"
    words = label(figure)
    facts = {
        # The name under which JSON and the formulas have it, then the words of the tables.
        "figure": figure if words.casefold() in {figure.replace("_", " "), place.level} else f"{figure} ({words})",
        "level": WORDS[place.level],
        "name": place.name,
        "within": WORDS[place.node.level],
        "node": place.node.name,
        "number": number,
    }
    if place.row >= 0:
        return say("{figure} of {level} {name} in {within} {node}: {number}", **facts)
    return say("{figure} of {level} {name}: {number}", **facts)


def sources_called(words: str) -> bool:
    """Tell whether words name a source that figures rest on, such as notes-17."""
    return any(_rests_on(figure.source, words) for figures in CATALOGUE.values() for figure in figures.values())


def _rests_on(source: str, words: str) -> bool:
    """Tell whether a citation is of a source: by its short name, with or without a section."""
    cited = " ".join(source.casefold().split())
    asked = " ".join(words.casefold().split())
    return bool(asked) and any(
        part.strip() == asked or part.strip().startswith(f"{asked},") for part in cited.split(";")
    )


def list_figures(source: str | None = None) -> Report:
    """List all figures by lens, and all inputs, each with unit and meaning; or only those that rest on a source."""
    tables, columns = [], said(FIGURE_COLUMNS)
    for lens in LENSES:
        levels = (lens.of,) if isinstance(lens.of, str) else lens.of
        names = [name for name, figure in CATALOGUE[levels[0]].items() if figure.function.__module__ == lens.__name__]
        rows = [
            {
                "figure": name,
                "levels": [WORDS[level] for level in levels],
                **about(levels[0], name)._asdict(),
            }
            for name in names
            if source is None or _rests_on(CATALOGUE[levels[0]][name].source, source)
        ]
        if not rows:
            continue
        title = (lens.__doc__ or "").partition("\n")[0]
        tables.append(Table(lens.__name__.rpartition(".")[2], title, columns, rows))
    if source is not None:
        return Report(
            "explain",
            say("Figures that rest on {source}", source=source),
            None,
            "",
            tables,
            notes=[say("docs/sources.md says what this source is, and which facts are taken from it.")],
        )
    given = [
        {"figure": name, "levels": [WORDS[level]], **about(level, name)._asdict()}
        for level, names in INPUTS.items()
        for name in names
    ]
    tables.append(
        Table("inputs", say("What all of them rest on: the plan, its records, its rule pack."), columns, given)
    )
    return Report(
        "explain",
        say("Figures that `csplan explain` explains"),
        None,
        "",
        tables,
        notes=[
            say("`csplan explain FIGURE` shows where one comes from, `csplan explain --assumptions` what all rest on.")
        ],
    )
