"""Findings as they are told: each once, at its place, in the order of the files, as the plan rates it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.findings.diagnostic import NOWHERE, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
        yield each._replace(where=places.where(original(at.path), key=at.key), at=None)


def unsaid(found: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """Leave out what is found at places of which something was said before: it would be said twice, in other words."""
    said = {each.where[:3] for each in before if each.where}
    return [each for each in found if each.where is None or each.where[:3] not in said]


def ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by file, in the order in which files were first met, then by place; the same thing once."""
    nowhere = Where("", 0, 0)
    files: dict[str, int] = {}
    unique: dict[tuple[Any, ...], Finding] = {}
    for each in found:
        where = each.where or nowhere
        files.setdefault(where.file, len(files))
        unique.setdefault((*where[:3], each.code, each.message), each)

    def order(each: Finding) -> tuple[int, int, int]:
        where = each.where or nowhere
        return files[where.file], where.line, where.column

    return tuple(sorted(unique.values(), key=order))


def rated_by(document: PlanFile, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return findings as the plan rates them; what makes it unusable stays an error."""
    rated = (each if each.severity == "error" else document.rated(each) for each in found)
    return tuple(each for each in rated if each is not None)
