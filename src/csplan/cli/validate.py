"""``csplan validate``."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast, get_args

import typer

from csplan.cli.common import (
    WIDTH,
    ForceOption,
    NoColorOption,
    check_free,
    fail,
    write_whole,
)
from csplan.diagnostics import Severity, did_you_mean, has_errors, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplan.reports.validation import Checked, Rating, Validation

Format = Literal["full", "concise", "json", "github", "gitlab", "sarif", "junit"]
ENDINGS: dict[str, Format] = {".json": "json", ".sarif": "sarif", ".xml": "junit", ".txt": "full"}
FOR_PEOPLE = ("full", "concise")
LEVELS = (*get_args(Severity), "off")
STDIN = "-"
MARGIN = 8
"""Columns that stand before a source line."""
NOT_THERE = ("missing-file", "directory", "unreadable-file", "file-cycle")
"""Findings of a main file that can't be read at all: nothing is known of the plan then."""


def validate(
    plan: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PLAN", help="Plans: files, folders, - for standard input; csplan.yaml where none is named."
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Format | None,
        typer.Option("--format", "-f", help="How to print it: full where nothing is said.", show_default=False),
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="SLUG,...", help="Only these findings; repeatable.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="SLUG,...", help="Not these findings; repeatable.")
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(
            "--severity",
            metavar="SLUG=LEVEL,...",
            help="How severe a finding is: error, warning, note or off; repeatable.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings are errors.")] = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="SLUG", help="Print what a finding is about, and check nothing."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Write to this file; its ending says the format.", metavar="FILE"),
    ] = None,
    force: ForceOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the findings: no count of them.")] = False,
    no_color: NoColorOption = False,
) -> None:
    """Tell whether a plan is right, in every file, and still agrees with the record.

    Reports everything that is wrong in the files of each plan, what its time log and account book contradict, and where
    the plan does not hold by its own figures. A plan accepts findings in its section checks, with the reason.

    Exits with 0 where there is no error, 1 where there is one or a plan can't be used, 2 where a plan is not there.
    """
    if explain is not None:
        _explain(explain, alone=not plan)
        return
    if select and not _parts(select):
        fail("--select names no finding", "docs/checks.md lists them")
    rating = _rating(select, ignore, severity, strict=strict)
    if output is not None:
        format = _format_of(Path(output), format)  # noqa: A001 - the option's name
        check_free(Path(output), force=force)
    from csplan.reports.validation import validation

    checked = validation([check(each) for each in _once(plan or ["csplan.yaml"])], rating)
    _deliver(checked, format or "full", output, quiet=quiet, no_color=no_color)
    if plan is None and checked.missing:
        sys.stderr.write("  hint: csplan init writes a starter plan\n")
    if checked.missing or checked.unusable or has_errors(checked.findings):
        raise typer.Exit(2 if checked.missing else 1)


def check(path: str) -> Checked:
    """Read one plan, with its time log, and find all that can be found in it."""
    from datetime import date

    from csplan.loader.plan import STDIN as STDIN_NAME
    from csplan.loader.plan import Uncollected, load_all, main_file, ordered
    from csplan.reports.findings import plan_findings
    from csplan.reports.nodes import head_of
    from csplan.reports.validation import Checked

    data = _standard_input() if path == STDIN else None
    with Uncollected():
        loaded = load_all(path, log=True, data=data)
        found = loaded.diagnostics
        if loaded.plan is not None:
            found = ordered((*found, *plan_findings(loaded.plan, date.today())))  # noqa: DTZ011 - the user's own day
            return Checked(loaded.plan.file, "usable", head_of(loaded.plan), found)
    where = found[0].where
    there = found[0].code not in NOT_THERE or (where is not None and bool(where.excerpt))
    name = main_file(path)[1] if data is None else STDIN_NAME
    return Checked(name, "unusable" if there else "not there", None, found)


def _standard_input() -> bytes:
    from csplan.loader.files import MOST_BYTES

    if sys.stdin is None:
        fail("there is no standard input to read a plan from")
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _once(paths: Iterable[str]) -> list[str]:
    """Return the paths of plans as a forge knows them, from the current directory; a plan that is named twice, once."""
    from csplan.loader.plan import main_file

    here = Path.cwd()
    result: dict[str, str] = {}
    for path in paths:
        shown = path
        if path != STDIN:
            # The folder is resolved but not the name itself: a link to a plan is what the user calls it.
            real = Path(os.path.realpath(Path(path).parent), Path(path).name)
            shown = str(real.relative_to(here)) if real.is_relative_to(here) else path
        result.setdefault(path if path == STDIN else os.path.realpath(main_file(path)[0]), shown)
    return list(result.values())


def _rating(
    select: Sequence[str] | None, ignore: Sequence[str] | None, severity: Sequence[str] | None, *, strict: bool
) -> Rating:
    from csplan.checks.codes import ACCEPTABLE
    from csplan.reports.validation import Rating

    levels: dict[str, Severity | Literal["off"]] = {}
    for text in _parts(severity):
        slug, equals, level = (part.strip() for part in text.partition("="))
        _check_slug(slug)
        if level not in LEVELS:
            hint = did_you_mean(level, LEVELS) if equals else f"write it as {slug}=warning"
            fail(f"--severity needs a slug and one of {', '.join(LEVELS)}: {quoted(text)}", hint)
        if slug not in ACCEPTABLE:
            fail(f"{slug} makes a plan unusable; its severity can't be changed", "--ignore leaves it out of the list")
        levels[slug] = cast("Severity", level)
    for slug in (*_parts(select), *_parts(ignore)):
        _check_slug(slug)
    levels.update(dict.fromkeys(_parts(ignore), "off"))
    return Rating(_parts(select), levels, strict)


def _parts(texts: Sequence[str] | None) -> list[str]:
    return [part for text in texts or () for each in text.split(",") if (part := each.strip())]


def _check_slug(slug: str) -> None:
    from csplan.explained.catalogue import EXPLAINED

    if slug not in EXPLAINED:
        fail(f"no finding has the slug {quoted(slug)}", did_you_mean(slug, EXPLAINED) or "docs/checks.md lists them")


def _explain(slug: str, *, alone: bool) -> None:
    from csplan.checks.codes import ACCEPTABLE
    from csplan.explained.catalogue import EXPLAINED
    from csplan.render.explanation import text

    if not alone:
        fail("--explain checks no plan", "leave PLAN out")
    slug = slug.strip()
    _check_slug(slug)
    sys.stdout.write(text(EXPLAINED[slug], acceptable=slug in ACCEPTABLE, columns=_columns()))


def _columns() -> int:
    if not sys.stdout.isatty():
        return WIDTH
    import shutil

    return min(WIDTH, max(40, shutil.get_terminal_size().columns))


def _format_of(path: Path, format: Format | None) -> Format:  # noqa: A002 - the option's name
    chosen = format or ENDINGS.get(path.suffix.lower())
    if chosen is None:
        fail(f"the ending of {path} says no format", f"use one of {', '.join(ENDINGS)}, or --format")
    return chosen


def _deliver(checked: Validation, format: Format, output: str | None, *, quiet: bool, no_color: bool) -> None:  # noqa: A002
    """Print the findings or write them to a file; the count of them ends what people read, or goes beside the rest."""
    from csplan.render.findings.counted import counted

    count = "" if quiet else counted(checked) + "\n"
    text = _text(checked, format, _columns() if output is None else WIDTH)
    if format in FOR_PEOPLE:
        text += count
    if output is not None:
        write_whole(Path(output), text)
    elif format in FOR_PEOPLE:
        _print(text, no_color=no_color)
        return
    else:
        sys.stdout.write(text)
    sys.stderr.write(count)


def _text(checked: Validation, format: Format, columns: int) -> str:  # noqa: A002 - the option's name
    if format == "full":
        from csplan.render.findings.as_full import render

        return render(checked, columns - MARGIN)
    text: str = import_module(f"csplan.render.findings.as_{format}").render(checked)
    return text


def _print(text: str, *, no_color: bool) -> None:
    if no_color or not sys.stdout.isatty():
        sys.stdout.write(text)
        return
    from rich.console import Console

    from csplan.render.problems import coloured

    Console(soft_wrap=True).print(coloured(text), end="")
