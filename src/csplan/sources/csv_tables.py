"""Opens tables as people export them, and tells how each was understood and what was left out."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from csplan.findings.catalogue import files
from csplan.findings.catalogue import tables as of_tables
from csplan.findings.diagnostic import Unusable, Where, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.sources.encodings import TO_TRY, find_encoding
from csplan.sources.files import check_regular, unreadable
from csplan.sources.form import Stated, find_form
from csplan.sources.left_out import report_left_out
from csplan.sources.no_table import check_table, is_workbook
from csplan.sources.table import Table
from csplan.sources.text import Text, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from csplan.findings.diagnostic import Finding

_LOOKED_AT = 200
"""Lines in which an example of an encoding is looked for."""


def read_table(path: Path, read: Callable[[Table], None], stated: Stated = Stated()) -> str:  # noqa: B008 - it is frozen
    """Open a table, let ``read`` go through it, and return its encoding where that was guessed ("" where it is sure).

    The table is open while ``read`` runs. Raises Unusable; also where the table changes meanwhile: half of it is no
    number to go by.
    """
    check_regular(path)
    try:
        before = stamp(path.stat())
        with path.open("rb") as file:
            start = file.read(1024)
        if is_workbook(path, start):
            _read_workbook(path, read, stated)
            return ""
        check_table(start)
        if stated.sheet is not None:
            raise Unusable(found(of_tables.NO_WORKBOOK))
        encoding = find_encoding(path, stated.encoding)
        with path.open(encoding=encoding.codec, newline="") as text:
            records = Text(text, path, encoding.codec)
            if records.stamp != before:
                raise _changed()
            form = find_form(text, stated)
            records.delimiter = form.delimiter
            try:
                read(Table(records, form))
            except Unusable as error:
                raise _misread(error, encoding.guessed) from None
            if stamp(os.fstat(text.fileno())) != records.stamp or stamp(path.stat()) != records.stamp:
                raise _changed()
    except (FileNotFoundError, UnicodeDecodeError):
        raise _changed() from None
    except OSError as error:
        raise unreadable(error) from None
    return encoding.guessed


def _misread(error: Unusable, guessed: str) -> Unusable:
    """Return an error that a wrong guess of the encoding may be the cause of, with that guess."""
    if not guessed or error.finding.code != "missing-column":
        return error
    said = say(
        "it is not UTF-8, and was read as {encoding}: where that is wrong, state `encoding`, such as {tried}",
        encoding=guessed,
        tried=_others(guessed),
    )
    hint = error.finding.hint
    return Unusable(error.finding._replace(hint=say("{hint}; {said}", hint=hint, said=said) if hint else said))


def _others(guessed: str) -> str:
    """Return the encodings to try where a guess is wrong."""
    return ", ".join(each for each in TO_TRY if each != guessed.lower().replace("-", "_"))


def _read_workbook(path: Path, read: Callable[[Table], None], stated: Stated) -> None:
    """Let ``read`` go through a sheet of a workbook; raises Unusable."""
    from csplan.sources.workbooks import Sheet  # few tables are one

    before = stamp(path.stat())
    sheet = Sheet(path, stated.sheet)
    read(Table(sheet, sheet.form(stated)))
    if stamp(path.stat()) != before:
        raise _changed()


def _changed() -> Unusable:
    return Unusable(found(files.CHANGED))


def _example(table: Table) -> str:
    """Return a cell by which people see whether the encoding is right: one of the first that is not all ASCII."""
    lines = table.excerpts(set(range(1, _LOOKED_AT)))
    cells = (cell.strip(' "') for line in lines.values() for cell in line.split(table.delimiter))
    return next((cell for cell in cells if not cell.isascii()), "")


def report_table(table: Table, name: str, guessed: str, used: int | None) -> Iterator[Finding]:
    """Report what there is to say of a table once its rows have passed: how it was understood, and what was left out.

    ``guessed`` is what read_table returned; ``used`` how many rows could be used, None where that is not known.
    """
    if guessed:
        example = _example(table)
        record = of_tables.TABLE_ENCODING if example else of_tables.GUESSED_WITHOUT_EXAMPLE
        facts = {"encoding": guessed, "stated": guessed.lower(), "tried": _others(guessed)}
        yield found(record, Where(name, 1, 1), example=quoted(example), **facts)
    yield from table.remarks(name)
    yield from report_left_out(table.bad, partial(table.places, name), table.whole(name), used)
