"""How a command ends: with its result printed or written, or with the reason why there is none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from csplan.cli.streams import as_it_is, behind, fail
from csplan.cli.writing import check_free, write_new
from csplan.findings.diagnostic import has_errors
from csplan.lang.say import say
from csplan.render.formats import ENDINGS, rendered, written
from csplan.render.text import NARROWEST, WIDTH, one_line
from csplan.render.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.cli.arguments import Delivery
    from csplan.findings.diagnostic import Finding
    from csplan.render.formats import Format
    from csplan.report.report import Report


DIGITS = 4
"""Of a width; more are a mistake."""
HERE = "csplan.yaml"
"""The plan where none is named."""


def deliver(
    report: Report, how: Delivery, *, check: bool = False, plan: str | None = None, found: Sequence[Finding] = ()
) -> None:
    """Print a report or write it to a file, and then say how many warnings its ``plan`` has, ``found`` by the loader.

    With ``check``, name the errors of the report and exit with 1 where there are any.
    """
    if how.quiet:
        report = report._replace(advice=(), notes=(), actions=(), remarks=(), more=())
    view = View(how.wide, how.all, ascii_only(), how.table, how.exact, _columns())
    if how.table is not None:
        _check_table(report, how.table)
    if how.output is None:
        _print(report, how.format or "table", view, no_color=how.no_color)
    else:
        _write(report, how.format, view, Path(how.output), force=how.force)
    if found and plan is not None and not how.quiet:
        _count(found, plan, no_color=how.no_color)
    if check:
        name_errors(report)


def format_of(how: Delivery) -> str:
    """Return the format in which a result is wanted: the one that is named, or that the ending of its file says."""
    return how.format or ENDINGS.get(Path(how.output or "").suffix.lower(), "table")


def _columns() -> int:
    """Return the columns of a table that goes to a pipe or file: what COLUMNS says, as terminals and CI set it."""
    said = os.environ.get("COLUMNS", "")
    known = said.isascii() and said.isdigit() and len(said) <= DIGITS and int(said) > 0
    return max(int(said), NARROWEST) if known else WIDTH


def ascii_only() -> bool:
    """Tell whether the terminal says that it has no other signs than ASCII; files and pipes are UTF-8."""
    named = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := os.environ.get(name))), "")
    speaks = named.upper().replace("-", "").endswith("UTF8") or ("." not in named and named not in {"C", "POSIX"})
    return sys.stdout.isatty() and (os.environ.get("TERM") == "dumb" or not speaks)


def _count(found: Sequence[Finding], plan: str, *, no_color: bool) -> None:
    import shlex

    from csplan.render.problems import counted

    asked = [each for each in found if each.where is not None and each.where.file.startswith("--")]
    print_problems(asked, no_color=no_color)  # no other command shows what only --set or --scenario brings
    command = "csplan validate" if plan == HERE else f"csplan validate {shlex.quote(plan)}"
    text = counted([each for each in found if each not in asked], command)
    if not text:
        return
    sys.stdout.flush()
    if sys.stderr.isatty():  # which would break its lines within words
        from rich.console import Console
        from rich.text import Text

        Console(stderr=True, highlight=False).print(Text(text))
    else:
        sys.stderr.write(f"{text}\n")


def name_errors(report: Report) -> None:
    """Name the errors that a report found, and exit with 1 where there are any."""
    if has_errors(report.findings):
        from csplan.findings.diagnostic import line

        for finding in report.findings:
            if finding.severity == "error":
                sys.stderr.write(one_line(line(finding)) + "\n")
        raise typer.Exit(1)


def print_problems(problems: Sequence[Finding], *, no_color: bool) -> None:
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

    Console(file=behind(sys.stderr), soft_wrap=True).print(coloured(text))


def _print(report: Report, format: Format, view: View, *, no_color: bool) -> None:  # noqa: A002
    if format == "table" and sys.stdout.isatty():
        from rich.console import Console

        from csplan.render.as_table import print_report

        print_report(report, Console(file=behind(sys.stdout), no_color=no_color or None, highlight=False), view)
        return
    made = rendered(report, format, view)
    if isinstance(made, str):
        sys.stdout.write(made)
    else:
        as_it_is(made)


def _check_table(report: Report, name: str) -> None:
    from csplan.findings.diagnostic import did_you_mean, quoted
    from csplan.render.as_csv import named_tables

    known = named_tables(report)
    if name not in known:
        near = did_you_mean(name, known)
        fail(
            say("no table is named {name}", name=quoted(name)),
            near or say("the tables are {names}", names=", ".join(known)),
        )


def _write(report: Report, format: Format | None, view: View, path: Path, *, force: bool) -> None:  # noqa: A002
    chosen = format or ENDINGS.get(path.suffix.lower())
    if chosen is None:
        fail(
            say("the ending of {path} says no format", path=path),
            say("use one of {endings}, or --format", endings=", ".join(ENDINGS)),
        )
    check_free(path, force=force)  # of a folder such as "." no names for several tables can be made
    made = {
        path.with_name(f"{path.stem}{name}{path.suffix}") if name else path: data
        for name, data in written(report, chosen, view).items()
    }
    for file in made:
        check_free(file, force=force)
    for file, data in made.items():
        write_new(file, data, force=force)
    if len(made) > 1:
        sys.stderr.write("Wrote " + ", ".join(map(str, made)) + "\n")
