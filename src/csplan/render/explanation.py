"""What a finding is about, as text."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

from csplan.lang.say import say

if TYPE_CHECKING:
    from csplan.findings.record import Record


def text(each: Record, *, columns: int) -> str:
    """Return all there is to say of a finding."""
    parts = [f"{each.slug} ({each.severity})", fill(_plain(each.about), columns), fill(_plain(each.remedy), columns)]
    if each.bad:
        parts += [say("Bad:"), _example(each.bad), say("Good:"), _example(each.good)]
    if each.means:
        note = say(
            "It is what a right plan means: `csplan validate` only notes it, and --check of the commands that compute "
            "it fails where it is an error."
        )
        parts.append(fill(note, columns))
    if each.acceptable:
        parts += [
            say("To accept it, or to say how severe it is here, write in the plan:"),
            _example(say("checks: {{ignore: [{slug}], because: the reason}}", slug=each.slug)),
            _example(say("checks: {{severity: {{{slug}: error}}, because: the reason}}", slug=each.slug)),
            say("For one run: --ignore {slug}, or --severity {slug}=error.", slug=each.slug),
        ]
    else:
        parts.append(say("It makes a plan unusable, so it can't be accepted or made less severe."))
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """Say a text that has no facts: its braces are meant as such."""
    return say(text.replace("{", "{{").replace("}", "}}"))


def _example(lines: str) -> str:
    return indent(lines.rstrip("\n"), "    ")
