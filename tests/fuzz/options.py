"""The words of commands: each command with all its options and formats, asked of names that stand in a plan."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csplan.engine.catalogue import CATALOGUE
from csplan.engine.levels import LEVELS
from csplan.figures.inputs import INPUTS
from csplan.plan.purpose import MEASURED_BY
from tests.fuzz.commands import FORMATS, OF_FINDINGS
from tests.fuzz.mutations import mutate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from tests.fuzz.plans import Tried

OF_RECORDS = ("health", "value", "scorecard", "pay", "assign", "hire")
"""Commands that are of most use, or of any, with a record of customers or of people."""
CALCULATING = (
    *("headcount", "headcount", "cost-floor", "ceiling", "explain", "explain", "options", "hire") * 2, "pay", "timelog",
)  # fmt: skip
LOGGED = 0.2
"""Share of the commands on a plan with a time log that ask for what it says."""
ODD = 0.1
"""Share of the commands on a plan without a bonus that ask whom it is paid."""
FIGURES = ("heads", "csms", "cost_floor", "gross_margin", "efficiency_ceiling", "csms_needed", "pay", "takes", "share")
BUDGETS = ("heads+0", "cost+5%", "csms+0.5", "verdict", "gross_margin-1%", "heads+1,cost+10k", "x", "cost+1e309")
SETTINGS = (
    "segments.{segment}.arr", "segments.{segment}.customers", "segments.0.arr", "roles.csm.pay", "roles.{role}.pay",
    "rules.arr_cap", "rules.arr_per_csm", "economics.gross_margin", "economics.operating_margin", "year.starts",
    "economics.costs.0.share", "economics.growth.cost_per_100", "tasks.{task}.times", "tasks.0.takes", "{segment}",
    "teams.{segment}.csms_now", "tiers.{tier}.acv.min", "roles.csm.time.internal", "segments.{segment}.renewal_rate",
    "roles.csm.ramp.months", "roles.csm.ramp.at", "roles.csm.hiring.turnover", "roles.csm.hiring.lead", "hiring.months",
    "segments.{segment}.churn", "segments.{segment}.months.new_customers", "hiring.peaks.up_to", "tasks.{task}.over",
    "health.colours.green", "bonus.wins.target", "bonus.csql.weight", "bonus.payout.cap", "scorecard.leads",
    "value.credit.csql", "value.anyway.referral", "assign.moves", "segments.{segment}.at_risk", "commission.full",
    "roles.{role}.variable.commission", "roles.{role}.variable.performance", "value.plays.within",
)  # fmt: skip
VALUES = (
    "+5%", "-10%", "0", "1M", "0.0000001", "1e300", "75%", "100%", "-5", "3 h", "none", "2027-01-01", "x", "∞",
    "99M EUR",
)  # fmt: skip
PERIODS = (
    "2026-Q3", "2026-Q2", "2026-Q1", "2026-H1", "2026", "2026-06", "2025-Q4", "2026-01-01..2026-06-30",
    "2025-10..2026-09", "2024", "2030-Q1", "2026-07-01..2026-07-01", "2026-06-30..2026-01-01", "9999", "0001-Q1",
)  # fmt: skip
DAYS = ("2026-06-30", "2026-10-01", "2027-01-04", "2027-05-15", "2026-01-01", "9999-12-31", "0001-01-01")
ROWS = {
    "measure": ("arr", "hours", "customers", "renewals", "at_risk"),
    "part": ("wins", "csql", "csqa"),
    "stratum": ("green", "lime", "yellow", "red"),
    "purpose": tuple(MEASURED_BY),
    "interval": ("09:00", "10:00", "12:00"),
    "spending": ("fair",),
}
"""Names of rows that plans do not list."""
INSIDE = {"task": "segment", "line": "segment", "interval": "desk", "measure": "book", "part": "csm",
          "stratum": "indicator", "purpose": "team"}  # fmt: skip
"""Options of rows, each with that of what they are rows of."""


class Asking:
    """What is asked of one plan."""

    def __init__(self, random: Random, tried: Tried, known: Sequence[bytes]) -> None:
        """Know how to choose, and what of."""
        self.random, self.known = random, known
        self.names: Mapping[str, Sequence[str]] = {**tried.names, **ROWS}
        self.record = tried.record
        text = tried.files["csplan.yaml"]
        self.logged, self.pays = b"time_log" in text, b"bonus" in text

    def name(self, kind: str) -> str:
        """Return a name of something in the plan, seldom an odd one."""
        names = self.names.get(kind) or self.names.get("") or ("a",)
        name = self.random.choice(names)
        share = self.random.random()
        if share < 0.04:
            name = mutate(name.encode(), self.random, self.known).decode(errors="replace")
        elif share < 0.07:
            name = self.random.choice(self.known).decode(errors="replace")
        return name.replace("\0", "")

    def some(self, options: Mapping[str, Sequence[str]], most: int) -> list[str]:
        """Return the words of some options, at most so many."""
        chosen = self.random.sample(list(options), self.random.randint(0, min(most, len(options))))
        return [word for each in chosen for word in (each, *options[each])]

    def words(self) -> list[str]:
        """Return the words of a command on the plan in the folder ``a``, or on those in ``a`` and ``b``."""
        random = self.random
        share = random.random()
        if share < 0.05:
            rating = random.choice(([], ["--strict"], ["--select", "over-budget,money"], ["--ignore", "no-effect"]))
            return ["validate", "a", *rating, "-f", random.choice(OF_FINDINGS)]
        if share < 0.07:
            return random.choice(self.others())
        if share < 0.12:
            start, more = ["diff", "a", "b"], ["--fail-on", random.choice(BUDGETS)] * (random.random() < 0.5)
        else:
            usual = CALCULATING if not self.record or random.random() < 0.15 else (*OF_RECORDS, "explain", "explain")
            which = "timelog" if self.logged and random.random() < LOGGED else random.choice(usual)
            start, more = [which, "a"], self.what_if() + self.of_its_own(which)
        for option, often in (("--check", 0.2), ("--all", 0.3), ("--wide", 0.2), ("-q", 0.2), ("--exact", 0.1)):
            more += [option] * (random.random() < often)
        if random.random() < 0.03:
            place = random.choice(("out.json", "out.csv", "out.xlsx", "moves.csv", "a", "no/x.md", self.name("")))
            more += ["-o", place, "--force"]
        return [*start, *more, "-f", random.choice(FORMATS)]

    def others(self) -> list[list[str]]:
        """Return commands that need no plan."""
        name, form = self.name(""), self.random.choice(FORMATS)
        return [
            ["rules", "-f", form],
            ["rules", "usd-2m", "-f", form],
            ["schema", name],
            ["--help"],
            [self.random.choice((*OF_RECORDS, *CALCULATING)), "--help"],
            [name],
            ["headcount", "a", f"--{name}"],
            ["init", "a/new", "-r", name],
        ]

    def what_if(self) -> list[str]:
        """Return other values for a plan, in some of the commands."""
        random = self.random
        more: list[str] = []
        if random.random() < (0.2 if self.record else 0.4):
            value = (
                random.choice(VALUES) if random.random() < 0.8 else random.choice(self.known).decode(errors="replace")
            )
            names = {kind: self.name(kind) for kind in ("segment", "role", "task", "tier")}
            more += ["--set", f"{random.choice(SETTINGS).format(**names)}={value}".replace("\0", "")]
        if random.random() < (0.03 if self.record else 0.1):
            more += ["--scenario", random.choice((self.name("scenario"), "lean", "base"))]
        return more

    def period(self) -> str:
        """Return a period or a day, seldom one that is none."""
        return self.random.choice(PERIODS) if self.random.random() < 0.95 else self.name("")

    def of_its_own(self, which: str) -> list[str]:
        """Return the words that only one command has."""
        if which == "explain":
            return self.explained()
        random, name = self.random, self.name
        flag: Sequence[str] = ()
        since: Mapping[str, Sequence[str]] = {
            "--period": (self.period(),),
            "--as-of": (random.choice(DAYS),),
            "--anonymous": flag,
        }
        paid = {**since, "--csm": (name("csm"),)}
        some: Mapping[str, Mapping[str, Sequence[str]]] = {
            "headcount": {"--compare": (f"base,{name('scenario')}",), "-s": (name("segment"),)},
            "cost-floor": {
                "--by": ("tier",),
                "--target": (f"gross_margin={random.choice(VALUES)}",),
                "-s": (name("segment"),),
            },
            "ceiling": {"-s": (name("segment"),)},
            "options": {"-s": (name("segment"),)},
            "timelog": {"--against": (random.choice((self.period(), name("task"))),)},
            "hire": {
                "--team": (name("team"),),
                "--policy": (random.choice(("ahead", "at-need", "late", "level", "x")),),
                "--months": (random.choice(("1", "12", "30", "36")),),
                "--as-of": (random.choice(DAYS),),
                "--openings": flag,
                "--sheet": (name("segment"),),
            },
            "assign": {
                "--team": (name("team"),),
                "--as-of": (random.choice(DAYS),),
                "--moves": (random.choice(("0", "1", "3", "99")),),
                "--within": (random.choice(("5%", "0%", "100%", "0.2", "x")),),
                "--without": (name("csm"),),
                "--anonymous": flag,
            },
            "health": {
                **since,
                "--by": (random.choice(("segment", "tier", "csm")),),
                "--csm": (name("csm"),),
                "-s": (name("segment"),),
                "--customers": flag,
                "--table": (random.choice(("health", "moves", "customers", "indicators")),),
            },
            "value": {
                **since,
                "--by": (random.choice(("reason", "segment", "csm")),),
                "--events": flag,
                "--years": (random.choice(("1", "3", "10")),),
                "--low": flag,
                "-s": (name("segment"),),
            },
            "pay": {"--role": (name("role"),), **(paid if self.pays or random.random() < ODD else {})},
            "scorecard": {**since, "--csm": (name("csm"),)},
        }
        if which == "hire" and self.record and random.random() < 0.1:
            return ["--ratings", "a/ratings.csv", "--sheet", name("segment")]
        return self.some(some[which], 2)

    def explained(self) -> list[str]:
        """Return a figure and of what it is asked, or another question of explain."""
        random = self.random
        share = random.random()
        if share < 0.1:
            return random.choice((["--assumptions"], ["-d", "5"], [], [self.name("")], ["notes-17"]))
        if share < 0.3:
            option, figure = random.choice(("segment", "team", "role", "task", "line")), random.choice(FIGURES)
        else:
            option, figure = random.choice(_figures(5 if self.record else 1))
        words = [figure]
        for kind in (INSIDE.get(option, ""), option):
            words += [f"--{kind}", self.name(kind)] if kind else []
        if random.random() < 0.1:
            words += random.choice(
                (["--month", "2027-02"], ["--as-of", random.choice(DAYS)], ["--segment", self.name("segment")])
            )
        return words


@cache
def _figures(times: int) -> list[tuple[str, str]]:
    """Return figures and inputs, each with the option that says of what; those of records so many times."""
    found = [(level.key, name) for level in LEVELS for name in (*CATALOGUE[level.name], *INPUTS.get(level.name, ()))]
    of_records = {"customer", "csm", "part", "indicator", "stratum", "book", "measure", "purpose"}
    return found + [each for each in found if each[0] in of_records] * (times - 1)
