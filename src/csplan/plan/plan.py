"""The plan that csplan calculates with: what its file says, placed, with where everything in it stands."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.findings.diagnostic import Finding, Where
    from csplan.plan.accounts import AccountList
    from csplan.plan.desks import Day
    from csplan.plan.document import PlanFile
    from csplan.plan.people import People
    from csplan.plan.placing import Placed
    from csplan.plan.rules import RulePack
    from csplan.plan.scenarios import Change


class Origins:
    """Where the values of a plan stand: by path, such as ``("segments", 2, "arr")``."""

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Where:
        """Return the place of a value (or of its key), or of the nearest thing around it."""
        raise NotImplementedError

    def overrides(self, path: Sequence[str | int]) -> bool:
        """Tell whether the plan itself, or a change, states a number of the rule pack that the plan rests on."""
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
    findings: tuple[Finding, ...]
    origins: Origins
    record: Any = None
    """The time log (`csplan.measure.record`), where it was read: that takes time, and not every answer needs it."""

    history: Any = None
    """The record of customers (`csplan.measure.customers`), where the plan has events or snapshots."""

    days: Mapping[str, Day] = field(default_factory=dict)
    """The day of each desk, by its name, where it was counted in a table of times."""

    people: People | None = None
    """Who serves customers, where the plan says."""

    accounts: AccountList | None = None
    """The accounts of the book one by one, where an answer is about each."""

    changes: tuple[Change, ...] = ()
    """Values that are not those of the files: of scenarios, and given with the command."""

    def with_findings(self, findings: tuple[Finding, ...]) -> Plan:
        """Return the same plan with what was found in it."""
        return replace(self, findings=findings)
