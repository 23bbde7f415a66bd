"""User text is data: what a terminal, a spreadsheet or Markdown would act on is made harmless."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return text in which everything that is no printable character is an escape; line ends stay."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\n" else f"\\x{ord(char):02x}" for char in text)


def one_line(text: str) -> str:
    """Return printable text on one line."""
    return printable(text.replace("\n", " "))
