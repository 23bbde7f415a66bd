"""What a finding is about, as text."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csplan.explained.explanation import Explanation


def text(each: Explanation, *, acceptable: bool, columns: int) -> str:
    """Return all there is to say of a finding; ``acceptable`` where a plan may accept it."""
    parts = [f"{each.slug} ({each.severity})", fill(each.about, columns), fill(each.remedy, columns)]
    if each.bad:
        parts += ["Bad:", _example(each.bad), "Good:", _example(each.good)]
    if acceptable:
        other = "warning" if each.severity == "error" else "error"
        parts += [
            "To accept it, or to say how severe it is here, write in the plan:",
            _example(f"checks: {{ignore: [{each.slug}], because: the reason}}"),
            _example(f"checks: {{severity: {{{each.slug}: {other}}}, because: the reason}}"),
            f"For one run: --ignore {each.slug}, or --severity {each.slug}={other}.",
        ]
    else:
        parts.append("It makes a plan unusable, so it can't be accepted or made less severe.")
    return "\n\n".join(parts) + "\n"


def _example(lines: str) -> str:
    return indent(lines.rstrip("\n"), "    ")
