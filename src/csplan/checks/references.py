"""Checks of names that refer to other names: tiers, roles, teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, error, warning
from csplan.diagnostics import did_you_mean, quoted
from csplan.plan.types import ALL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csplan.checks.known import Known
    from csplan.plan.document import PlanFile
    from csplan.plan.placing import Placed

    Path = tuple[str | int, ...]


def check_references(document: PlanFile, placed: Sequence[Placed], known: Known) -> Iterator[Finding]:
    """Check every name that means something else."""
    for section in ("tiers", "teams", "segments"):
        for index, each in enumerate(getattr(document, section) or ()):
            yield from _named("role", each.role, known.roles, (section, index, "role"))
    for index, segment in enumerate(document.segments or ()):
        yield from _named("tier", segment.tier, known.tiers, ("segments", index, "tier"))
        yield from _named("team", segment.team, known.teams, ("segments", index, "team"))
    for path, by_tier in _by_tier(document):
        for name in by_tier or ():
            if name != ALL:
                yield from _named("tier", name, known.tiers, (*path, name), key=True)
    yield from _team_names(document, placed)
    if "roles" not in known.partial:
        yield from _team_roles(placed, known)
    if "segments" not in known.partial and "teams" not in known.partial:
        yield from _unused_teams(document, placed)


def _named(
    kind: str, name: str | None, names: Collection[str] | None, path: Path, *, key: bool = False
) -> Iterator[Finding]:
    if name is not None and names is not None and name not in names:
        hint = did_you_mean(name, names) or ("" if names else f"there are no {kind}s")
        yield error(f"unknown-{kind}", f"no {kind} is named {quoted(name)}", hint, *path, subject=name, key=key)


def _by_tier(document: PlanFile) -> Iterator[tuple[Path, Mapping[str, object] | None]]:
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


def _team_names(document: PlanFile, placed: Sequence[Placed]) -> Iterator[Finding]:
    taken = {team.name for team in document.teams or ()} | {each.segment.team for each in placed}
    for each in placed:
        name = each.segment.name
        if each.segment.team is None and name in taken:
            message = f"segment {name} has no team, and a team has the same name"
            hint = f"write `team: {name}` to join it, or rename one"
            yield error("team-name", message, hint, "segments", each.index, "name", subject=name)


def _team_roles(placed: Sequence[Placed], known: Known) -> Iterator[Finding]:
    """A team has one role; where one segment's is not known, nothing can be said of it."""
    first: dict[str, Placed] = {}
    for each in placed:
        settled = known.tier_is_settled(each) or each.segment.role is not None
        if not settled or each.role not in (known.roles or ()):
            continue
        other = first.setdefault(each.team, each)
        if other.role != each.role:
            name = each.segment.name
            message = f"team {each.team} has two roles: {other.role} ({other.segment.name}) and {each.role} ({name})"
            hint = "a team has one role: state it on the team, or make two teams"
            key = "role" if each.segment.role else "team"
            yield error("team-roles", message, hint, "segments", each.index, key, subject=each.team)


def _unused_teams(document: PlanFile, placed: Sequence[Placed]) -> Iterator[Finding]:
    used = {each.team for each in placed}
    for index, team in enumerate(document.teams or ()):
        if team.name not in used:
            message = f"no segment belongs to team {team.name}"
            yield warning(
                "unused-team", message, "its people are not counted", "teams", index, "name", subject=team.name
            )
