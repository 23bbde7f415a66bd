"""What pay says in sentences: the answer, what to do, and what to know of the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.phrases import MOST, command, named
from csplan.lang.say import either, later, say
from csplan.values import show_money, show_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.plan.plan import Plan
    from csplan.report.report import Row

_VERDICTS = {
    "fits": later("Pay of {roles} fits what the facts ask for."),
    "partly": later(
        "Pay of {roles} fits in part: as many facts ask for another structure, or for another fixed share."
    ),
    "contradicts": later("Pay of {roles} contradicts what the facts ask for."),
}


def answer(roles: Sequence[Row]) -> list[str]:
    """Return whether pay fits the company."""
    if not roles:
        return [say("There is no pay to look at: the plan has no roles (`roles:`, each with its `pay:`).")]
    found = []
    for verdict, text in _VERDICTS.items():
        names = [row["role"] for row in roles if row["verdict"] == verdict]
        if names:
            found.append(say(text, roles=named(names)))
    silent = [row["role"] for row in roles if row["structure"] is not None and row["verdict"] == "unchecked"]
    if silent:
        found.append(
            say(
                "No fact asks for a structure of the pay of {roles}: the source has no rule for it.",
                roles=named(silent),
            )
        )
    unsaid = [row["role"] for row in roles if row["structure"] is None]
    if unsaid:
        found.append(say("The plan does not say which part of the pay of {roles} is variable.", roles=named(unsaid)))
    return found


def cost(plan: Plan, total: Row, *, capped: bool) -> list[str]:
    """Return what the planned people cost at both ends of variable pay; ``capped`` where it has an end above target."""
    low, target, high = (total[f"cost{end}"] for end in ("_low", "", "_high"))
    if None in {low, target, high} or low == high:
        return []
    facts = {
        name: show_money(value, plan.currency) for name, value in (("low", low), ("target", target), ("high", high))
    }
    if not capped:
        return [say("The planned people cost {target} a year on target, {low} without any variable pay.", **facts)]
    found = [
        say(
            "The planned people cost {target} a year on target, {low} without any variable pay, {high} if all reach "
            "the cap.",
            **facts,
        )
    ]
    margin, at_cap = total["gross_margin"], total["gross_margin_high"]
    if margin is not None and at_cap is not None:
        facts = {"margin": show_share(margin), "at_cap": show_share(at_cap)}
        found.append(say("The gross margin is {margin} on target, {at_cap} if all reach the cap.", **facts))
    return found


def actions(plan: Plan, roles: Sequence[Row], to_talk_with: Sequence[str], options: Sequence[str]) -> list[str]:
    """Return what to do first: three sentences at most; ``options`` are those that a further command takes too."""
    if not roles:
        return [say("Add `roles:`, each with its `pay:` and which part of it is variable (`variable:`).")]
    found = []
    if to_talk_with:
        facts = {"names": named(to_talk_with), "look": command(plan, "pay", *options, "--wide")}
        found.append(say("Talk with {names} before it is paid: {look}", **facts))
    wanted: dict[tuple[str, ...], list[str]] = {}
    for row in roles:
        if row["verdict"] == "contradicts":
            wanted.setdefault(tuple(row["fits"]), []).append(row["role"])
    for structures, names in wanted.items():
        facts = {"roles": named(names), "wanted": either(_wanted(plan, structures))}
        found.append(say("Talk about the pay of {roles}: the facts ask for {wanted}.", **facts))
    unsaid = [row["role"] for row in roles if row["structure"] is None and row["pay"] is not None]
    if unsaid:
        found.append(
            say(
                "State which part of pay is variable, such as `variable: {{performance: 20%}}` of {role}, to see what "
                "it costs.",
                role=unsaid[0],
            )
        )
    if plan.document.stage is None:
        found.append(say("State the `stage:` of the company (new, growth or mature): the structure depends on it."))
    if all(row["renewal_rate"] is None for row in roles):
        found.append(say("State the `renewal_rate:` of segments: where it is high, new opportunities are the job."))
    return found[:MOST]


_WANTED = {
    "fixed+performance": later("fixed pay and performance pay"),
    "fixed+commission": later("fixed pay and commission"),
    "fixed+commission+performance": later("fixed pay, commission and performance pay"),
}
"""The parts of each structure, in the order of its splits."""


def _wanted(plan: Plan, structures: Sequence[str]) -> list[str]:
    """Return the parts of structures, each with the splits that its source names."""
    from csplan.inputs.roles import pay_rules_of

    bands = {band.structure: band.splits for band in pay_rules_of(plan.rules).bands}
    return [
        say("{parts} ({splits})", parts=say(_WANTED[each]), splits=either(bands[each].split(", ")))
        if each in bands
        else say(_WANTED[each])
        for each in structures
    ]


def remarks(roles: Sequence[Row]) -> list[str]:
    """Say that the sources disagree, wherever either is followed."""
    if all(row["structure"] is None and not row["fits"] for row in roles):
        return []
    return [
        say(
            "Two authors disagree: six-pits pays commission on renewals. csm-management pays no bonus for them, "
            "because they are few and rare."
        )
    ]


def notes(plan: Plan, roles: Sequence[Row]) -> list[str]:
    """Return how the numbers are meant."""
    rule = plan.document.commission
    found = [
        say(
            "Structures are by six-pits. A new company or few contracts a head ask for performance pay, growth or many "
            "contracts for commission. Growth to maturity or a high renewal rate asks for both. `csplan rules` has the "
            "numbers."
        )
    ]
    if any(row["commission_pay"] for row in roles) and (rule is None or rule.cap == "none"):
        found.append(say("Commission has no cap here: at the cap of performance pay it counts on target."))
    paid = [row for row in roles if row["variable_paid"] not in {None, 1.0}]
    found += [
        say("All costs count {share} of the variable pay of {role}.", role=row["role"], share=show_share(share))
        for row in paid
        if (share := row["variable_paid"]) is not None
    ]
    unknown = [row["role"] for row in roles if row["commission_pay"] and row["commission_rate"] is None]
    if unknown:
        found.append(
            say(
                "Nobody knows which share of revenue the commission of {roles} is: state `economics: growth` with "
                "`cost_per_100`, and renewal rates.",
                roles=named(unknown),
            )
        )
    return found


def without_bonus(plan: Plan) -> list[str]:
    """Say why nothing is said of the bonus of each, where the plan has one."""
    if not plan.document.pays_by_person:
        return []
    if plan.history is None:
        return [say("To see what each gets of the bonus, add the record of customers: `snapshots:` and `events:`.")]
    return [say("Nobody knows what each gets of the bonus: the record does not have a whole period.")]


def more(plan: Plan, roles: Sequence[Row], csm: str | None, options: Sequence[str]) -> list[str]:
    """Return commands that say more; ``csm`` is called by a letter where ``options`` ask for letters."""
    if csm is not None:
        own = command(plan, "pay", *options, "--csm", csm, "--all")
        return [own] if options else [own, command(plan, "explain", "bonus", "--csm", csm)]
    first = next((row["role"] for row in roles if row["structure"] is not None), None)
    found = [command(plan, "pay", *options, "--all")]
    if first is not None:
        found.append(command(plan, "cost-floor", "--set", f"roles.{first}.variable_paid=0%"))
    return found
