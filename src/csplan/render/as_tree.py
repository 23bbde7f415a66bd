"""A tree for the terminal: guides before its lines, and what is too long on several of them.

Lines are cut here, not by rich, which would take longer than computing the tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from csplan.render.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from csplan.report.report import Branch

    Words = Sequence[tuple[str, str]]
    """Words with their styles."""

NARROWEST = 24
"""Columns that are left to the text, however deep it stands."""
_GLUED = frozenset(("h", "min", "…"))
"""Units, which never stand on another line than their number; and the sign that there is more."""


def print_tree(root: Branch, console: Console) -> None:
    """Print a tree on a rich console, whose width it respects."""
    lines = _lines(root, console.width, "", "")
    if not console.is_terminal:
        console.file.write("".join("".join(word for word, _ in line) + "\n" for line in lines))
        return
    console.print(Text("\n").join(Text.assemble(*line) for line in lines), soft_wrap=True)


def _lines(branch: Branch, width: int, first: str, later: str) -> Iterator[list[tuple[str, str]]]:
    """Return a tree line by line; ``first`` and ``later`` are the guides before its first line and the others."""
    below = later + ("│ " if branch.parts else "  ")
    guide = first
    texts = [((branch.head, "bold"), (branch.text, ""), (branch.aside, "dim"))]
    for pieces in (*texts, *(((note, "dim italic"),) for note in branch.notes)):
        words = [each for text, style in pieces for each in _words(text, style)]
        for line in _cut(words, max(width - cell_len(below), NARROWEST)):
            yield [(guide, "dim"), *line]
            guide = below
    for part in branch.parts:
        last = part is branch.parts[-1]
        yield from _lines(part, width, later + ("└ " if last else "├ "), later + ("  " if last else "│ "))


def _words(text: str, style: str) -> Iterator[tuple[str, str]]:
    word = ""
    for each in one_line(text).split(" "):
        if word and each not in _GLUED:
            yield word, style
            word = each
        else:
            word += f" {each}" if word else each
    if word:
        yield word, style


def _cut(words: Words, width: int) -> Iterator[list[tuple[str, str]]]:
    """Fill lines with words; one that is longer than a line is cut where the line ends."""
    line: list[tuple[str, str]] = []
    used = 0
    for word, style in words:
        size = len(word) if word.isascii() else cell_len(word)
        if line and used + 1 + size > width:
            yield line
            line, used = [], 0
        if line:
            line[-1] = (line[-1][0] + " ", line[-1][1])
            used += 1
        rest = word
        while cell_len(rest) > width:
            fits = _prefix(rest, width)
            yield [*line, (fits, style)]
            line, rest = [], rest[len(fits) :]
            size = cell_len(rest)
        if line and line[-1][1] == style:
            rest = line.pop()[0] + rest
        line.append((rest, style))
        used += size
    yield line


def _prefix(word: str, width: int) -> str:
    """Return as much of a word as fits, one character at least."""
    end = 1
    while end < len(word) and cell_len(word[: end + 1]) <= width:
        end += 1
    return word[:end]
