"""Checks of names that refer to other names: tiers, roles, teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.findings.catalogue import names as records
from csplan.findings.diagnostic import At, did_you_mean, quoted
from csplan.findings.record import found
from csplan.plan.every_key import EACH, reached, values_by_tier
from csplan.plan.types import NOTHING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csplan.checks.known import Known
    from csplan.findings.diagnostic import Finding
    from csplan.plan.document import PlanFile
    from csplan.plan.placing import Placed

_UNKNOWN = {
    "role": (records.UNKNOWN_ROLE, records.NO_ROLES),
    "tier": (records.UNKNOWN_TIER, records.NO_TIERS),
    "team": (records.UNKNOWN_TEAM, records.NO_TEAMS),
    "either": (records.UNKNOWN_TIER, records.NO_TIERS),
}
"""The records of a name that is none, where there are others, and where there are none.

Either: a tier, or a segment; which the hint names too.
"""


def check_references(document: PlanFile, placed: Sequence[Placed], known: Known) -> Iterator[Finding]:
    """Check what the names of teams and roles mean together."""
    yield from _team_names(document, placed)
    if "roles" not in known.partial:
        yield from _team_roles(placed, known)
    if "segments" not in known.partial and "teams" not in known.partial:
        yield from _unused_teams(document, placed)


_NAMES = (
    ("role", ("tiers", EACH, "role")),
    ("role", ("teams", EACH, "role")),
    ("role", ("segments", EACH, "role")),
    ("tier", ("segments", EACH, "tier")),
    ("team", ("segments", EACH, "team")),
)
"""Where a name means something that is named elsewhere."""


def check_names(data: Mapping[str, Any], known: Known) -> Iterator[Finding]:
    """Check every name that means something else in the plain data, so that no other mistake beside it hides it.

    Paths are those of the files.
    """
    names = {"role": known.roles, "tier": known.tiers, "team": known.teams}
    for kind, path in _NAMES:
        for at, name in reached(data, path):
            if isinstance(name, str) and name.strip() not in NOTHING:
                yield from _named(kind, name.strip(), names[kind], at)
    of_segments = None if known.tiers is None or known.segments is None else (*known.tiers, *known.segments)
    for at, kinds, values in values_by_tier(data):
        kind, others = ("either", of_segments) if "segment" in kinds else ("tier", known.tiers)
        for name in values:
            yield from _named(kind, name, others, (*at, name), key=True)


def _named(
    kind: str, name: str, names: Collection[str] | None, path: tuple[str | int, ...], *, key: bool = False
) -> Iterator[Finding]:
    if names is not None and name not in names:
        unknown, none = _UNKNOWN[kind]
        hint = did_you_mean(name, names)
        yield found(unknown if names else none, At(path, key=key), subject=name, hint=hint, name=quoted(name))


def _team_names(document: PlanFile, placed: Sequence[Placed]) -> Iterator[Finding]:
    taken = {team.name for team in document.teams or ()} | {each.segment.team for each in placed}
    for each in placed:
        name = each.segment.name
        if each.segment.team is None and name in taken:
            yield found(records.TEAM_NAME, ("segments", each.index, "name"), subject=name, segment=name)


def _team_roles(placed: Sequence[Placed], known: Known) -> Iterator[Finding]:
    """A team has one role; where one segment's is not known, nothing can be said of it."""
    first: dict[str, Placed] = {}
    for each in placed:
        settled = known.tier_is_settled(each) or each.segment.role is not None
        if not settled or each.role not in (known.roles or ()):
            continue
        other = first.setdefault(each.team, each)
        if other.role != each.role:
            at = ("segments", each.index, "role" if each.segment.role else "team")
            yield found(
                records.TEAM_ROLES,
                at,
                subject=each.team,
                team=each.team,
                role=other.role,
                segment=other.segment.name,
                other_role=each.role,
                other_segment=each.segment.name,
            )


def _unused_teams(document: PlanFile, placed: Sequence[Placed]) -> Iterator[Finding]:
    used = {each.team for each in placed}
    for index, team in enumerate(document.teams or ()):
        if team.name not in used:
            yield found(records.UNUSED_TEAM, ("teams", index, "name"), subject=team.name, team=team.name)
