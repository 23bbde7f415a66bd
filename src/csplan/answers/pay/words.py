"""What pay says in sentences: the answer, what to do, and what to know of the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.answers.pay.structure import STRUCTURES
from csplan.answers.phrases import MOST, command, named
from csplan.lang.say import later, say, say_many
from csplan.values import show_money, show_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.plan.plan import Plan
    from csplan.report.report import Row

_VERDICTS = {
    "fits": later("Pay of {roles} fits what the facts ask for."),
    "partly": later("Pay of {roles} fits partly: facts ask as much for another structure, or for another fixed share."),
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
            say("For pay of {roles} the source has no rule: no fact asks for a structure.", roles=named(silent))
        )
    unsaid = [row["role"] for row in roles if row["structure"] is None]
    if unsaid:
        found.append(say("The plan does not say what of the pay of {roles} is variable.", roles=named(unsaid)))
    return found


def cost(plan: Plan, total: Row) -> list[str]:
    """Return what the planned people cost at both ends of variable pay."""
    low, target, high = (total[f"cost{end}"] for end in ("_low", "", "_high"))
    if None in {low, target, high} or low == high:
        return []
    facts = {
        name: show_money(value, plan.currency) for name, value in (("low", low), ("target", target), ("high", high))
    }
    margin, at_cap = total["gross_margin"], total["gross_margin_high"]
    if margin is None or at_cap is None:
        return [
            say("The planned people cost {target} on target, {low} if nothing is paid, {high} at the cap.", **facts)
        ]
    facts |= {"margin": show_share(margin), "at_cap": show_share(at_cap)}
    return [
        say(
            "The planned people cost {target} on target, {low} if nothing variable is paid, {high} if all reach the "
            "cap; the gross margin is then {at_cap} instead of {margin}.",
            **facts,
        )
    ]


def actions(plan: Plan, roles: Sequence[Row], to_talk_with: Sequence[str]) -> list[str]:
    """Return what to do first: three sentences at most."""
    found = []
    if to_talk_with:
        facts = {"names": named(to_talk_with), "look": command(plan, "pay", "--wide")}
        found.append(say("Talk with {names} before it is paid: {look}", **facts))
    wanted: dict[tuple[str, ...], list[str]] = {}
    for row in roles:
        if row["verdict"] == "contradicts":
            wanted.setdefault(tuple(row["fits"]), []).append(row["role"])
    for structures, names in wanted.items():
        facts = {"roles": named(names), "splits": _splits(plan, structures)}
        facts["wanted"] = named([say(STRUCTURES[each]) for each in structures])
        found.append(
            say_many(
                len(structures),
                "Talk about the pay of {roles}: the facts ask for {wanted} ({splits}).",
                "Talk about the pay of {roles}: the facts ask alike for {wanted} ({splits}).",
                **facts,
            )
        )
    unsaid = [row["role"] for row in roles if row["structure"] is None and row["pay"] is not None]
    if unsaid:
        found.append(
            say(
                "State what of pay is variable, such as `variable: {{performance: 20%}}` of {role}, to see what it "
                "costs.",
                role=unsaid[0],
            )
        )
    if plan.document.stage is None:
        found.append(say("State the `stage:` of the company (new, growth or mature): structures go by it."))
    if all(row["renewal_rate"] is None for row in roles):
        found.append(say("State the `renewal_rate:` of segments: from a high one on, new opportunities are the job."))
    return found[:MOST]


def _splits(plan: Plan, structures: Sequence[str]) -> str:
    from csplan.inputs.roles import pay_rules_of

    bands = {band.structure: band.splits for band in pay_rules_of(plan.rules).bands}
    return "; ".join(bands[each] for each in structures if each in bands)


def remarks(roles: Sequence[Row]) -> list[str]:
    """Say that the sources disagree, wherever either is followed."""
    if all(row["structure"] is None and not row["fits"] for row in roles):
        return []
    return [
        say(
            "Two authors disagree: six-pits pays commission on renewals and judges by them; csm-management pays no "
            "bonus for renewals, because they are few and rare."
        )
    ]


def notes(plan: Plan, roles: Sequence[Row]) -> list[str]:
    """Return how the numbers are meant."""
    rule = plan.document.commission
    found = [
        say(
            "Structures by six-pits: a new company or few contracts a head ask for fixed + performance; growth or many "
            "for fixed + commission; growth to maturity or a high renewal rate for all three. Between few and many it "
            "says nothing. csplan rules has the numbers."
        )
    ]
    if any(row["commission_pay"] for row in roles) and (rule is None or rule.cap == "none"):
        found.append(say("Commission has no cap here: at the cap of performance it counts on target."))
    paid = [row for row in roles if row["variable_paid"] not in {None, 1.0}]
    found += [
        say("Variable pay of {role} counts with {share} in all costs.", role=row["role"], share=show_share(share))
        for row in paid
        if (share := row["variable_paid"]) is not None
    ]
    unknown = [row["role"] for row in roles if row["commission_pay"] and row["commission_rate"] is None]
    if unknown:
        found.append(
            say(
                "What share of revenue the commission of {roles} is, is not known: that takes `economics: growth` with "
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
        return [say("What each gets of the bonus takes the record of customers: `snapshots:` and `events:`.")]
    return [say("What each gets of the bonus is not known: the record does not have a whole period of it.")]


def more(plan: Plan, roles: Sequence[Row], csm: str | None) -> list[str]:
    """Return commands that say more."""
    if csm is not None:
        return [command(plan, "pay", "--csm", csm, "--all"), command(plan, "explain", "bonus", "--csm", csm)]
    first = next((row["role"] for row in roles if row["structure"] is not None), None)
    found = [command(plan, "pay", "--all")]
    if first is not None:
        found.append(command(plan, "cost-floor", "--set", f"roles.{first}.variable_paid=0%"))
    return found
