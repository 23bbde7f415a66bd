"""What every command does alike: options, loading, delivering a report, reporting problems."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from csplan.diagnostics import has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.diagnostics import Diagnostic
    from csplan.loader.plan import Loaded
    from csplan.plan.document import Plan
    from csplan.reports.report import Report

Format = Literal["table", "json", "csv", "markdown"]
ENDINGS: dict[str, Format] = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "table",
}
WIDTH = 100
"""Columns of a table where there is no terminal to ask."""

PlanArgument = Annotated[str, typer.Argument(metavar="PLAN", help="A plan: a file or a folder.", show_default=True)]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="How to print it: table where nothing is said.", show_default=False),
]
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", help="Write to this file; its ending says the format.", metavar="FILE")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite the file of --output.")]
CheckOption = Annotated[bool, typer.Option("--check", help="Name what is wrong, and exit with 1 if anything is.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Only the result: no warnings, no advice.")]
SegmentOption = Annotated[
    list[str] | None,
    typer.Option("--segment", "-s", metavar="NAME", help="Only this segment and its team; repeatable."),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", help="What if: another value, such as segments.mid.arr=+10%; repeatable."
    ),
]
ScenarioOption = Annotated[
    list[str] | None,
    typer.Option("--scenario", metavar="NAME", help="What if: a scenario of the plan; repeatable, --set goes on top."),
]
NoColorOption = Annotated[bool, typer.Option("--no-color", help="No colours.")]


def fail(message: str, hint: str = "") -> NoReturn:
    """Say why the command can't run, and exit with 2."""
    sys.stderr.write(f"csplan: {message}\n" + (f"  hint: {hint}\n" if hint else ""))
    raise typer.Exit(2)


def check_segments(plan: Plan, segments: Sequence[str] | None) -> None:
    """Exit with 2 where one of the names is no segment of the plan."""
    from csplan.reports.nodes import unknown_segment

    unknown = unknown_segment(plan, segments or ())
    if unknown is not None:
        fail(*unknown)


def load_plan(
    path: str,
    *,
    quiet: bool,
    no_color: bool,
    log: bool = False,
    settings: Sequence[str] | None = None,
    scenarios: Sequence[str] | None = None,
) -> Plan:
    """Return the plan, its warnings printed; where it can't be used, print everything wrong with it and exit with 2.

    ``log``: with its time log, also where no value of the plan needs it. ``settings`` and ``scenarios`` are those of
    --set and --scenario.
    """
    from csplan.loader.plan import load_all

    loaded = load_all(path, log=log, settings=settings or (), scenarios=scenarios or ())
    print_loaded(path, loaded, quiet=quiet, no_color=no_color)
    if loaded.plan is None:
        raise typer.Exit(2)
    return loaded.plan


def print_loaded(path: str, loaded: Loaded, *, quiet: bool, no_color: bool) -> None:
    """Print what was found in a plan: where it can't be used, everything, also when asked to be quiet."""
    if loaded.plan is not None:
        print_problems(() if quiet else loaded.diagnostics, no_color=no_color)
        return
    print_problems(loaded.diagnostics, no_color=no_color)
    file = Path(path)
    if not (file / "csplan.yaml" if file.is_dir() else file).exists():
        sys.stderr.write("  hint: csplan init writes a starter plan\n")


def load_scenarios(
    path: str, names: str, *, quiet: bool, no_color: bool, settings: Sequence[str] | None = None
) -> dict[str, Plan]:
    """Return the plan in each of its scenarios, ``names`` with commas between them.

    What is wrong with several is printed once; where one can't be used, exits with 2.
    """
    from csplan.loader.plan import Loaded, load_all

    plans: dict[str, Plan | None] = {}
    found: dict[Diagnostic, None] = {}
    at = 0
    for text in names.replace("，", ",").split(","):
        name = text.strip()
        loaded = load_all(path, settings=settings or (), scenarios=(name,))
        plans[name] = loaded.plan
        for each in loaded.diagnostics:
            where = each.where
            if where is not None and where.file == "--scenario":
                where = where._replace(file="--compare", column=at + text.find(name) + 1, excerpt=names)
            found[each._replace(where=where)] = None
        at += len(text) + 1
    usable = {name: plan for name, plan in plans.items() if plan is not None}
    whole = [*usable.values()][-1] if len(usable) == len(plans) else None
    print_loaded(path, Loaded(whole, tuple(found)), quiet=quiet, no_color=no_color)
    if whole is None:
        raise typer.Exit(2)
    return usable


def print_problems(problems: Sequence[Diagnostic], *, no_color: bool) -> None:
    """Print findings on standard error, with their source lines, and how many there are."""
    if not problems:
        return
    from csplan.render.problems import summary, text

    for problem in problems:
        _print_error(text(problem), no_color=no_color)
    _print_error(summary(problems), no_color=no_color)


def _print_error(text: str, *, no_color: bool) -> None:
    if no_color or not sys.stderr.isatty():
        sys.stderr.write(text + "\n")
        return
    from rich.console import Console

    from csplan.render.problems import coloured

    Console(stderr=True, soft_wrap=True).print(coloured(text))


def deliver(
    report: Report,
    *,
    format: Format | None,  # noqa: A002 - the option's name
    output: str | None,
    force: bool,
    check: bool,
    quiet: bool,
    no_color: bool,
) -> None:
    """Print a report or write it to a file; with ``check``, name its errors and exit with 1 where there are any."""
    if quiet:
        report = report._replace(advice=(), notes=())
    if output is None:
        _print(report, format or "table", no_color=no_color)
    else:
        _write(report, format, Path(output), force=force)
    if check:
        name_errors(report)


def name_errors(report: Report) -> None:
    """Name the errors that a report found, and exit with 1 where there are any."""
    if has_errors(report.findings):
        from csplan.diagnostics import line

        for finding in report.findings:
            if finding.severity == "error":
                sys.stderr.write(line(finding) + "\n")
        raise typer.Exit(1)


def _print(report: Report, format: Format, *, no_color: bool) -> None:  # noqa: A002
    if format != "table" or not sys.stdout.isatty():
        sys.stdout.write(as_text(report, format))
        return
    from rich.console import Console

    from csplan.render.as_table import render

    render(report, Console(no_color=no_color or None, highlight=False))


def as_text(report: Report, format: Format) -> str:  # noqa: A002
    """Return a report in a format, as it goes into a file."""
    if format == "json":
        from csplan.render.as_json import render
    elif format == "csv":
        from csplan.render.as_csv import render
    elif format == "markdown":
        from csplan.render.as_markdown import render
    else:
        return _table_text(report)
    return render(report)


def _table_text(report: Report) -> str:
    import io

    from rich.console import Console

    from csplan.render.as_table import render

    text = io.StringIO()
    render(report, Console(file=text, width=WIDTH, force_terminal=False, no_color=True, highlight=False))
    # Rich fills lines up with spaces, which a file has no use for.
    return "".join(line.rstrip() + "\n" for line in text.getvalue().splitlines())


def _write(report: Report, format: Format | None, path: Path, *, force: bool) -> None:  # noqa: A002
    chosen = format or ENDINGS.get(path.suffix.lower())
    if chosen is None:
        fail(f"the ending of {path} says no format", f"use one of {', '.join(ENDINGS)}, or --format")
    write_new(path, as_text(report, chosen), force=force)


def write_new(path: Path, text: str, *, force: bool) -> None:
    """Write a file; exit with 2 where there is one already, unless it is to be overwritten."""
    check_free(path, force=force)
    write_whole(path, text)


def check_free(path: Path, *, force: bool) -> None:
    """Exit with 2 where a result can't be written to a file, or would overwrite one that it may not."""
    if path.exists() and not path.is_file():
        fail(f"{path} is no file that can be written anew")
    if path.exists() and not force:
        fail(f"{path} exists", "--force overwrites it")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it: beside its place first, then moved there."""
    path = path.resolve()  # a link stays one
    beside = path.with_name(f".{os.getpid()}.csplan.tmp")
    try:
        try:
            with beside.open("x", encoding="utf-8", errors="replace", newline="") as file:
                file.write(text)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        fail(f"{path} can't be written: {error.strerror}")
