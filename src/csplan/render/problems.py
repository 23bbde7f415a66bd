"""A finding as text: place, severity and message, source line with a caret, hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.diagnostics import line
from csplan.render.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from csplan.diagnostics import Diagnostic

MOST_COLUMNS = 92
"""Of a source line; longer ones are cut around the caret."""

_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def text(problem: Diagnostic, columns: int = MOST_COLUMNS) -> str:
    """Return a finding as a few lines of text; its source line takes so many columns at most."""
    lines = [one_line(line(problem))]
    where = problem.where
    if where is not None and where.excerpt:
        excerpt, at = _window(where.excerpt.replace("\t", " "), where.column - 1, columns)
        number = str(where.line)
        lines.append(f"  {number} | {one_line(excerpt)}")
        width = max(1, _cells(one_line(excerpt[at : at + where.width])))
        lines.append(f"  {' ' * len(number)} | {' ' * _cells(one_line(excerpt[:at]))}{'^' * width}")
    if problem.hint:
        lines.append(f"  hint: {one_line(problem.hint)}")
    return "\n".join(lines)


def described(problem: Diagnostic) -> str:
    """Return what a finding says, and its hint on a line of its own, for readers that know its place."""
    hint = f"\nhint: {one_line(problem.hint)}" if problem.hint else ""
    return one_line(problem.message) + hint


def _window(excerpt: str, at: int, columns: int) -> tuple[str, int]:
    """Cut a long line around the place that matters; return it and the place in it."""
    if _cells(excerpt) <= columns:
        return excerpt.rstrip(), at
    start = max(0, at - columns // 4)
    cut = excerpt[start : start + columns // 2]
    before, after = "…" if start else "", "…" if start + len(cut) < len(excerpt) else ""
    return before + cut + after, at - start + len(before)


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def summary(problems: Sequence[Diagnostic]) -> str:
    """Return how many findings there are: ``2 errors, 1 warning``."""
    counts = ((severity, sum(each.severity == severity for each in problems)) for severity in _STYLES)
    return ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for severity, count in counts if count)


def coloured(text: str) -> Text:
    """Return a finding's text with its severity in colour, and user text as text."""
    from rich.text import Text

    result = Text(text)
    for severity, style in _STYLES.items():
        result.highlight_regex(rf"\b{severity}\[[a-z-]+\]", style)
    result.highlight_regex(r"(?m)^ +\| *\^+$", "bold")
    return result
