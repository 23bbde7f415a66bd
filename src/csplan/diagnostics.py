"""A finding: what is wrong, where, and what to do about it."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning", "note"]


class Where(NamedTuple):
    """A place in a file: line and column count from 1; ``excerpt`` is the source line, ``width`` what to underline."""

    file: str
    line: int
    column: int
    excerpt: str = ""
    width: int = 1


class Diagnostic(NamedTuple):
    """One finding. ``code`` is a slug that never changes its meaning; ``subject`` names what it is about."""

    code: str
    severity: Severity
    message: str
    hint: str = ""
    where: Where | None = None
    subject: str = ""


class PlanError(Exception):
    """A plan that can't be used, with everything that is wrong with it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep all findings; the exception's text is one line for each error."""
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(line(each) for each in self.diagnostics if each.severity == "error"))


def line(diagnostic: Diagnostic) -> str:
    """Return a finding as one line: ``file:line:column: error[slug]: message``."""
    where = diagnostic.where
    place = f"{where.file}:{where.line}:{where.column}: " if where else ""
    return f"{place}{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding is an error."""
    return any(each.severity == "error" for each in diagnostics)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean X?`` for the closest known word, or the choice there is, or nothing."""
    return _suggestion(word[:80].casefold(), tuple(each for each in known if each))


@lru_cache(maxsize=256)  # the same slip stands in every item of a long list
def _suggestion(word: str, known: tuple[str, ...]) -> str:
    folded = {each.casefold(): each for each in known}
    close = get_close_matches(word, folded, n=1, cutoff=0.6)
    if close:
        return f"did you mean {folded[close[0]]}?"
    few = 8
    return f"known: {', '.join(known)}" if known and len(known) <= few else ""


def quoted(text: str, most: int = 40) -> str:
    """Return user text in quotation marks, shortened, with what a terminal would act on shown as escapes."""
    shown = text if len(text) <= most else text[: most - 1] + "…"
    return "'" + "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in shown) + "'"
