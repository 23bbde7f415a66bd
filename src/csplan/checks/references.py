"""Checks of names that refer to other names: tiers, roles, teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.diagnostics import did_you_mean, quoted
from csplan.plan.types import ALL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csplan.plan.document import PlanFile
    from csplan.plan.placing import Placed


def check_references(
    document: PlanFile, placed: Sequence[Placed], tiers: Collection[str], roles: Collection[str], teams: Collection[str]
) -> Iterator[Finding]:
    """Check every name that means something else; ``tiers``, ``roles`` and ``teams`` are all names the files have."""

    def known(kind: str, name: str | None, names: Collection[str], *path: str | int, key: bool = False) -> Iterator[Finding]:
        if name is not None and name not in names:
            hint = did_you_mean(name, names) or f"there are no {kind}s"
            yield error(f"unknown-{kind}", f"no {kind} is named {quoted(name)}", hint, *path, subject=name, key=key)

    for index, tier in enumerate(document.tiers or ()):
        yield from known("role", tier.role, roles, "tiers", index, "role")
    for index, team in enumerate(document.teams or ()):
        yield from known("role", team.role, roles, "teams", index, "role")
    for index, segment in enumerate(document.segments or ()):
        yield from known("tier", segment.tier, tiers, "segments", index, "tier")
        yield from known("role", segment.role, roles, "segments", index, "role")
        if document.teams is not None:
            yield from known("team", segment.team, teams, "segments", index, "team")
    for path, by_tier in _by_tier(document):
        for name in by_tier or ():
            if name != ALL:
                yield from known("tier", name, tiers, *path, name, key=True)
    yield from _teams(document, placed)


def _by_tier(document: PlanFile) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, object] | None]]:
    for index, task in enumerate(document.tasks or ()):
        yield ("tasks", index, "times"), task.times
    economics = document.economics
    if economics is None:
        return
    for name in ("gross_margin", "operating_margin", "cs_budget", "service_share"):
        yield ("economics", name), getattr(economics, name)
    for index, line in enumerate(economics.costs or ()):
        yield ("economics", "costs", index, "share"), line.share
        yield ("economics", "costs", index, "amount"), line.amount


def _teams(document: PlanFile, placed: Sequence[Placed]) -> Iterator[Finding]:
    declared = {team.name: index for index, team in enumerate(document.teams or ())}
    first: dict[str, Placed] = {}
    for each in placed:
        name = each.segment.name
        if each.segment.team is None and (name in declared or any(other.segment.team == name for other in placed)):
            message = f"segment {name} has no team, and a team has the same name"
            yield error("team-name", message, f"write `team: {name}` to join it, or rename one", "segments", each.index, "name")
        other = first.setdefault(each.team, each)
        if other.role != each.role:
            message = f"team {each.team} has two roles: {other.role} ({other.segment.name}) and {each.role} ({name})"
            key = "role" if each.segment.role else "team"
            hint = "a team has one role: state it on the team, or make two teams"
            yield error("team-roles", message, hint, "segments", each.index, key, subject=each.team)
    for name, index in declared.items():
        if name not in first:
            message = f"no segment belongs to team {name}"
            yield warning("unused-team", message, "its people are not counted", "teams", index, "name", subject=name)
