"""The cells of a workbook that hold an error, such as #REF!: what reads workbooks takes them for empty ones.

An empty cell says that there is nothing, an error that something is wrong, so each keeps its name. They are looked up
in the file itself, which for .xlsx is XML in a ZIP; in other kinds of workbooks they stay unknown.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20
_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)>(?:<(?:\w+:)?f\b[^>]*>[^<]*</[^>]*>|<[^>]*/>)*<(?:\w+:)?v>([^<]{1,20})<"
)
_AT = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_LONGEST_CELL = 16384
_MOST = 100_000
"""Errors of a sheet that are remembered."""
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


def error_cells(path: Path, sheet: str, first_column: int) -> dict[int, dict[int, str]]:
    """Return the errors of a sheet: by row from 1, and column from 0, which is the ``first_column`` that it has."""
    found: dict[int, dict[int, str]] = {}
    if not zipfile.is_zipfile(path):
        return found
    try:
        with zipfile.ZipFile(path) as packed:
            part = _part_of(packed, sheet)
            for cell in _cells(packed, part) if part else ():
                at = _AT.search(cell[1])
                if at:
                    row, column = int(at[2]), _column(at[1]) - first_column
                    found.setdefault(row, {})[column] = cell[2].decode("utf-8", "replace")
                if len(found) >= _MOST:
                    break
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return found  # what reads the workbook says what is wrong with it
    return found


def _part_of(packed: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the name of the file of a sheet within a workbook."""
    names = packed.namelist()
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return None
    wanted = sheet.encode()
    identity = next(
        (
            _said(tag, rb"\w+:id")
            for tag in _SHEET.findall(packed.read("xl/workbook.xml"))
            if _said(tag, b"name") == wanted
        ),
        None,
    )
    targets = (
        _said(tag, b"Target")
        for tag in _RELATION.findall(packed.read("xl/_rels/workbook.xml.rels"))
        if _said(tag, b"Id") == identity
    )
    target = next(targets, b"").decode("utf-8", "replace")
    part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return part if part in names else None


def _said(tag: bytes, attribute: bytes) -> bytes:
    """Return the value of an attribute, with the few characters restored that XML has to write otherwise."""
    match = re.search(rb"\b" + attribute + rb"=(?:\"([^\"]*)\"|'([^']*)')", tag)
    text = (match[1] or match[2] or b"") if match else b""
    for written, meant in ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'), (b"&apos;", b"'"), (b"&amp;", b"&")):
        text = text.replace(written, meant)
    return text


def _cells(packed: zipfile.ZipFile, part: str) -> Iterator[re.Match[bytes]]:
    """Yield the cells that hold errors; the file is read piece by piece, with what a cell may need of the last."""
    rest = b""
    with packed.open(part) as file:
        while chunk := file.read(_CHUNK):
            text = rest + chunk
            end = 0
            for match in _CELL.finditer(text):
                yield match
                end = match.end()
            rest = text[max(end, len(text) - _LONGEST_CELL) :]


def _column(letters: bytes) -> int:
    """Return the number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
