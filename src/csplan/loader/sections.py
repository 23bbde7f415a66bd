"""Gathers the files of a plan: the main file, and the files that hold its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.diagnostics import Diagnostic, Where, quoted
from csplan.loader.files import Unusable, inside, read_text
from csplan.loader.places import Places, YamlFile
from csplan.loader.yaml_events import MappingMarks, parse

if TYPE_CHECKING:
    from pathlib import Path

IN_FILES = frozenset(("fx", "year", "roles", "tiers", "teams", "segments", "tasks", "economics", "checks"))
"""Sections that may stand in a file of their own: all that are not single values or tables."""


def open_yaml(path: Path, name: str, at: Where | None, found: list[Diagnostic]) -> YamlFile | None:
    """Read one YAML file; what is wrong goes to ``found``, at ``at`` where the file can't be read at all."""
    try:
        text = read_text(path)
    except Unusable as error:
        message = f"{name}: {error.message}"
        found.append(Diagnostic(error.code, "error", message, error.hint, at or Where(name, 1, 1)))
        return None
    parsed = parse(text)
    file = YamlFile(name, text, parsed.data, parsed.marks)
    for problem in parsed.problems:
        where = file.place(problem.line, problem.column)
        found.append(Diagnostic(problem.code, "error", problem.message, problem.hint, where))
    return None if parsed.marks is None else file


def gather(path: Path, name: str, found: list[Diagnostic]) -> tuple[dict[str, Any], Places] | None:
    """Read a plan's main file and the files of its sections; None where the main file is no use at all."""
    main = open_yaml(path, name, None, found)
    if main is None:
        return None
    if not isinstance(main.data, dict):
        message = f"a plan is a mapping of sections, not {'a list' if isinstance(main.data, tuple) else 'a single value'}"
        found.append(Diagnostic("wrong-shape", "error", message, "start with `csplan init`", main.where(())))
        return None
    places = Places(main)
    data = dict(main.data)
    for section in IN_FILES & data.keys():
        if isinstance(data[section], str) and data[section].strip():
            file = _section(path.parent, section, data[section], places, found)
            if file is None:
                del data[section]
            else:
                places.sections[section] = file
                data[section] = file.data
    return data, places


def _section(folder: Path, section: str, text: str, places: Places, found: list[Diagnostic]) -> YamlFile | None:
    at, seen = places.where((section,)), {places.main.name}
    while True:
        shown = _shown(places.main.name, text)
        if shown in seen:
            message = f"the files of {section} name each other in a circle: {quoted(text)}"
            found.append(Diagnostic("file-cycle", "error", message, "", at))
            return None
        seen.add(shown)
        try:
            path = inside(folder, text)
        except Unusable as error:
            found.append(Diagnostic(error.code, "error", error.message, error.hint, at))
            return None
        file = open_yaml(path, shown, at, found)
        if file is None:
            return None
        if isinstance(file.marks, MappingMarks) and list(file.data) == [section]:
            message = f"this file already is the section {section}"
            hint = f"leave out the line `{section}:` and indent less"
            found.append(Diagnostic("wrong-shape", "error", message, hint, file.where((section,), key=True)))
            return None
        if not isinstance(file.data, str):
            return file
        text, at = file.data, file.where(())


def _shown(main: str, text: str) -> str:
    """Name a file as its user would: beside the plan's main file."""
    folder, slash, _ = main.rpartition("/")
    return folder + slash + text.removeprefix("./")
