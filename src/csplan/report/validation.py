"""What is wrong with plans, and how much that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from csplan.findings.diagnostic import finding_as_dict

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from csplan.findings.diagnostic import Finding, Severity
    from csplan.report.report import Row


ABSENT: Literal["not there"] = "not there"
"""The state of a plan that can't be read at all."""


class Checked(NamedTuple):
    """One plan with what was found in it; what it is can be told of a plan that can be used."""

    file: str
    state: Literal["usable", "unusable", "not there"]
    plan: Row | None
    findings: Sequence[Finding]


class Rating(NamedTuple):
    """Which findings a user asks for, and how severe these are to be."""

    select: Collection[str] = ()
    """Slugs; empty for all."""
    severity: Mapping[str, Severity | Literal["off"]] = {}
    strict: bool = False
    """Warnings, as rated so far, are errors."""

    def rated(self, finding: Finding) -> Finding | None:
        """Return a finding as severe as it is to be; None where it is not asked for."""
        severity = self.severity.get(finding.code, finding.severity)
        if severity == "off" or (self.select and finding.code not in self.select):
            return None
        return finding._replace(severity="error" if self.strict and severity == "warning" else severity)


class Validation(NamedTuple):
    """What was found in some plans, as rated."""

    plans: Sequence[Checked]
    left_out: int
    """Findings that were not asked for."""

    @property
    def findings(self) -> Sequence[Finding]:
        """All findings; what two plans share, such as a file with a mistake, once."""
        return tuple(dict.fromkeys(finding for each in self.plans for finding in each.findings))

    @property
    def unusable(self) -> int:
        """How many plans can't be calculated with, whatever findings were asked for."""
        return sum(each.state != "usable" for each in self.plans)

    @property
    def missing(self) -> int:
        """How many plans are not there, or can't be read at all."""
        return sum(each.state == ABSENT for each in self.plans)

    def count(self, severity: Severity) -> int:
        """Return how many findings are of a severity."""
        return sum(each.severity == severity for each in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """Return the object that ``--format json`` prints."""
        nothing = {"name": None, "file": None, "currency": None, "rules": None}
        return {
            "schema": "csplan/validate/2",
            "plans": [
                {**nothing, **(each.plan or {}), "file": each.file, "usable": each.state == "usable"}
                for each in self.plans
            ],
            "findings": [finding_as_dict(finding) for finding in self.findings],
            "counts": {
                "errors": self.count("error"),
                "warnings": self.count("warning"),
                "notes": self.count("note"),
                "left_out": self.left_out,
            },
        }


def validation(plans: Sequence[Checked], rating: Rating) -> Validation:
    """Rate all findings; a plan that can't be used stays one, whatever is left out."""
    rated = [
        each._replace(findings=[found for finding in each.findings if (found := rating.rated(finding)) is not None])
        for each in plans
    ]
    before, after = Validation(plans, 0), Validation(rated, 0)
    return after._replace(left_out=len(before.findings) - len(after.findings))
