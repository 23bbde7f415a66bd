"""A finding as text: place, severity and message, source line with a caret, hint."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csplan.findings.diagnostic import line
from csplan.lang.say import say, say_many
from csplan.render.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from csplan.findings.diagnostic import Finding

MOST_COLUMNS = 92
"""Of a source line; longer ones are cut around the caret."""

_STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def text(problem: Finding, columns: int = MOST_COLUMNS) -> str:
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
        lines.append("  " + say("hint: {hint}", hint=one_line(problem.hint)))
    return "\n".join(lines)


def described(problem: Finding) -> str:
    """Return what a finding says, and its hint on a line of its own, for readers that know its place."""
    hint = "\n" + say("hint: {hint}", hint=one_line(problem.hint)) if problem.hint else ""
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


def summary(problems: Sequence[Finding]) -> str:
    """Return how many findings there are: ``2 errors, 1 warning``."""
    errors, warnings, notes = (sum(each.severity == severity for each in problems) for severity in _STYLES)
    counts = (
        errors and say_many(errors, "{n} error", "{n} errors", n=errors),
        warnings and say_many(warnings, "{n} warning", "{n} warnings", n=warnings),
        notes and say_many(notes, "{n} note", "{n} notes", n=notes),
    )
    return ", ".join(each for each in counts if each)


KINDS = 3
"""Kinds of findings that are named where they are only counted."""


def counted(problems: Sequence[Finding], command: str) -> str:
    """Return how many warnings there are, of which kinds most, and the command that shows them; "" without any."""
    kinds = Counter(each.code for each in problems if each.severity == "warning")
    if not kinds:
        return ""
    named = [f"{number} {code}" if number > 1 else code for code, number in kinds.most_common(KINDS)]
    if more := sum(number for _, number in kinds.most_common()[KINDS:]):
        named.append(say_many(more, "1 other", "{number} others", number=more))
    return say_many(
        kinds.total(),
        "1 warning to look at ({kinds}): {command}",
        "{number} warnings to look at ({kinds}): {command}",
        number=kinds.total(),
        kinds=", ".join(named),
        command=command,
    )


def coloured(text: str) -> Text:
    """Return a finding's text with its severity in colour, and user text as text."""
    from rich.text import Text

    result = Text(text)
    for severity, style in _STYLES.items():
        result.highlight_regex(rf"\b{severity}\[[a-z-]+\]", style)
    result.highlight_regex(r"(?m)^ +\| *\^+$", "bold")
    return result
