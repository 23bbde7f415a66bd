"""User text is data: what a terminal, a spreadsheet, a CI system or Markdown would act on is made harmless."""

from __future__ import annotations

import re

WIDTH = 100
"""Columns where there is no terminal to ask."""

NARROWEST = 40
"""Columns below which the terminal breaks the lines itself."""

UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0d\U000e0100-\U000e01ef]")
"""Characters that nobody sees and that Python counts as printable all the same: fillers and selectors of variants.

The two selectors of emoji are not among them: what they follow is seen.
"""
_COMMANDS = re.compile(r"^(\s*):(?=:)|#(?=#\w*\[)", re.MULTILINE)
"""What CI systems take for commands: `::error::` where a line begins, `##[error]` and `##vso[...]` anywhere."""


def printable(text: str) -> str:
    """Return text in which everything that is no printable character is an escape; line ends stay."""
    if text.isascii() and text.isprintable():
        return text
    if not text.replace("\n", "").isprintable():
        text = "".join(char if char.isprintable() or char == "\n" else _escape(char) for char in text)
    return UNSEEN.sub(lambda match: _escape(match[0]), text)


def _escape(char: str) -> str:
    return f"\\x{ord(char):02x}"


def one_line(text: str) -> str:
    """Return printable text on one line."""
    return printable(text.replace("\n", " "))


def without_commands(text: str) -> str:
    """Return text in which no CI system finds a command: a space parts the signs by which it would know one."""
    if "::" not in text and "##" not in text:
        return text
    return _COMMANDS.sub(lambda match: f"{match[0]} ", text)
