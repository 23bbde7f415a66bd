"""The main file of a plan: which it is, how it is called, and what stands for it where a table is given instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from csplan.findings.catalogue.values import NO_RATE_FOR_BOOK
from csplan.findings.diagnostic import Unusable, Where
from csplan.findings.record import found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.findings.diagnostic import Finding

TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""Endings of files that are an account book and no plan."""

DEFAULT_NAME = "csplan.yaml"
STDIN = "<stdin>"
"""What a plan is called that no file holds."""


def called(file: Path) -> str:
    """Return what a plan without a name is called: as its file, or its folder where the file has the usual name."""
    own = file.resolve()
    return (own.parent.name if own.name == DEFAULT_NAME else own.stem) or "plan"


def of_table(file: Path, name: str, settings: Sequence[str]) -> tuple[bytes | None, list[Finding]]:
    """Return the text of a plan made of an account book, None where it can't be, and what there is to say of it."""
    from csplan.loader.front import plan_of

    try:
        made = plan_of(file, name, file.name)
    except Unusable as error:
        line, excerpt = error.place or (1, "")
        return None, [error.finding._replace(where=Where(name, line, 1, excerpt))]
    if made.lacks and not any(each.strip().startswith(f"fx.{made.lacks}") for each in settings):
        facts = {"own": made.currency, "pack": made.lacks}
        return None, [*made.findings, found(NO_RATE_FOR_BOOK, Where(name, 1, 1), **facts)]
    return made.text.encode(), made.findings


def is_table(path: Path) -> bool:
    """Tell whether a file is an account book by its name, and no plan."""
    return path.suffix.casefold() in TABLES


def main_file(path: str | Path) -> tuple[Path, str]:
    """Return the main file of a plan that is named by its file or folder, and how it is called."""
    file = Path(path)
    try:
        if file.is_dir():
            file /= DEFAULT_NAME
    except OSError:
        pass  # opening it tells what is wrong
    return file, file.as_posix()
