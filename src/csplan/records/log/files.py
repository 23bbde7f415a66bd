"""The files that a time log is in: one, several, or those of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue import files as records
from csplan.findings.diagnostic import Unusable, quoted
from csplan.findings.record import found
from csplan.sources.files import inside, shown

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.timelog import TimeLogFile

_ENTRIES = frozenset((".yaml", ".yml", ".json", ".ics"))
"""Suffixes of files that are lists of entries; all others are tables."""
_IN_FOLDERS = _ENTRIES | {".csv", ".tsv", ".txt", ".xlsx"}
_MOST = 1000
"""Files that a folder may hold."""


class LogFile(NamedTuple):
    """A file of a time log."""

    path: Path
    name: str
    """As its user would call it."""

    @property
    def suffix(self) -> str:
        """What its name ends in, in lower case."""
        return self.path.suffix.casefold()

    @property
    def of_entries(self) -> bool:
        """Whether it is a list of entries, and no table."""
        return self.suffix in _ENTRIES


def files_of(section: TimeLogFile, folder: Path, main: str) -> list[LogFile]:
    """Return the files of a log, those of a folder in the order of their names; raises Unusable."""
    files: dict[Path, LogFile] = {}
    for text in section.file:
        path = inside(folder, text)
        if path.is_dir():
            if path.resolve() == folder.resolve():
                raise Unusable(found(records.FOLDER_OF_PLAN))
            members = sorted(each for each in path.iterdir() if each.suffix.casefold() in _IN_FOLDERS)
            if not members or len(members) > _MOST:
                record = records.TOO_MANY_FILES if members else records.NO_LOG_IN_FOLDER
                raise Unusable(found(record, name=quoted(text), most=f"{_MOST:,}"))
            for each in members:
                name = f"{text.strip().rstrip('/')}/{each.name}"
                files.setdefault(inside(folder, name).resolve(), LogFile(each, shown(main, name)))
        else:
            files.setdefault(path.resolve(), LogFile(path, shown(main, text)))
    return list(files.values())
