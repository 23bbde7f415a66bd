"""The sheet of an opening, for whoever recruits: what the job is, whom to look for, what to ask, ramp and pay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers.hire.profile import is_first, profile_of, trade_of
from csplan.answers.nodes import head_of
from csplan.inputs.build import build
from csplan.lang.say import later, say
from csplan.plan.placing import purposes_of
from csplan.plan.profiles import SKILLS
from csplan.report.report import Column, Report, Table
from csplan.values import show_hours, show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.engine.nodes import Node
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.plan.profiles import Profile

    Row = dict[str, Any]

_TASKS = 6
"""Tasks that a sheet lists, those that take most first."""
SKILL_WORDS = {
    "service": later("customer service"),
    "business": later("business: the product in the customer's process"),
    "industry": later("industry"),
}
_CRITERIA = {
    "service": (
        later("A customer was angry, and right. What did you do in the first hour, and what after a week?"),
        later("passes it on"),
        later("solves it, and tells the customer"),
        later("solves it, tells, and sees that it does not come again"),
    ),
    "business": (
        later("Which process of a customer changed because of a product that you know? Who had to agree?"),
        later("lists functions"),
        later("names the process and the gain"),
        later("names process, gain and people, and how it was measured"),
    ),
    "industry": (
        later("What does a good year look like in this trade, and what spoils it?"),
        later("general words"),
        later("knows the cycle and the key figures"),
        later("has worked in it, and knows whom one calls"),
    ),
    "product": (
        later("Show us this product as if we were the customer: where would you begin, and why there?"),
        later("the menu, from left to right"),
        later("begins with a task of the customer"),
        later("asks for the goal first, and shows what serves it"),
    ),
    "problems": (
        later("Usage falls by a half, and nobody complains. How do you find out why?"),
        later("calls and asks whether all is well"),
        later("looks at the data, then asks the right person"),
        later("has a guess, looks for what speaks against it, then calls"),
    ),
    "relations": (
        later("Who at a customer helped you when things were bad, and how did that come?"),
        later("knows names"),
        later("was known and understood by the users"),
        later("had an executive who helped unasked"),
    ),
}
_BESIDE = {
    "product": later("business knowledge, the product before the industry"),
    "problems": later("problem solving"),
    "relations": later("relations, the most important"),
}
"""Core skills by which the three are tested. Source: cs-overview, section 10."""

JOB = (Column("what", "Text", later("what")), Column("text", "Text", later("here")))
TASKS = (
    Column("task", "Text", "task"),
    Column("kind", "Text", "kind"),
    Column("hours", "Hours", "hours a year"),
    Column("share", "ShareBar", "share"),
)
CRITERIA = (
    Column("criterion", "Text", "criterion"),
    Column("weight", "Share", "weight"),
    Column("question", "Text", "question"),
    Column("one", "Text", "1"),
    Column("three", "Text", "3"),
    Column("five", "Text", "5"),
)


def sheet(plan: Plan, segment: str) -> Report:
    """Return the sheet of an opening for a segment; raises ValueError where none has the name."""
    placed = next((each for each in plan.placed if each.segment.name == segment), None)
    if placed is None:
        raise ValueError(say("no segment is named {name}", name=segment))
    nodes = (node for team in build(plan).root.below["team"] for node in team.below["segment"])
    node = next(each for each in nodes if each.name == segment)
    profile = profile_of(plan, placed)
    criteria = list(_criteria(profile))
    tasks = _tasks(node)
    facts = {"segment": segment, "plan": plan.name, "role": placed.role or say("CSM")}
    return Report(
        command="hire-sheet",
        title=say("{role} for {segment}, {plan}", **facts),
        plan=head_of(plan),
        currency=plan.currency,
        head=Table("profile", "", _profile_columns(), [_profile_row(plan, placed, profile)]),
        tables=(
            Table("job", say("The job"), _said(JOB), list(_job(plan, placed, node, profile))),
            Table("tasks", say("Its work, by hours a year of the whole segment"), _said(TASKS), tasks[:_TASKS]),
            Table("criteria", say("What to ask, and what answers look like"), _said(CRITERIA), criteria),
        ),
        answer=[_answer(profile)],
        notes=[
            say(
                "Rate each weighted criterion from 1 to 5, two interviewers at least, into a table: candidate, "
                "interviewer, skill (service, business, industry), rating. `--ratings FILE` compares them."
            ),
            say("The weights are {source}; the criteria without one say how the three are seen.", source=_source(plan)),
        ],
        findings=plan.findings,
        version=1,
    )


def _said(columns: tuple[Column, ...]) -> list[Column]:
    return [column._replace(label=say(column.label)) for column in columns]


def _source(plan: Plan) -> str:
    return say("those of rule pack {rules}", rules=plan.rules.name) if plan.rules else say("csplan's")


def _answer(profile: Profile) -> str:
    facts = {"look_for": profile.look_for, "rest": profile.rest}
    if profile.rest:
        return say("Look for: {look_for}; and for: {rest}.", **facts)
    return say("Look for: {look_for}.", **facts)


def _profile_columns() -> list[Column]:
    texts = [Column(name, "Text") for name in ("segment", "product", "look_for", "rest")]
    return [*texts, Column("first", "Truth"), *(Column(skill, "Share") for skill in SKILLS)]


def _profile_row(plan: Plan, placed: Placed, profile: Profile) -> Row:
    return {
        "segment": placed.segment.name,
        "product": placed.segment.product,
        "look_for": profile.look_for,
        "rest": profile.rest,
        "first": is_first(plan, placed),
        **{skill: profile.weight(skill) for skill in SKILLS},
    }


def _criteria(profile: Profile) -> Iterator[Row]:
    for name, words in _CRITERIA.items():
        own = SKILL_WORDS.get(name) or _BESIDE[name]
        question, one, three, five = (say(each) for each in words)
        weight = next((profile.weight(skill) for skill in SKILLS if skill == name), None)
        levels = {"one": one, "three": three, "five": five}
        yield {"criterion": say(own), "weight": weight, "question": question, **levels}


def _tasks(node: Node) -> list[Row]:
    rows = node.rows.get("task")
    if rows is None:
        return []
    hours, shares = rows.column("hours") or [], rows.column("share") or []
    names, kinds = rows.inputs["task"], rows.inputs["kind"]
    found = [
        {"task": task, "kind": kind, "hours": each, "share": share}
        for task, kind, each, share in zip(names, kinds, hours, shares, strict=False)
        if each
    ]
    return sorted(found, key=lambda row: (-row["hours"], row["task"]))


def _job(plan: Plan, placed: Placed, node: Node, profile: Profile) -> Iterator[Row]:
    """Yield what there is to say of the job; what the plan does not say is left out."""

    def row(what: str, text: str) -> Row:
        return {"what": what, "text": text}

    role, purposes = node.above["role"], purposes_of(plan.document, placed)
    if purposes:
        yield row(say("what it is for"), ", ".join(each.replace("_", " ") for each in purposes))
    else:
        yield row(say("what it is for"), say("the plan does not say: write `purpose`, and then this sheet again"))
    each, acv = node.value("customers_per_csm"), placed.acv
    if each:
        price = show_money(acv, plan.currency) if acv is not None else ""
        text = say("about {count} each, of {acv} a year", count=show_number(each, 0), acv=price)
        yield row(say("customers"), text if acv is not None else show_number(each, 0))
    if placed.segment.product:
        yield row(say("what they are sold"), _product(placed.segment.product))
    if is_first(plan, placed):
        text = say("nobody here knows {trade} yet: the first one should have worked in it", trade=trade_of(placed))
        yield row(say("the first of their trade"), text)
    yield row(say("whom to look for"), "; ".join(part for part in (profile.look_for, profile.rest) if part))
    hours = role.value("customer_hours")
    if hours:
        yield row(say("hours for customers"), say("{hours} a year", hours=show_hours(hours)))
    yield row(say("time to be productive"), _ramp(role))
    pay = _pay(plan, role)
    if pay:
        yield row(say("pay a year, on target"), pay)


def _product(product: str) -> str:
    return say(_PRODUCTS[product])


_PRODUCTS = {
    "technical": later("a technical product"),
    "vertical": later("a product of one trade"),
    "change": later("a product that changes how they work"),
    "simple": later("a simple product"),
}


def _ramp(role: Node) -> str:
    months, mean = role.value("ramp_months"), role.value("ramp_productivity")
    if months is None or mean is None:
        return say("the plan does not say (`ramp`); nobody is from the first day")
    facts = {"months": show_number(months), "mean": show_share(mean)}
    return say("{months} months, worth {mean} of a full colleague on average meanwhile", **facts)


def _pay(plan: Plan, role: Node) -> str:
    pay = role.value("pay")
    if pay is None:
        return ""
    known = (plan.document.roles or {}).get(role.name)
    variable = known.variable if known is not None else None
    parts = [
        say(words, share=show_share(share))
        for words, share in (
            (later("{share} for results"), variable.performance if variable else None),
            (later("{share} commission"), variable.commission if variable else None),
        )
        if share
    ]
    text = show_money(pay, plan.currency)
    return say("{pay}, of it {parts}", pay=text, parts=", ".join(parts)) if parts else text
