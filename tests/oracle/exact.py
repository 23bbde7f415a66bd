"""The figures once more, by exact fractions: written from the model's definitions, sharing nothing with csplan.

It reads plans of the plain form that `tests/oracle/plans.py` makes: every value is written as a number or a share.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    Data = dict[str, Any]
    Number = Fraction | None

SERVICE, GROWTH = ("implementation", "reactive"), ("proactive", "renewal")
IDLE = Fraction(60, 100)
"""From this share of their time on people are busy: the ARR rule is followed only so far (rule pack usd-2m)."""
ACCOUNTS = ("service", "growth", "operating", "budget")


def number(value: Any) -> Fraction:
    """Read `75%`, `250 h`, `40 min` (as minutes) or a number."""
    text = str(value).split(maxsplit=1)[0]
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def of_tier(value: Any, tier: str) -> Fraction:
    return number(value[tier] if isinstance(value, dict) else value)


def up(value: Fraction) -> int:
    return -int(-value // 1)


def least(values: Iterable[Number]) -> Number:
    return min((value for value in values if value is not None), default=None)


def most(values: Iterable[Number]) -> Number:
    return max((value for value in values if value is not None), default=None)


def added(values: Iterable[Number]) -> Number:
    whole = Fraction(0)
    for value in values:
        if value is None:
            return None
        whole += value
    return whole


def added_known(values: Iterable[Number]) -> Number:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if known else None


def role_figures(role: Data) -> Data:
    time = role["time"]
    paid = number(time["contracted"]) - number(time["leave"]) - number(time.get("sick", 0))
    internal = time["internal"]
    lost = paid * number(internal) if str(internal).endswith("%") else number(internal)
    return {
        "customer_hours": (paid - lost) * number(time.get("realization", 1)),
        "csm_cost": number(role["pay"]) * (1 + number(role["loading"])) + number(role.get("other_costs", 0)),
        "full_at": number(role.get("full_at", 1)),
    }


def arr_per_csm(segment: Data, tier: Data) -> Fraction:
    """Return the ARR of one CSM by the first rule of usd-2m that matches, or the segment's own."""
    if "arr_per_csm" in segment:
        return number(segment["arr_per_csm"])
    if number(segment.get("complexity", 1)) >= Fraction(3, 2):
        return Fraction(1_000_000)
    strong = tier["touch"] in {"low", "digital"} and tier.get("automation") == "strong"
    return Fraction(3_000_000 if strong else 2_000_000)


class Segment:
    """The figures of one segment."""

    def __init__(self, plan: Data, segment: Data, role: Data) -> None:
        self.name = segment["name"]
        self.tier = next(tier for tier in plan["tiers"] if tier["name"] == segment["tier"])
        self.role = role
        self.customers, self.arr = number(segment["customers"]), number(segment["arr"])
        self.acv = self.arr / self.customers
        self.renewals = (
            number(segment["renewals"])
            if "renewals" in segment
            else self.customers / number(segment.get("contract_years", 1))
        )
        self._work(plan, segment)
        self._costs(plan["economics"])
        self._growth(plan, segment)
        economics = plan["economics"]
        margin = economics.get("operating_margin")
        operating = None if margin is None else self.acv * (1 - of_tier(margin, self.tier["name"])) - self.all_costs
        budget = economics.get("cs_budget")
        self.account: dict[str, Number] = {
            "service": None if self.service_budget is None else self.customers * self.service_budget,
            "growth": None if self.growth_budget is None else self.customers * self.growth_budget,
            "operating": None if operating is None else self.customers * operating,
            "budget": None if budget is None else self.arr * number(budget),
        }
        self._bounds(plan, segment)

    def _work(self, plan: Data, segment: Data) -> None:
        driven = {
            "customer": self.customers,
            "new_customer": number(segment["new_customers"]),
            "renewal": self.renewals,
            "at_risk_customer": self.customers * number(segment["at_risk"]),
        }
        complexity = number(segment.get("complexity", 1))
        hours = dict.fromkeys((*SERVICE, *GROWTH), Fraction(0))
        for task in plan["tasks"]:
            if task["kind"] != "internal":
                times = of_tier(task["times"], self.tier["name"])
                hours[task["kind"]] += complexity * driven[task["per"]] * times * number(task["takes"]) / 60
        self.service_hours = sum((hours[kind] for kind in SERVICE), Fraction(0))
        self.workload = self.service_hours + sum((hours[kind] for kind in GROWTH), Fraction(0))

    def _costs(self, economics: Data) -> None:
        lines = dict.fromkeys(("gross", "growth", "operating"), Fraction(0))
        for line in economics["costs"]:
            if "share" in line:
                lines[line["in"]] += self.acv * of_tier(line["share"], self.tier["name"])
            else:
                lines[line["in"]] += of_tier(line["amount"], self.tier["name"]) / number(line.get("years", 1))
        self.gross_costs, self.growth_costs = lines["gross"], lines["growth"]
        self.all_costs = sum(lines.values(), Fraction(0))
        margin = economics.get("gross_margin")
        self.service_budget = (
            None if margin is None else self.acv * (1 - of_tier(margin, self.tier["name"])) - self.gross_costs
        )

    def _growth(self, plan: Data, segment: Data) -> None:
        growth = plan["economics"].get("growth")
        if growth is None:
            self.growth_budget = None
            self.service_share = Fraction(1)
            return
        if "cost_per_100" in growth:
            revenue = (
                number(growth.get("owned", 1))
                * (self.acv * self.renewals * number(segment["renewal_rate"]) + number(segment["expansion"]))
                / self.customers
            )
            self.growth_budget = number(growth["cost_per_100"]) / 100 * revenue - self.growth_costs
        else:
            before = 1 - self.gross_costs / self.acv
            whole = sum(number(each["arr"]) for each in plan["segments"])
            credited = number(growth["credited_revenue"]) * self.arr / whole
            self.growth_budget = (
                credited * before / number(growth["required_return"]) / self.customers - self.growth_costs
            )
        self.service_share = self.service_hours / self.workload

    def _bounds(self, plan: Data, segment: Data) -> None:
        role = self.role
        self.by_time = self.workload / (role["customer_hours"] * role["full_at"])
        cap = segment.get("arr_cap")
        self.by_cap = None if cap is None else self.arr / number(cap)
        limit = self.tier.get("max_customers_per_csm")
        self.by_coverage = None if limit is None else self.customers / number(limit)
        self.by_arr = self.arr / arr_per_csm(segment, self.tier)
        alone = plan["economics"].get("holds") == "team"
        # A company lets nobody idle for a rough reference; where each team holds by itself, the rule is followed whole.
        self.target = self.by_arr if alone else min(self.by_arr, self.by_time / IDLE)
        self.at_least = most((self.by_time, self.by_cap, self.by_coverage))
        self.paid = {name: pays(self.account[name], role["csm_cost"] * self.share(name)) for name in ACCOUNTS}
        self.by_cost = least(self.paid.values())

    def share(self, account: str) -> Fraction:
        """Return the share of a CSM's cost that an account bears."""
        shares = {"service": self.service_share, "growth": 1 - self.service_share}
        return shares.get(account, Fraction(1))


def pays(account: Number, cost: Fraction) -> Number:
    """Return how many CSMs an account pays for; None where it bounds nothing."""
    if account is None:
        return None
    if account < 0:
        return Fraction(0)  # also where no work is charged to it
    return account / cost if cost else None


class Team:
    """The figures of people who share segments."""

    def __init__(self, name: str, segments: list[Segment], now: Number) -> None:
        self.name, self.segments, self.now = name, segments, now
        self.role = segments[0].role
        self.workload = sum((each.workload for each in segments), Fraction(0))
        service = sum((each.workload * each.service_share for each in segments), Fraction(0))
        share = service / self.workload if self.workload else Fraction(1)
        self.shares = {"service": share, "growth": 1 - share, "operating": Fraction(1), "budget": Fraction(1)}
        self.account = {name: added(each.account[name] for each in segments) for name in ACCOUNTS}
        cost = self.role["csm_cost"]
        self.at_least = most(
            added_known(getattr(each, lens) for each in segments) for lens in ("by_time", "by_cap", "by_coverage")
        )
        self.at_most = least(pays(self.account[name], cost * self.shares[name]) for name in ACCOUNTS)
        needed = sum((each.target for each in segments), Fraction(0))
        if self.at_most is not None:
            needed = min(needed, self.at_most)
        if self.at_least is not None:
            needed = max(needed, self.at_least)
        self.needed = needed
        self.wanted = up(needed)

    def costs(self, heads: int, account: str) -> Fraction:
        cost: Fraction = heads * self.role["csm_cost"] * self.shares[account]
        return cost


class Company:
    """Whole people, for all teams together."""

    def __init__(self, plan: Data) -> None:
        economics = plan["economics"]
        self.alone = economics.get("holds", "company") == "team"
        roles = {name: role_figures(role) for name, role in plan["roles"].items()}
        first = next(iter(roles))
        stated = {team["name"]: team for team in plan.get("teams", ())}
        members: dict[str, list[Data]] = {}
        for segment in plan["segments"]:
            members.setdefault(segment.get("team", segment["name"]), []).append(segment)
        self.segments: dict[str, Segment] = {}
        self.teams: list[Team] = []
        for name, rows in members.items():
            tier = next(tier for tier in plan["tiers"] if tier["name"] == rows[0]["tier"])
            role = roles[stated.get(name, {}).get("role") or tier.get("role") or first]
            segments = [Segment(plan, row, role) for row in rows]
            self.segments.update({each.name: each for each in segments})
            own = stated.get(name, {}).get("csms_now")
            now = added(number(row["csms_now"]) if "csms_now" in row else None for row in rows)
            self.teams.append(Team(name, segments, now if own is None else number(own)))
        self.account = {name: added(team.account[name] for team in self.teams) for name in ACCOUNTS}
        self.wanted = [team.wanted for team in self.teams]
        self.heads = self._heads(plan.get("conflict", "keep"))

    def holds(self, heads: list[int], of: int | None = None) -> bool:
        """Tell whether what these people cost keeps to every account that is known: of one team, else of all."""
        everybody = list(range(len(heads)))
        groups = [[at] for at in everybody if of in {None, at}] if self.alone else [everybody]
        for group in groups:
            for name in ACCOUNTS:
                has = added(self.teams[at].account[name] for at in group)
                cost = sum((self.teams[at].costs(heads[at], name) for at in group), Fraction(0))
                if has is not None and cost > max(has, Fraction(0)):
                    return False
                if has is not None and has < 0 and any(heads[at] for at in group):
                    return False  # an overdrawn account pays for nobody, also where no work is charged to it
        return True

    def _heads(self, conflict: str) -> list[int]:
        if conflict == "work" or self.holds(self.wanted):
            return self.wanted
        heads = [
            min(up(team.now), team.wanted) if conflict == "keep" and team.now is not None else 0 for team in self.teams
        ]
        while True:
            order = sorted(
                (at for at, team in enumerate(self.teams) if heads[at] < team.wanted),
                key=lambda at: (
                    heads[at] > 0,
                    -self.teams[at].needed / heads[at] if heads[at] else Fraction(0),
                    -self.teams[at].needed,
                    at,
                ),
            )
            for at in order:
                one_more = [count + (place == at) for place, count in enumerate(heads)]
                if self.holds(one_more, at):
                    heads = one_more
                    break
            else:
                return heads
