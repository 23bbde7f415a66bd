"""The formats of a report: what each is called, which endings of files mean it, and the function that makes it.

A format is a function from a report and a view of it to its text, or to its bytes where it is none; it needs no typer.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple

from csplan.render.view import FIRST, View

if TYPE_CHECKING:
    from csplan.report.report import Report

Format = Literal["table", "json", "csv", "markdown"]


class Maker(NamedTuple):
    """Where the function ``render(report, view)`` of a format stands, imported when it is needed; and its endings."""

    module: str
    endings: tuple[str, ...]


FORMATS: dict[Format, Maker] = {
    "table": Maker("csplan.render.as_table", (".txt",)),
    "json": Maker("csplan.render.as_json", (".json",)),
    "csv": Maker("csplan.render.as_csv", (".csv",)),
    "markdown": Maker("csplan.render.as_markdown", (".md", ".markdown")),
}
"""Every format. Another one is a module with ``render``, and a line here."""
ENDINGS: dict[str, Format] = {ending: name for name, maker in FORMATS.items() for ending in maker.endings}


def rendered(report: Report, format: Format, view: View = FIRST) -> str | bytes:  # noqa: A002 - its name everywhere
    """Return a report in a format, as it goes into a file; raises KeyError where there is no such format."""
    made: str | bytes = import_module(FORMATS[format].module).render(report, view)
    return made


def as_text(report: Report, format: Format, view: View = FIRST) -> str:  # noqa: A002
    """Return a report in a format that is text; raises TypeError where it is none."""
    made = rendered(report, format, view)
    if isinstance(made, bytes):
        message = f"{format} is no text"
        raise TypeError(message)
    return made


def written(report: Report, format: Format, view: View = FIRST) -> dict[str, str | bytes]:  # noqa: A002
    """Return the files of a report by what their names have behind the stem: one, or in CSV one for each table.

    Raises KeyError where the view names a table that is not there.
    """
    module = import_module(FORMATS[format].module)
    if hasattr(module, "files"):
        made: dict[str, str | bytes] = module.files(report, view)
        return made
    return {"": rendered(report, format, view)}
