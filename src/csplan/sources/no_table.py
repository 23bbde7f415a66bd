"""Files that are no table, whatever their name says: named for what they are, with the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.lang.say import say
from csplan.sources.files import Unusable

if TYPE_CHECKING:
    from pathlib import Path

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_BINARY = ((b"%PDF", "a PDF"), (b"\x1f\x8b", "a gzip file"), (b"PAR1", "a Parquet file"), (b"SQLite", "a database"))


def is_workbook(path: Path, start: bytes) -> bool:
    """Tell whether a file is a workbook, going by how it starts and, of those that are packed, by its name too."""
    if start.startswith(_ZIP):
        return path.suffix.casefold() in _SPREADSHEETS or b"[Content_Types].xml" in start or b"spreadsheet" in start
    return start.startswith(_OLE)


def check_table(start: bytes) -> None:
    """Raise Unusable where a file starts as something else than a table does."""
    for sign, what in _BINARY:
        if start.startswith(sign):
            raise _no_table(say("this is {what}, not a table", what=what), say("export it as CSV"))
    if start.startswith(_ZIP):
        raise _no_table(say("this is a ZIP file, not a table"), say("unpack it, and name the file inside"))
    text = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if text.startswith((b"begin:vcalendar", b"begin:vcard")):
        message = say("this is a calendar or a contact (iCalendar, vCard), not a table")
        raise _no_table(message, say("export it as CSV; a time log may be a calendar whose name ends in .ics"))
    if text.startswith((b"<!doctype", b"<html", b"<table", b"<head", b"<meta", b"<body", b"<style", b"<div")):
        message = say("this is a web page (HTML) under the name of a table, not a table")
        raise _no_table(message, say("open it in a spreadsheet and save it as .xlsx or CSV"))
    if text.startswith(b"<"):
        message = say("this is XML, not a table")
        raise _no_table(message, say("open it in a spreadsheet and save it as .xlsx or CSV"))
    if _is_json(text):
        raise _no_table(say("this is JSON, not a table"), say("export it as CSV"))


def _is_json(text: bytes) -> bool:
    if text.startswith(b"{"):
        return text[1:].lstrip().startswith((b'"', b"}"))
    return text.startswith(b"[") and text[1:].lstrip().startswith((b"{", b"[", b'"', b"]"))


def _no_table(message: str, hint: str) -> Unusable:
    return Unusable("not-a-table", message, hint)
