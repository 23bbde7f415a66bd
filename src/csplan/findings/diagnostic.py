"""A finding: what is wrong, where, and what to do about it."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from csplan.lang.say import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Severity = Literal["error", "warning", "note"]


class Where(NamedTuple):
    """A place in a file: line and column count from 1; ``excerpt`` is the source line, ``width`` what to underline."""

    file: str
    line: int
    column: int
    excerpt: str = ""
    width: int = 1


class At(NamedTuple):
    """A place in a plan, before it is known where that stands in its files; ``key``: the key there, not its value."""

    path: tuple[str | int, ...]
    key: bool = False


NOWHERE = At(())
"""The plan as a whole."""


class Finding(NamedTuple):
    """One finding. ``code`` is a slug that never changes its meaning; ``subject`` names what it is about."""

    code: str
    severity: Severity
    message: str
    hint: str = ""
    where: Where | None = None
    subject: str = ""
    at: At | None = None
    """Where it was found in the plan, until the loader says in which file and line that is."""


class PlanError(Exception):
    """A plan that can't be used, with everything that is wrong with it."""

    def __init__(self, diagnostics: Iterable[Finding]) -> None:
        """Keep all findings; the exception's text is one line for each error."""
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(line(each) for each in self.diagnostics if each.severity == "error"))


class Unusable(Exception):  # noqa: N818 - what it says is the finding
    """What can't be used at all, such as a file: a finding, which is placed where the plan names it.

    ``place`` is the line (from 1) and the text of it, where the trouble is in one line of the file.
    """

    def __init__(self, finding: Finding, place: tuple[int, str] | None = None) -> None:
        """Say what is wrong."""
        super().__init__(finding.message)
        self.finding = finding
        self.place = place

    def of(self, file: str, *path: str | int) -> Finding:
        """Return the finding at the place of the plan that names the file; it is named in the message as well."""
        finding = self.finding
        named = finding.code == "outside-folder"  # by its path
        return finding._replace(
            message=finding.message if named else say("{file}: {message}", file=file, message=finding.message),
            at=At(path),
        )


def line(diagnostic: Finding) -> str:
    """Return a finding as one line: ``file:line:column: error[slug]: message``."""
    where = diagnostic.where
    place = f"{where.file}:{where.line}:{where.column}: " if where else ""
    return f"{place}{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"


def has_errors(diagnostics: Iterable[Finding]) -> bool:
    """Tell whether any finding is an error."""
    return any(each.severity == "error" for each in diagnostics)


MOST_COMPARED = 30_000
"""Words that slips are compared with in one plan: where thousands are misspelt, the first ones show why."""
_compared = 0


def suggest_anew() -> None:
    """Start with a plan, of which no word has been compared yet."""
    global _compared  # noqa: PLW0603 - one plan is read at a time
    _compared = 0


def perhaps(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean X?`` for the closest known word, or nothing."""
    if _compared > MOST_COMPARED:  # going through the names alone takes the square of their number
        return ""
    meant = closest(word, (each for each in known if each))
    return say("did you mean {name}?", name=meant) if meant else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean X?`` for the closest known word, or the choice there is, or nothing."""
    if _compared > MOST_COMPARED:  # as above
        return ""
    names = tuple(each for each in known if each)
    near = perhaps(word, names)
    if near:
        return near
    few = 8
    return say("known: {names}", names=", ".join(names)) if names and len(names) <= few else ""


def closest(word: str, known: Iterable[str]) -> str:
    """Return the closest known word, or nothing where none is close or the plan has had its comparisons."""
    global _compared  # noqa: PLW0603 - as above
    if _compared > MOST_COMPARED:
        return ""
    words = tuple(known)
    _compared += len(words)
    return _closest(word[:80].casefold(), words)


@lru_cache(maxsize=256)  # the same slip stands in every item of a long list
def _closest(word: str, known: tuple[str, ...]) -> str:
    folded = {each.casefold(): each for each in known}
    close = get_close_matches(word, folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def first_of(names: Sequence[str], count: int) -> str:
    """Return the first names of some, and how many more there are."""
    listed = ", ".join(names)
    more = count - len(names)
    return say("{names} and {more} more", names=listed, more=f"{more:,}") if more > 0 else listed


def quoted(text: str, most: int = 40) -> str:
    """Return user text in quotation marks, shortened, with what a terminal would act on shown as escapes."""
    shown = text if len(text) <= most else text[: most - 1] + "…"
    return "'" + "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in shown) + "'"


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON has it."""
    where = finding.where
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "where": {"file": where.file, "line": where.line, "column": where.column} if where else None,
        "subject": finding.subject,
    }
