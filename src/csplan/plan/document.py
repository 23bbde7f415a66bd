"""The plan file as a whole, and the plan that csplan calculates with.

What a section is stands in a module of its own, which is imported once a plan states the section: to make all of them
ready takes as long as to calculate.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, get_type_hints

from pydantic import Field, create_model
from pydantic.fields import FieldInfo

from csplan.plan.by_month import DaysByMonth
from csplan.plan.keys import said
from csplan.plan.types import Currency, Date, Name, PositiveNumber, Section

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from csplan.findings.diagnostic import Finding
    from csplan.plan.accepted import Checks
    from csplan.plan.accounts import AccountsSection
    from csplan.plan.assign import Assign
    from csplan.plan.currencies import Currencies
    from csplan.plan.desks import Desk
    from csplan.plan.economics import Economics
    from csplan.plan.health import HealthRules
    from csplan.plan.hiring import HiringPlan
    from csplan.plan.history import EventsSection, SnapshotsSection
    from csplan.plan.pay import Bonus, Commission
    from csplan.plan.people import PeopleSection
    from csplan.plan.roles import Role
    from csplan.plan.scenarios import Scenarios
    from csplan.plan.scorecard import Scorecard
    from csplan.plan.segments import Segment, Team
    from csplan.plan.tasks import Task
    from csplan.plan.tiers import Tier
    from csplan.plan.timelog import TimeLogSection
    from csplan.plan.value import ValueRules


_HOMES = {
    "roles": "roles",
    "tiers": "tiers",
    "teams": "segments",
    "segments": "segments",
    "tasks": "tasks",
    "desks": "desks",
    "economics": "economics",
    "hiring": "hiring",
    "accounts": "accounts",
    "people": "people",
    "events": "history",
    "snapshots": "history",
    "health": "health",
    "value": "value",
    "bonus": "pay",
    "commission": "pay",
    "scorecard": "scorecard",
    "assign": "assign",
    "time_log": "timelog",
    "scenarios": "scenarios",
    "checks": "accepted",
}
"""The module of this room that has the types of a section; those of the others are here."""

IN_FILES = (
    "fx",
    "year",
    "roles",
    "tiers",
    "teams",
    "segments",
    "tasks",
    "desks",
    "economics",
    "hiring",
    "health",
    "value",
    "bonus",
    "commission",
    "scorecard",
    "assign",
    "scenarios",
    "checks",
)
"""Sections that may stand in a file of their own: all that are not single values or tables."""

LISTS = ("people", "events", "snapshots")
"""Tables that may be lists, here or in a YAML file of their own."""

NEEDED = {
    "csplan": "write `csplan: 1`, the version of the format",
    "currency": "write the currency of the results, such as `currency: USD`",
    "segments": "list the customer segments",
}
"""Sections without which there is nothing to calculate, each with what to do about it."""

NOT_EMPTY = ("roles", "segments")
"""Sections in which there has to be one at least."""

Stage = Literal["new", "growth", "mature"]
Conflict = Literal["keep", "money", "work"]


class Year(Section):
    """The year planned for."""

    starts: Date = Field(description="its first day")
    working_days: DaysByMonth | None = Field(
        None,
        description="working days of its twelve months, as weights of their hours (default: equal)",
        json_schema_extra=said(kind="none"),
    )


class PlanFile(Section):
    """What a plan file says, section by section."""

    csplan: Literal["1"] | None = Field(None, description="format version: 1")
    name: Name | None = Field(None, description="default: the file's folder")
    currency: Currency | None = Field(None, description="results are in this currency: USD, CNY, ...")
    fx: dict[Currency, PositiveNumber] | None = Field(None, description="value of 1 unit of other currencies")
    rules: Any = Field(None, description="a rule pack by name, a path to one, or one written here")
    stage: Stage | None = Field(
        None,
        description="of the company",
        json_schema_extra=said(level="plan", meaning="stage of the company: new, growth or mature"),
    )
    year: Year | None = Field(None, description="the year planned for")
    conflict: Conflict | None = Field(
        None,
        description="what the plan takes where both can't hold: keep (default: today's people), money or work",
        json_schema_extra=said(
            level="plan", meaning="what the plan takes where both can't hold: keep, money or work", default="keep"
        ),
    )
    roles: dict[Name, Role] | None = Field(None, description="who serves customers; the first is the default")
    tiers: tuple[Tier, ...] | None = Field(None, description="contract tiers (default: the rule pack's)")
    teams: tuple[Team, ...] | None = Field(None, description="who shares people (default: each segment its own)")
    segments: tuple[Segment, ...] | None = Field(None, description="the customers to serve")
    tasks: tuple[Task, ...] | None = Field(None, description="what CSMs do")
    desks: tuple[Desk, ...] | None = Field(None, description="promises of answers to those who come in by themselves")
    economics: Economics | None = Field(None, description="margins to reach and costs")
    hiring: HiringPlan | None = Field(None, description="how it is decided when people start")
    accounts: AccountsSection | None = Field(None, description="the account book")
    people: PeopleSection | None = Field(None, description="who serves them: from when, how much, what they can")
    events: EventsSection | None = Field(None, description="what happened: renewals, expansions, leads, ...")
    snapshots: SnapshotsSection | None = Field(None, description="how customers were, day by day: colours and scores")
    health: HealthRules | None = Field(None, description="how health is told from the snapshots")
    value: ValueRules | None = Field(None, description="what the team is credited with, and what came anyway")
    bonus: Bonus | None = Field(None, description="what the bonus of CSMs is paid for")
    commission: Commission | None = Field(None, description="how commission goes by net retention, where it does")
    scorecard: Scorecard | None = Field(None, description="by which columns of the snapshots it is seen how CSMs work")
    assign: Assign | None = Field(None, description="how accounts are shared out among CSMs")
    time_log: TimeLogSection | None = Field(None, description="what CSMs did and how long it took")
    scenarios: Scenarios | None = Field(None, description="named sets of changes, for what-if questions")
    checks: Checks | None = Field(None, description="findings that this plan accepts or re-rates")

    @property
    def asks_for_value(self) -> bool:
        """Whether anything rests on what the team is credited with, or on what it added."""
        return self.value is not None or (self.economics is not None and self.economics.measured)

    @property
    def pays_by_person(self) -> bool:
        """Whether it says what is paid to whom: by a bonus, or by a rule for commission."""
        return self.bonus is not None or self.commission is not None

    def rated(self, finding: Finding) -> Finding | None:
        """Return a finding as severe as the plan takes it to be; None where the plan accepts it."""
        if self.checks is None:
            return finding
        if finding.code in self.checks.ignore:
            return None
        return finding._replace(severity=self.checks.severity.get(finding.code, finding.severity))


def read_document(data: Mapping[str, Any], currencies: Currencies, sections: Collection[str] = ()) -> PlanFile:
    """Return what the plain data of a plan says; raises pydantic's ValidationError.

    ``sections`` are those of the whole plan, where ``data`` has only some.
    """
    named = frozenset(PlanFile.model_fields.keys() & (sections or data))
    found = model_of(named).model_validate(data, context=currencies)
    return PlanFile.model_construct(**{name: getattr(found, name) for name in found.model_fields_set})


SINGLE = tuple(name for name in PlanFile.model_fields if name not in _HOMES)
"""Keys whose types are here: single values, and the year."""


@cache
def model_of(sections: frozenset[str] = frozenset(PlanFile.model_fields)) -> type[Section]:
    """Return the model of a plan that has these sections only; of one with all, where none are named."""
    fields: Any = {
        name: (field_of(name).annotation, field_of(name)) for name in PlanFile.model_fields if name in sections
    }
    return create_model(PlanFile.__name__, __base__=Section, **fields)


@cache
def field_of(section: str) -> FieldInfo:
    """Return a section as a field, with its type."""
    types = vars(import_module(f"csplan.plan.{_HOMES[section]}")) if section in _HOMES else {}
    stated = SimpleNamespace(__annotations__={section: PlanFile.__annotations__[section]})
    annotation = get_type_hints(stated, globals(), types, include_extras=True)[section]
    return FieldInfo.from_annotated_attribute(annotation, PlanFile.model_fields[section])
