"""The text of a starter plan: runs at once, and every line says what to put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.plan.tiers import Band

if TYPE_CHECKING:
    from csplan.plan.rules import RulePack
    from csplan.plan.tiers import Tier


class _Money(NamedTuple):
    """Example amounts of one market."""

    pay: str
    pooled_pay: str
    other: str
    acvs: tuple[float, ...]


_MONEY = {
    "USD": _Money("110k", "75k", "8k", (150e3, 30e3, 8e3, 1.5e3)),
    "CNY": _Money("18万", "12万", "1万", (240e3, 80e3, 20e3, 10e3)),
}
_CUSTOMERS = (24, 80, 300, 900)
_NAMES = {"high": "key accounts", "mid": "mid-market", "low": "small customers", "digital": "long tail"}
_TIMES = {
    "onboarding": (3, 1.5, 0.5, 0),
    "business review": (4, 2, 0.5, 0),
    "check-in": (36, 10, 2, 0),
    "question": (24, 8, 2, 1),
    "renewal": (1, 1, 0.5, 0),
    "rescue": (3, 1.5, 0.5, 0.1),
}
_LEVELS = ("high", "mid", "low", "digital")


def starter(pack: RulePack) -> str:
    """Return the text of a plan that uses a rule pack: one segment for each of its tiers, with example numbers."""
    money = _MONEY.get(pack.currency, _MONEY["USD"])
    tiers = list(pack.tiers)
    segments = "".join(_segment(tier, money) for tier in tiers)
    tasks = "\n".join(_task(name, tiers) for name in _TIMES)
    return _TEXT.format(
        rules=pack.name, currency=pack.currency, money=money, segments=segments, tasks=tasks, names=_names(tiers)
    )


def _names(tiers: list[Tier]) -> str:
    return ", ".join(tier.name for tier in tiers)


def _level(tier: Tier) -> int:
    return _LEVELS.index(tier.touch or "mid")


def _segment(tier: Tier, money: _Money) -> str:
    level = _level(tier)
    customers, acv = _CUSTOMERS[level], money.acvs[level]
    band = tier.acv or Band()
    least, most = band.min or 0.0, band.max
    if not band.holds(acv):
        acv = least * 1.5 if most is None else (least + most) / 2
    role = "\n    role: pooled" if level == len(_LEVELS) - 1 else ""
    return _SEGMENT.format(
        name=_NAMES[_LEVELS[level]],
        tier=tier.name,
        role=role,
        customers=customers,
        arr=f"{customers * acv:_.0f}",
        new=max(1, customers // 6),
        now=max(1, round(customers * acv / 2e6)) if level == 0 else 1,
    )


def _task(name: str, tiers: list[Tier]) -> str:
    times = ", ".join(f"{tier.name}: {_TIMES[name][_level(tier)]:g}" for tier in tiers)
    return _TASKS[name].format(times=f"{{{times}}}")


_SEGMENT = """  - name: {name}
    tier: {tier}{role}
    customers: {customers}
    arr: {arr}
    new_customers: {new}
    at_risk: 15%
    renewal_rate: 90%
    csms_now: {now}
"""

_TASKS = {
    "onboarding": """  - name: onboarding
    kind: implementation
    per: new_customer
    takes: 6 h
    times: {times}
    waste: coordination            # mechanical | coordination | skill: what keeps it from being quicker
    avoidable: 20%                 # share of its time that a fix would remove""",
    "business review": """  - name: business review
    kind: proactive
    per: customer
    takes: 5 h
    times: {times}""",
    "check-in": """  - name: check-in
    kind: proactive
    per: customer
    takes: 40 min
    times: {times}""",
    "question": """  - name: question or bug
    kind: reactive
    per: customer
    takes: 30 min
    times: {times}
    waste: mechanical
    avoidable: 30%""",
    "renewal": """  - name: renewal
    kind: renewal
    per: renewal
    takes: 2 h
    times: {times}""",
    "rescue": """  - name: rescue
    kind: proactive
    per: at_risk_customer
    takes: 6 h
    times: {times}""",
}

_TEXT = """\
# yaml-language-server: $schema=./csplan.schema.json
# A csplan starter plan. It runs as it is: csplan headcount
# Every number below is an example. Put your own in its place, section by section; what you leave out is either
# taken by default, and said so, or reported as missing. Nothing is assumed silently.

csplan: 1                          # version of this format
name: My company
currency: {currency}                      # results are in this currency
rules: {rules:<27} # ARR per CSM, tiers and thresholds; see: csplan rules {rules}
stage: growth                      # new | growth | mature
year: {{starts: 2027-01-01}}
conflict: keep                     # where money ends before the work is done: keep | money | work

# Who serves customers. The first role is the default.
roles:
  csm:
    pay: {money.pay}                      # on-target pay, a year
    loading: 30%                   # employer taxes, benefits, tools and management, on top of pay
    other_costs: {money.other}
    time:                          # a year; d = days
      contracted: 250 d
      leave: 15 d
      sick: 5 d
      internal: 30%                # meetings, training, admin: a share of paid time, or hours, or days
      realization: 85%             # share of planned customer time that really happens
  pooled:                          # one team for many small customers
    pay: {money.pooled_pay}
    loading: 30%
    other_costs: {money.other}
    time: {{contracted: 250 d, leave: 15 d, sick: 5 d, internal: 25%, realization: 85%}}

# Your customers, in groups with like needs. Never plan the whole base as one: the rule holds within segments.
# The tiers are the rule pack's ({names}); write `tiers:` to have your own.
segments:
{segments}
# What CSMs do: how long it takes, and how often a year for each customer, new customer, renewal or customer at risk.
# Guess first, then measure: these times decide how many customers one person can serve.
tasks:
{tasks}

# What has to be earned, and what a customer costs besides customer success.
economics:
  gross_margin: 75%                # the target
  costs:
    - {{name: hosting, share: 8%, in: gross}}
    - {{name: support desk, share: 4%, in: gross}}
"""
