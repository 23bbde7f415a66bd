"""Random plans in plain form, with budgets that often come to exactly zero and people who are often whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

    Data = dict[str, Any]

TIERS = {
    "high": {"min": 100_000},
    "mid": {"min": 20_000, "max": 100_000},
    "low": {"min": 5_000, "max": 20_000},
    "digital": {"max": 5_000},
}
TASKS = (
    ("onboarding", "implementation", "new_customer"),
    ("tickets", "reactive", "customer"),
    ("review", "proactive", "customer"),
    ("renewal", "renewal", "renewal"),
    ("rescue", "proactive", "at_risk_customer"),
    ("meetings", "internal", "customer"),
)


def percent(random: Random, low: int, high: int) -> str:
    return f"{random.randint(low, high)}%"


def by_tier(random: Random, value: Any) -> Any:
    return {tier: value() for tier in TIERS} if random.random() < 0.3 else value()


def some_plan(random: Random) -> Data:
    """Return a plan that can be computed throughout."""
    tiers = [
        {
            "name": name,
            "acv": acv,
            "touch": name,
            **({"max_customers_per_csm": random.choice((5, 20, 100, 400))} if random.random() < 0.3 else {}),
            **({"automation": "strong"} if random.random() < 0.5 else {}),
            **({"role": "pooled"} if name == "digital" else {}),
        }
        for name, acv in TIERS.items()
    ]
    plan: Data = {
        "csplan": 1,
        "currency": "USD",
        "rules": "usd-2m",
        "conflict": random.choice(("keep", "money", "work")),
        "roles": {"csm": role(random), "pooled": role(random)},
        "tiers": tiers,
        "tasks": [task(random, *each) for each in TASKS],
        "economics": economics(random),
    }
    count = random.randint(1, 5)
    plan["segments"] = [segment(random, f"s{at}") for at in range(count)]
    if random.random() < 0.5 and count > 1:
        # Digital segments have a role of their own, so they share no team with others.
        shared = [each for each in plan["segments"] if each["tier"] != "digital"][:2]
        for each in shared:
            each["team"] = "shared"
            if random.random() < 0.5:
                each.pop("csms_now", None)
        if shared and random.random() < 0.7:
            for each in shared:
                each.pop("csms_now", None)
            plan["teams"] = [{"name": "shared", "csms_now": random.randint(0, 6)}]
    return plan


def role(random: Random) -> Data:
    internal = percent(random, 0, 40) if random.random() < 0.7 else f"{random.randint(0, 400)} h"
    return {
        "pay": random.choice((80_000, 100_000, 120_000, 156_000)),
        "loading": percent(random, 0, 40),
        "other_costs": random.choice((0, 9_000)),
        "time": {
            "contracted": f"{random.choice((1000, 1840, 2000))} h",
            "leave": f"{random.choice((0, 120))} h",
            "sick": f"{random.choice((0, 40))} h",
            "internal": internal,
            "realization": percent(random, 60, 100),
        },
        **({"full_at": percent(random, 80, 105)} if random.random() < 0.3 else {}),
    }


def task(random: Random, name: str, kind: str, per: str) -> Data:
    takes = f"{random.choice((20, 45, 60, 180, 600))} min"
    times = by_tier(random, lambda: random.choice((0.25, 0.5, 1, 2, 4, 12)))
    return {"name": name, "kind": kind, "per": per, "takes": takes, "times": times}


def economics(random: Random) -> Data:
    found: Data = {"costs": costs(random)}
    if random.random() < 0.8:
        found["gross_margin"] = by_tier(random, lambda: percent(random, 55, 88))
    if random.random() < 0.4:
        found["operating_margin"] = percent(random, -20, 25)
    kind = random.random()
    if kind < 0.25:
        found["growth"] = {"cost_per_100": random.randint(2, 20), "owned": percent(random, 20, 100)}
    elif kind < 0.4:
        found["growth"] = {
            "credited_revenue": random.choice((300_000, 900_000)),
            "required_return": random.randint(1, 4),
        }
    if random.random() < 0.25:
        found["cs_budget"] = percent(random, 3, 15)
    if len(found) == 1:
        found["gross_margin"] = "75%"
    if random.random() < 0.3:
        found["holds"] = "team"
    return found


def costs(random: Random) -> list[Data]:
    """Return cost lines; often they and the margin of 75% or 85% are together exactly the price."""
    lines: list[Data] = [{"name": "product", "in": "operating", "share": percent(random, 5, 25)}]
    lines += [
        {"name": f"line {at}", "in": "gross", "share": by_tier(random, lambda: percent(random, 1, 9))}
        for at in range(random.randint(1, 3))
    ]
    if random.random() < 0.3:
        amount = {"high": 3000, "mid": 300, "low": 30, "digital": 3}
        lines.append({"name": "acquisition", "in": random.choice(("gross", "operating")), "amount": amount, "years": 3})
    if random.random() < 0.3:
        lines.append({"name": "campaigns", "in": "growth", "share": percent(random, 1, 3)})
    return lines


def segment(random: Random, name: str) -> Data:
    tier = random.choice(tuple(TIERS))
    customers = random.choice((8, 24, 130, 620, 2400))
    acv = {"high": 180_000, "mid": 26_000, "low": 5_000, "digital": 800}[tier]
    found: Data = {
        "name": name,
        "tier": tier,
        "customers": customers,
        "arr": customers * acv,
        "new_customers": random.randint(0, customers // 3),
        "at_risk": percent(random, 0, 30),
        "renewal_rate": percent(random, 60, 100),
        "expansion": random.choice((0, 100_000)),
        "complexity": random.choice((1, 1, 1.25, 1.5)),
    }
    if random.random() < 0.3:
        found["renewals"] = random.randint(0, customers)
    else:
        found["contract_years"] = random.choice((1, 2, 3))
    if random.random() < 0.3:
        found["arr_per_csm"] = random.choice((1_000_000, 1_500_000))
    if random.random() < 0.2:
        found["arr_cap"] = 2_500_000
    if random.random() < 0.8:
        found["csms_now"] = random.randint(0, 5)
    return found
