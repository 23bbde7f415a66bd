"""What pay is made of, which structure fits the company, what it costs, and what each gets of the bonus."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.answers.anonymous import by_letter, hidden, lettered, namer
from csplan.answers.nodes import head_of, unknown_role
from csplan.answers.pay import bonus_words, tables, words
from csplan.answers.pay.asked import asked
from csplan.answers.pay.structure import role_row
from csplan.answers.whom import whom
from csplan.engine.tree import nodes
from csplan.inputs.build import build
from csplan.lang.say import later, say
from csplan.report.report import Advice, Report
from csplan.studies.pay import ENDS, at_these_costs, ends
from csplan.values.names import folded
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.inputs.bonus import Bonuses
    from csplan.inputs.build import Inputs
    from csplan.measure.periods import Period
    from csplan.plan.plan import Plan
    from csplan.report.report import Row, Table
    from csplan.studies.pay import Paid


ROOM = 8
"""People who leave room for the structure on a first screen."""


class _Bonus(NamedTuple):
    """What is said of the bonus for a period."""

    bonuses: Bonuses
    rows: list[Row]
    tables: list[Table]
    findings: list[Finding]
    period: Row
    to_talk_with: list[str]


def pay(  # noqa: PLR0913 - what can be asked
    plan: Plan,
    roles: Collection[str] = (),
    *,
    period: Period | str | None = None,
    as_of: date | None = None,
    csm: str | None = None,
    anonymous: bool = False,
) -> Report:
    """Compute what pay is made of and costs, and what each gets of the bonus where the plan has one and a record.

    ``roles`` limits the answer to these, ``csm`` to one person; ``anonymous`` gives people letters for names. The
    period, or its name such as 2026-Q3, is the last whole one that the record reaches the end of, unless one is named.
    Raises ValueError where there is no such role, person or period.
    """
    wanted, problem = None, unknown_role(plan, roles)
    if problem is None and (period is not None or csm is not None):
        wanted, problem = asked(plan, None if period is None else str(period), as_of)
    if problem is None:
        csm, problem = whom(plan, csm, anonymous=anonymous)
    if problem is not None:
        raise ValueError(": ".join(part for part in problem if part))
    inputs = build(plan)
    letters = lettered(plan) if anonymous else {}
    name_of, options = namer(letters), ["--anonymous"] if anonymous else []
    found = _bonus(plan, inputs, roles, wanted, as_of, csm, name_of, anonymous=anonymous)
    root = inputs.root
    chosen = [each for each in nodes(root, "role") if each.name and (not roles or each.name in roles)]
    teams = [team for team in root.below["team"] if team.above["role"] in chosen]
    costs = {"": at_these_costs(root), **ends(root)}
    role_rows = [role_row(plan, each) for each in chosen]
    capped = any(root.value(cap) is not None for cap in ("bonus_cap", "commission_cap"))
    team_rows = [_team_row(team, costs, plan.currency, capped=capped) for team in teams]
    known = any(row["csm_cost_low"] is not None for row in team_rows)
    total = {**_total(costs, plan.currency, known=known, capped=capped), **_pool(root, bonus=found is not None)}
    crowded = csm is not None or (found is not None and len(found.rows) > ROOM)
    talk = found.findings if found else []
    talk = list(hidden(talk, letters)) if letters else talk
    findings = hidden(plan.findings, letters) if letters else plan.findings
    return Report(
        command="pay",
        title=say("Pay of CSMs for {plan}", plan=plan.name),
        plan=head_of(plan),
        currency=plan.currency,
        head=tables.PERIOD.of("period", "", [found.period]) if found else None,
        tables=(
            *(found.tables if found else ()),
            tables.ROLES.of(
                "roles",
                say("Variable pay (performance, commission or both): what the plan has and the facts ask for"),
                role_rows,
                behind=crowded,
            ),
            tables.TEAMS.of(
                "teams",
                say(_COSTS[capped]),
                team_rows,
                behind=not known or found is not None,
            ),
        ),
        details=(_expected(found.rows),) if found and any(row["surplus"] is not None for row in found.rows) else (),
        total=tables.TOTAL.of("total", "", [total]),
        total_of="teams",
        answer=[
            *(bonus_words.answer(plan, found.bonuses, found.rows, total, csm, name_of) if found else ()),
            *([*words.answer(role_rows), *words.cost(plan, total, capped=capped)] if found is None else ()),
        ],
        actions=words.actions(plan, role_rows, found.to_talk_with if found else (), options) if csm is None else (),
        remarks=words.remarks(role_rows) if csm is None else (),
        more=words.more(plan, role_rows, csm and name_of(csm), options) if not found or found.rows else (),
        advice_title=say("To talk about; nothing of it is a verdict"),
        advice=[Advice(each.code, each.message) for each in talk],
        notes=[
            *(bonus_words.notes(found.bonuses, name_of) if found else words.without_bonus(plan)),
            *([*words.answer(role_rows), *words.cost(plan, total, capped=capped)] if found is not None else ()),
            *words.notes(plan, role_rows),
        ],
        findings=(*findings, *talk),
        version=1,
    )


def _bonus(  # noqa: PLR0913, PLR0917 - what can be asked
    plan: Plan,
    inputs: Inputs,
    roles: Collection[str],
    period: Period | None,
    as_of: date | None,
    csm: str | None,
    name_of: Callable[[str], str],
    *,
    anonymous: bool,
) -> _Bonus | None:
    """Return what is said of the bonus; None where the plan has none, or no record of a whole period."""
    if plan.history is None or not plan.document.pays_by_person:
        return None
    from csplan.answers.pay.bonus import csm_rows, moved_rows, parts_of
    from csplan.answers.pay.found import findings_of, look_at, to_talk_with
    from csplan.inputs.bonus import add_bonus, bonuses_of, rules_of, usual_period
    from csplan.studies.gaming import spotted

    known = plan.history.at(None, as_of.toordinal() if as_of else None)
    wanted = period or usual_period(rules_of(plan), known)
    if wanted is None:
        return None
    bonuses = bonuses_of(plan, wanted, as_of.toordinal() if as_of else None)
    if roles:
        bonuses = bonuses._replace(paid=[each for each in bonuses.paid if each.role in roles])
    add_bonus(plan, inputs, bonuses)
    all_spotted = spotted(inputs.root, bonuses)
    if csm is not None:
        all_spotted = [each for each in all_spotted if each.csm == folded(csm)]
    rows = csm_rows(inputs.root, bonuses, look_at(all_spotted), name_of, csm)
    titles = {
        True: say("What the bonus is paid for, {first} to {last}", **bonus_words.span(wanted)),
        False: say("What commission comes to, {first} to {last}", **bonus_words.span(wanted)),
    }
    title = titles[plan.document.bonus is not None]
    if anonymous:
        rows.sort(key=lambda row: by_letter(row["csm"]))
    main = tables.CSMS.of("csms", title, rows, behind=not rows)
    start = 0 if csm is None else 1  # the answer names them
    main = main._replace(shown=main.shown[start:], narrow=main._replace(shown=tables.NARROW[start:]))
    shown_tables = [main]
    if csm is not None and rows:
        node = next(each for each in inputs.root.below["csm"] if name_of(each.name) == rows[0]["csm"])
        shown_tables += [
            tables.PARTS.of("parts", say("Part by part"), parts_of(node)),
            tables.MOVED.of("moves", say("Who was won, and who slipped"), moved_rows(bonuses, csm), behind=True),
        ]
    days = (wanted.first, wanted.last, bonuses.won.record.as_of)
    asked: Row = dict(zip(("from", "to", "as_of"), map(bonus_words.day, days), strict=True))
    talk = list(findings_of(plan, bonuses, all_spotted, csm))
    names = list(map(name_of, to_talk_with(bonuses, all_spotted)))
    return _Bonus(bonuses, rows, shown_tables, talk, asked, names)


def _expected(rows: Sequence[Row]) -> Table:
    """Return the wins and slips of each beside what was to be expected of the very book."""
    title = say("Against what the team's own rates would give for that very book")
    return tables.EXPECTED.of("expected", title, rows, behind=True)


def _pool(root: Node, *, bonus: bool) -> Row:
    return {
        name: root.value(name) if bonus else None
        for name in ("pool", "bonuses", "payout_share", "commission_pool", "commissions")
    }


def _at(found: Mapping[str, Mapping[str, Paid]], name: str) -> list[tuple[str, Paid]]:
    return [(f"_{end}" if end else "", found[end][name]) for end in ("", *ENDS)]


_COSTS = {
    True: later("What that costs: without variable pay / on target / at the cap"),
    False: later("What that costs: without variable pay / on target"),
}
"""What stands over the costs, by whether anything is paid above target."""


def _total(found: Mapping[str, Mapping[str, Paid]], currency: str, *, known: bool, capped: bool) -> Row:
    """Return what comes of all teams, also where only some are shown."""
    row: Row = {}
    for end, paid in _at(found, ""):
        here = known or not end
        row |= {f"cost{end}": paid.cost if here else None, f"gross_margin{end}": paid.gross_margin if here else None}
    return {**row, "margins": _told(row, "gross_margin", "Share", currency, capped=capped)}


def _team_row(team: Node, found: Mapping[str, Mapping[str, Paid]], currency: str, *, capped: bool) -> Row:
    role = team.above["role"]
    row: Row = {"team": team.name, "role": role.name}
    row |= {f"csm_cost{end}": role.value(f"csm_cost{end}") for end in ("_low", "", "_high")}
    known = role.value("csm_cost_low") is not None
    for end, paid in _at(found, team.name):
        each = {"cost": paid.cost, "cost_floor": paid.floor, "gross_margin": paid.gross_margin}
        row |= {f"{name}{end}": value if known or not end else None for name, value in each.items()}
    row |= {drawn: _told(row, name, unit, currency, capped=capped) for drawn, name, unit in _DRAWN}
    return {
        name: row[name] for name in (*(column.name for column in tables.TEAMS.columns), *(each[0] for each in _DRAWN))
    }


_DRAWN = (
    ("costs", "csm_cost", "Money"),
    ("floors", "cost_floor", "CustomersPerCSM"),
    ("margins", "gross_margin", "Share"),
)
"""What people see of a figure at both ends and on target, as one text."""


def _told(row: Row, name: str, unit: str, currency: str, *, capped: bool) -> str | None:
    """Return a figure without variable pay, on target and, where anything is paid above it, at the cap."""
    low, target, high = (row[f"{name}{end}"] for end in ("_low", "", "_high"))
    if low is None or high is None:
        return None if target is None else shown(target, unit, currency)
    return " / ".join(shown(value, unit, currency) for value in (low, target, *([high] if capped else [])))
