"""Files that are no table, whatever their name says: named for what they are, with the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import tables as records
from csplan.findings.diagnostic import Unusable
from csplan.findings.record import found

if TYPE_CHECKING:
    from pathlib import Path

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_BINARY = (
    *((b"%PDF", records.PDF), (b"\x1f\x8b", records.GZIP), (b"PAR1", records.PARQUET)),
    *((b"SQLite", records.DATABASE), (_ZIP, records.ZIP)),
)
_TEXT = (
    *((b"begin:vcalendar", records.CALENDAR), (b"begin:vcard", records.CALENDAR), (b"<!doctype", records.NOT_A_TABLE)),
    *((tag, records.NOT_A_TABLE) for tag in (b"<html", b"<table", b"<head", b"<meta", b"<body", b"<style", b"<div")),
    (b"<", records.XML),
)
"""How text that is no table starts, in lower case: the first that fits counts."""


def is_workbook(path: Path, start: bytes) -> bool:
    """Tell whether a file is a workbook, going by how it starts and, of those that are packed, by its name too."""
    if start.startswith(_ZIP):
        return path.suffix.casefold() in _SPREADSHEETS or b"[Content_Types].xml" in start or b"spreadsheet" in start
    return start.startswith(_OLE)


def check_table(start: bytes) -> None:
    """Raise Unusable where a file starts as something else than a table does."""
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    for begins, signs in ((start, _BINARY), (text, _TEXT)):
        for sign, record in signs:
            if begins.startswith(sign):
                raise Unusable(found(record))
    if _is_json(text):
        raise Unusable(found(records.JSON))


def _is_json(text: bytes) -> bool:
    if text.startswith(b"{"):
        return text[1:].lstrip().startswith((b'"', b"}"))
    return text.startswith(b"[") and text[1:].lstrip().startswith((b"{", b"[", b'"', b"]"))
