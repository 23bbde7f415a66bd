"""Budgets of a change: how far work, heads, cost and margins may move before someone has to look (``--fail-on``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from csplan.figures.arithmetic import exceeds
from csplan.findings.diagnostic import did_you_mean, quoted
from csplan.lang.say import later, say, say_many
from csplan.values import Unreadable, read_money, read_number, read_share, write_share
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.report.report import Row

EXAMPLES = ", ".join(
    (
        *("heads+2", "work+0.5", "busy+5pt", "csms+0.5", "cost+5%", "cost+300k"),
        *("gross_margin-1%", "operating_margin-1%", "verdict"),
    )
)
METRICS = {
    "heads": ("heads", "Heads", later("heads")),
    "csms": ("csms_needed", "CSMs", later("CSMs")),
    "cost": ("cost", "Money", later("the cost a year")),
    "work": ("at_least", "CSMs", later("the CSMs that the work needs")),
    "busy": ("utilization", "Share", later("the busy share of people's time")),
    "gross_margin": ("gross_margin", "Share", later("the gross margin")),
    "operating_margin": ("operating_margin", "Share", later("the operating margin")),
}
"""What may be limited: the figure of the whole plan, its unit, and how a sentence names it."""
_SEVERAL = frozenset(("heads", "csms", "work"))
"""Those that a sentence names as several."""
VERDICT = "verdict"
"""The limit that no team's verdict gets worse."""
_RANKS = {"carried": 1, "unchecked": 2, "over-budget": 3}
_PATTERN = re.compile(r"([a-z_]+)\s*([+-])\s*(.+)")
_LONGEST = 1000


class Budget(NamedTuple):
    """How far a figure may rise (``sign`` 1) or fall (-1); ``relative``: as a share of what it was."""

    text: str
    metric: str
    sign: int
    amount: float
    currency: str | None = None
    relative: bool = False


class Judged(NamedTuple):
    """A budget, whether it holds (None: it can't be told), and a sentence that needs no context."""

    budget: str
    met: bool | None
    text: str


def read_budgets(text: str) -> list[Budget]:
    """Read budgets apart by commas; raises Unreadable."""
    if len(text) > _LONGEST:
        raise Unreadable("budget", say("these are too many budgets"), _such_as())
    budgets = [_read(part.strip()) for part in text.split(",") if part.strip()]
    if not budgets:
        raise Unreadable("budget", say("a budget is meant here"), _such_as())
    return budgets


def _such_as() -> str:
    return say("such as {examples}", examples=EXAMPLES)


def _read(text: str) -> Budget:
    if text == VERDICT:
        return Budget(text, VERDICT, 1, 0.0)
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise Unreadable("budget", say("{text} is not a budget", text=quoted(text)), _such_as())
    metric, sign, amount = match[1], 1 if match[2] == "+" else -1, match[3]
    if metric not in METRICS:
        hint = did_you_mean(metric, [*METRICS, VERDICT]) or _such_as()
        raise Unreadable("budget", say("{metric} can't be limited", metric=quoted(metric)), hint)
    try:
        return _of(text, metric, sign, amount)
    except Unreadable as error:
        raise Unreadable("budget", say("{text}: {why}", text=quoted(text), why=error.message), _such_as()) from None


def _of(text: str, metric: str, sign: int, amount: str) -> Budget:
    unit = METRICS[metric][1]
    currency: str | None = None
    if unit == "Share" and amount.endswith("pt"):
        amount = f"{amount.removesuffix('pt').strip()}%"
    relative = amount.endswith("%") and unit != "Share"
    if unit == "Share" and not amount.endswith("%"):
        raise Unreadable("budget", say("a share moves by points: 5pt"), "")
    if amount.endswith("%"):
        number = read_share(amount)
    elif unit == "Money":
        number, currency = read_money(amount)
    else:
        number = read_number(amount)
    if number < 0:
        raise Unreadable("budget", say("the sign stands before the amount, once"), "")
    return Budget(text, metric, sign, number, currency, relative)


def judge(budgets: Sequence[Budget], total: Row, teams: Sequence[Row], currencies: tuple[str, str]) -> list[Judged]:
    """Return whether each budget holds; ``total`` and ``teams`` have figures before and after."""
    return [_verdicts(teams) if each.metric == VERDICT else _judged(each, total, currencies) for each in budgets]


def _judged(budget: Budget, total: Mapping[str, float | None], currencies: tuple[str, str]) -> Judged:
    figure, unit, name = METRICS[budget.metric]
    before, after = total[f"{figure}_before"], total[f"{figure}_after"]
    old, new = currencies
    if unit == "Money" and old != new:
        return Judged(budget.text, None, say("money in {old} can't be compared with money in {new}", old=old, new=new))
    if budget.currency not in {None, new, {"USD": "$", "CNY": "¥"}.get(new)}:
        return Judged(budget.text, None, say("the plan is in {currency}: write the amount in {currency}", currency=new))
    if before is None or after is None:
        side = say("both plans") if before is after else say("the old plan") if before is None else say("the new plan")
        return Judged(budget.text, None, say("nothing is known of {figure} in {side}", figure=say(name), side=side))
    allowed = budget.amount * (before if budget.relative else 1.0)
    move = budget.sign * (after - before)
    exceeded = exceeds(budget.sign * after, budget.sign * before + allowed)
    return Judged(budget.text, not exceeded, _sentence(budget, (before, after), move, allowed, new))


def _sentence(budget: Budget, values: tuple[float, float], move: float, allowed: float, currency: str) -> str:
    _, unit, name = METRICS[budget.metric]

    def by(amount: float) -> str:
        return shown(amount, "Point" if unit == "Share" else unit, currency)

    before, after = (shown(value, unit, currency) for value in values)
    facts = {
        "figure": say(name),
        "by": by(abs(move)),
        "before": before,
        "after": f"{after} {currency}" if unit == "Money" else after,
    }
    number = 2 if budget.metric in _SEVERAL else 1
    if not exceeds(abs(move), 0.0):
        moved = say_many(number, "{figure} stays at {after}", "{figure} stay at {after}", **facts)
    elif (move > 0) == (budget.sign > 0):
        moved = say_many(
            number,
            "{figure} rises by {by}, from {before} to {after}",
            "{figure} rise by {by}, from {before} to {after}",
            **facts,
        )
    else:
        moved = say_many(
            number,
            "{figure} falls by {by}, from {before} to {after}",
            "{figure} fall by {by}, from {before} to {after}",
            **facts,
        )
    most = f"{by(allowed)} ({write_share(budget.amount)})" if budget.relative else by(allowed)
    if budget.sign > 0:
        return say("{moved}; a rise of {most} is allowed", moved=moved, most=most)
    return say("{moved}; a fall of {most} is allowed", moved=moved, most=most)


def worse(teams: Sequence[Row], *, back: bool = False) -> list[Row]:
    """Return the teams whose verdict got worse, new ones that don't fit included; ``back``: those that got better."""
    sign = -1 if back else 1
    return [
        row
        for row in teams
        if not (back and row["verdict_after"] is None)
        and sign * (_RANKS.get(row["verdict_after"] or "", 0) - _RANKS.get(row["verdict_before"] or "", 0)) > 0
    ]


def _verdicts(teams: Sequence[Row]) -> Judged:
    rows = worse(teams)
    named = [f"{row['team']} from {row['verdict_before'] or 'nothing'} to {row['verdict_after']}" for row in rows]
    count = len(rows)
    facts = {"count": count, "teams": ", ".join(named)}
    worse_now = say_many(count, "1 team got worse: {teams}", "{count} teams got worse: {teams}", **facts)
    text = worse_now if rows else say("no team got worse")
    return Judged(VERDICT, not rows, text)
