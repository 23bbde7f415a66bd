"""The plan file as a whole, and the plan that csplan calculates with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from csplan.plan.accounts import AccountsSection
from csplan.plan.economics import Economics
from csplan.plan.roles import Role
from csplan.plan.scenarios import Scenarios
from csplan.plan.segments import Segment, Team
from csplan.plan.tasks import Task
from csplan.plan.tiers import Tier
from csplan.plan.timelog import TimeLogSection
from csplan.plan.types import Currency, Date, Name, PositiveNumber, Section, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.diagnostics import Diagnostic, Where
    from csplan.plan.placing import Placed
    from csplan.plan.rules import RulePack
    from csplan.plan.scenarios import Change


IN_FILES = ("fx", "year", "roles", "tiers", "teams", "segments", "tasks", "economics", "scenarios", "checks")
"""Sections that may stand in a file of their own: all that are not single values or tables."""

NEEDED = {
    "csplan": "write `csplan: 1`, the version of the format",
    "currency": "write the currency of the results, such as `currency: USD`",
    "roles": "say what a CSM costs and how much time they have",
    "segments": "list the customer segments",
}
"""Sections without which there is nothing to calculate, each with what to do about it."""

NOT_EMPTY = ("roles", "segments")
"""Sections in which there has to be one at least."""

Stage = Literal["new", "growth", "mature"]


class Year(Section):
    """The year planned for."""

    starts: Date = Field(description="its first day")


class Checks(Section):
    """Findings that the plan accepts, or takes to be more or less severe than csplan does."""

    ignore: tuple[Text, ...] = Field((), description="slugs of findings that the plan accepts")
    severity: dict[Text, Literal["error", "warning", "note"]] = Field(
        {}, description="how severe a finding is here, by its slug: error, warning or note"
    )
    because: Text = Field(description="the reason")


class PlanFile(Section):
    """What a plan file says, section by section."""

    csplan: Literal["1"] | None = Field(None, description="format version: 1")
    name: Name | None = Field(None, description="default: the file's folder")
    currency: Currency | None = Field(None, description="results are in this currency: USD, CNY, ...")
    fx: dict[Currency, PositiveNumber] | None = Field(None, description="value of 1 unit of other currencies")
    rules: Any = Field(None, description="a rule pack by name, a path to one, or one written here")
    stage: Stage | None = Field(None, description="of the company")
    year: Year | None = Field(None, description="the year planned for")
    conflict: Literal["money", "work"] | None = Field(None, description="which side wins where both can't hold")
    roles: dict[Name, Role] | None = Field(None, description="who serves customers; the first is the default")
    tiers: tuple[Tier, ...] | None = Field(None, description="contract tiers (default: the rule pack's)")
    teams: tuple[Team, ...] | None = Field(None, description="who shares people (default: each segment its own)")
    segments: tuple[Segment, ...] | None = Field(None, description="the customers to serve")
    tasks: tuple[Task, ...] | None = Field(None, description="what CSMs do")
    economics: Economics | None = Field(None, description="margins to reach and costs")
    accounts: AccountsSection | None = Field(None, description="the account book")
    time_log: TimeLogSection | None = Field(None, description="what CSMs did and how long it took")
    scenarios: Scenarios | None = Field(None, description="named sets of changes, for what-if questions")
    checks: Checks | None = Field(None, description="findings that this plan accepts or re-rates")

    def rated(self, finding: Diagnostic) -> Diagnostic | None:
        """Return a finding as severe as the plan takes it to be; None where the plan accepts it."""
        if self.checks is None:
            return finding
        if finding.code in self.checks.ignore:
            return None
        return finding._replace(severity=self.checks.severity.get(finding.code, finding.severity))


class Origins:
    """Where the values of a plan stand: by path, such as ``("segments", 2, "arr")``."""

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Where:
        """Return the place of a value (or of its key), or of the nearest thing around it."""
        raise NotImplementedError

    def written(self, path: Sequence[str | int]) -> str:
        """Return a value as it is written; "" where no single value stands at the path."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that is fit to calculate with, with where everything in it came from."""

    file: str
    name: str
    currency: str
    document: PlanFile
    rules: RulePack | None
    placed: tuple[Placed, ...]
    findings: tuple[Diagnostic, ...]
    origins: Origins
    record: Any = None
    """The time log (csplan.record.Record), where it was read: that takes time, and not every answer needs it."""

    changes: tuple[Change, ...] = ()
    """Values that are not those of the files: of scenarios, and given with the command."""

    def with_findings(self, findings: tuple[Diagnostic, ...]) -> Plan:
        """Return the same plan with what was found in it."""
        return replace(self, findings=findings)
