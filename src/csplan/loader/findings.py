"""Findings as they are told: each once, at its place, in the order of the files, as the plan rates it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.findings.catalogue.values import MISSING_RATE
from csplan.findings.diagnostic import NOWHERE, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from csplan.findings.diagnostic import Finding
    from csplan.loader.places import Places
    from csplan.plan.document import PlanFile

    Steps = tuple[str | int, ...]


def placed_in(
    findings: Iterable[Finding], places: Places, original: Callable[[Steps], Steps] = lambda path: path
) -> Iterator[Finding]:
    """Say in which file and line findings are that were made at paths; ``original``: from those to the files' own."""
    for each in findings:
        at = each.at or NOWHERE
        where = each.where or places.where(original(at.path), key=at.key)
        yield each._replace(where=where, at=None)


def unsaid(found: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """Leave out what is found at places of which something was said before: it would be said twice, in other words."""
    said = {each.where[:3] for each in before if each.where}
    return [each for each in found if each.where is None or each.where[:3] not in said]


_ONCE = frozenset((MISSING_RATE.slug,))
"""What one line of the plan mends wherever it is met: it is said where it is met first."""


def ordered(found: Collection[Finding]) -> tuple[Finding, ...]:
    """Sort by file, in the order in which files were first met, then by place; the same thing once."""
    nowhere = Where("", 0, 0)
    files: dict[str, int] = {}
    for each in found:
        files.setdefault((each.where or nowhere).file, len(files))

    def order(each: Finding) -> tuple[int, int, int]:
        where = each.where or nowhere
        return files[where.file], where.line, where.column

    unique: dict[tuple[Any, ...], Finding] = {}
    for each in sorted(found, key=order):
        where = each.where or nowhere
        same = (each.code, each.hint) if each.code in _ONCE else (*where[:3], each.code, each.message)
        unique.setdefault(same, each)
    return tuple(unique.values())


def rated_by(document: PlanFile, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings as the plan rates them; what makes it unusable stays an error."""
    rated = (each if each.severity == "error" else document.rated(each) for each in found)
    return tuple(each for each in rated if each is not None)
