"""Gathers the files of a plan: the main file, and the files that hold its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.diagnostics import Diagnostic, Where, quoted
from csplan.loader.files import Unusable, decoded, inside, read_text
from csplan.loader.places import Places, YamlFile
from csplan.loader.yaml_events import parse
from csplan.plan.document import IN_FILES
from csplan.plan.types import NOTHING

if TYPE_CHECKING:
    from pathlib import Path

_YAML = (".yaml", ".yml")


def open_yaml(
    path: Path, name: str, at: Where | None, found: list[Diagnostic], data: bytes | None = None
) -> YamlFile | None:
    """Read one YAML file, or ``data`` in its place; what is wrong goes to ``found``.

    It is reported ``at`` a place of another file where this one can't be read at all.
    """
    try:
        text = read_text(path) if data is None else decoded(data)
    except Unusable as error:
        where, message = at or Where(name, 1, 1), error.message
        if error.place is not None:
            where = Where(name, error.place[0], 1, error.place[1])
        elif at is not None:
            message = f"{name}: {message}"
        found.append(Diagnostic(error.code, "error", message, error.hint, where))
        return None
    parsed = parse(text)
    file = YamlFile(name, text, parsed.data, parsed.marks)
    found.extend(
        Diagnostic(problem.code, "error", problem.message, problem.hint, file.place(*problem.at))
        for problem in parsed.problems
    )
    return None if parsed.marks is None else file


def gather(
    path: Path, name: str, found: list[Diagnostic], text: bytes | None = None
) -> tuple[dict[str, Any], Places] | None:
    """Read a plan's main file (or ``text`` in its place) and the files of its sections; None where it is no use at all.

    A section whose file can't be used is left out of the data.
    """
    main = open_yaml(path, name, None, found, text)
    if main is None:
        return None
    if not isinstance(main.data, dict):
        shape = "a list" if isinstance(main.data, tuple) else "a single value"
        message = f"a plan is a mapping of sections, not {shape}"
        found.append(Diagnostic("wrong-shape", "error", message, "start with `csplan init`", main.where(())))
        return None
    places = Places(main)
    data = dict(main.data)
    for section in IN_FILES:
        text = data.get(section)
        if isinstance(text, str) and text.strip() not in NOTHING:
            file = _section(path, section, text, places, found)
            if file is None:
                del data[section]
            else:
                places.sections[section] = file
                data[section] = file.data
    return data, places


def _section(main: Path, section: str, text: str, places: Places, found: list[Diagnostic]) -> YamlFile | None:
    """Follow the path that a section is, from file to file, to the one that holds it."""
    at = places.where((section,))
    trail = Trail(main, places.main.name, found)
    while True:
        file = trail.follow(text, at)
        if file is None:
            return None
        if isinstance(file.data, dict) and list(file.data) == [section]:
            message = f"this file already is the section {section}"
            hint = f"leave out the line `{section}:` and indent less"
            found.append(Diagnostic("wrong-shape", "error", message, hint, file.where((section,), key=True)))
            return None
        if not isinstance(file.data, str):
            return file
        text, at = file.data, file.where(())


class Trail:
    """Follows the paths that a plan's files name, and notices where they come back to one that led there."""

    def __init__(self, main: Path, name: str, found: list[Diagnostic]) -> None:
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
            self.found.append(Diagnostic(error.code, "error", error.message, error.hint, at))
            return None
        real = path.resolve()
        if real in self.seen:
            message = f"the files name each other in a circle: {quoted(text)}"
            self.found.append(Diagnostic("file-cycle", "error", message, "", at))
            return None
        self.seen.add(real)
        file = open_yaml(path, shown(self.name, text), at, self.found)
        if file is None and not text.endswith(_YAML) and not self.found[-1].hint:
            self.found[-1] = self.found[-1]._replace(
                hint="write it here as keys and values, or name a file that holds it"
            )
        return file


def shown(main: str, text: str) -> str:
    """Name a file as its user would: beside the plan's main file."""
    head, slash, _ = main.rpartition("/")
    return head + slash + text.strip().removeprefix("./")
