"""Gathers the files of a plan: the main file, and the files that hold its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.findings.catalogue import files, values
from csplan.findings.diagnostic import Finding, Unusable, Where, quoted
from csplan.findings.record import found as finding
from csplan.lang.say import say
from csplan.loader.places import Places
from csplan.loader.problems import FULL_WIDTH
from csplan.plan.document import IN_FILES, LISTS
from csplan.plan.types import NOTHING
from csplan.sources.files import inside, shown
from csplan.sources.yaml_file import YamlFile, open_yaml

if TYPE_CHECKING:
    from pathlib import Path

_YAML = (".yaml", ".yml")


def gather(
    path: Path, name: str, found: list[Finding], text: bytes | None = None
) -> tuple[dict[str, Any], Places] | None:
    """Read a plan's main file (or ``text`` in its place) and the files of its sections; None where it is no use at all.

    A section whose file can't be used is left out of the data.
    """
    main = open_yaml(path, name, None, found, text)
    if main is None:
        return None
    if not isinstance(main.data, dict):
        record = values.COLON_IN_PLAN if FULL_WIDTH in main.data else values.VALUE_FOR_PLAN
        found.append(finding(values.LIST_FOR_PLAN if isinstance(main.data, tuple) else record, main.where(())))
        return None
    places = Places(main)
    data = dict(main.data)
    for section in (*IN_FILES, *LISTS):
        text = data.get(section)
        if section in LISTS and not (isinstance(text, str) and text.strip().endswith(_YAML)):
            continue  # it is here, or a table
        if section == "year" and isinstance(text, str) and text.strip().isdecimal():
            found.append(finding(values.YEAR_ALONE, main.where((section,)), year=text.strip()))
            del data[section]
        elif isinstance(text, str) and text.strip() not in NOTHING:
            file = _section(path, section, text, places, found)
            if file is None:
                del data[section]
            else:
                places.sections[section] = file
                data[section] = file.data
    return data, places


def _section(main: Path, section: str, text: str, places: Places, found: list[Finding]) -> YamlFile | None:
    """Follow the path that a section is, from file to file, to the one that holds it."""
    at = places.where((section,))
    trail = Trail(main, places.main.name, found)
    while True:
        file = trail.follow(text, at)
        if file is None:
            return None
        if isinstance(file.data, dict) and list(file.data) == [section]:
            where = file.where((section,), key=True)
            found.append(finding(values.SECTION_IN_ITS_FILE, where, section=section))
            return None
        if not isinstance(file.data, str):
            return file
        text, at = file.data, file.where(())


class Trail:
    """Follows the paths that a plan's files name, and notices where they come back to one that led there."""

    def __init__(self, main: Path, name: str, found: list[Finding]) -> None:
        """Start from the plan's main file, shown as ``name``; what is wrong goes to ``found``."""
        self.folder = main.parent
        self.name = name
        self.found = found
        self.seen = {main.resolve()}

    def follow(self, text: str, at: Where) -> YamlFile | None:
        """Read the file that is named at a place."""
        try:
            path = inside(self.folder, text)
        except Unusable as error:
            self.found.append(error.finding._replace(where=at))
            return None
        real = path.resolve()
        if real in self.seen:
            self.found.append(finding(files.FILE_CYCLE, at, path=quoted(text)))
            return None
        self.seen.add(real)
        file = open_yaml(path, shown(self.name, text), at, self.found)
        if file is None and not text.endswith(_YAML) and not self.found[-1].hint:
            self.found[-1] = self.found[-1]._replace(
                hint=say("write it here as keys and values, or name a file that holds it")
            )
        return file
