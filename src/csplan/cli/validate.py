"""``csplan validate``."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast, get_args

import typer

from csplan.cli.arguments import ForceOption, NoColorOption
from csplan.cli.streams import as_it_is, behind, fail
from csplan.cli.writing import check_free, write_whole
from csplan.findings.diagnostic import Severity, did_you_mean, has_errors, quoted
from csplan.lang.say import later, say
from csplan.render.text import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplan.report.validation import Checked, Rating, Validation

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
            metavar="PLAN", help="The plans: files, folders, or - for standard input. The default is csplan.yaml."
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Format | None,
        typer.Option(
            "--format", "-f", help="Print the findings in this format. The default is full.", show_default=False
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="SLUG,...", help="Report only these findings. May be repeated."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="SLUG,...", help="Do not report these findings. May be repeated."),
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(
            "--severity",
            metavar="SLUG=LEVEL,...",
            help="Rate a finding as error, warning, note or off. May be repeated.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Take warnings for errors.")] = False,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="SLUG", help="Print what a finding is about, and check nothing."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help="Write to this file. Its ending says the format.", metavar="FILE"),
    ] = None,
    force: ForceOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print the findings without their count.")] = False,
    no_color: NoColorOption = False,
) -> None:
    """Tell whether a plan is right, in every file, and still agrees with the record.

    Reports everything that is wrong in the files of each plan, and what its time log and account book contradict. What
    a right plan means, such as that money pays for fewer people than the work needs, is a note here: headcount --check
    and cost-floor --check fail on it. A plan accepts findings in its section checks, with the reason, or says itself
    how severe they are.

    Exits with 0 where there is no error, 1 where there is one or a plan can't be used, 2 where a plan is not there.
    """
    if explain is not None:
        _explain(explain, alone=not plan)
        return
    if select and not _parts(select):
        fail(say("--select names no finding"), say("docs/checks.md lists them"))
    rating = _rating(select, ignore, severity, strict=strict)
    if output is not None:
        format = _format_of(Path(output), format)  # noqa: A001 - the option's name
        check_free(Path(output), force=force)
    from csplan.report.validation import validation

    checked = validation([check(each) for each in _once(plan or ["csplan.yaml"])], rating)
    _deliver(checked, format or "full", output, force=force, quiet=quiet, no_color=no_color)
    if plan is None and checked.missing:
        sys.stderr.write(say("  hint: csplan init writes a starter plan") + "\n")
    if checked.missing or checked.unusable or has_errors(checked.findings):
        raise typer.Exit(2 if checked.missing else 1)


def check(path: str) -> Checked:
    """Read one plan, with its time log, and find all that can be found in it."""
    from datetime import date

    from csplan.answers.nodes import head_of
    from csplan.checks.fit import as_meant, plan_findings
    from csplan.loader.findings import ordered
    from csplan.loader.main import STDIN as STDIN_NAME
    from csplan.loader.main import main_file
    from csplan.loader.plan import Uncollected, load_all
    from csplan.report.validation import ABSENT, Checked

    data = _standard_input() if path == STDIN else None
    with Uncollected():
        loaded = load_all(path, log=True, data=data)
        found = loaded.diagnostics
        if loaded.plan is not None:
            meant = plan_findings(loaded.plan, date.today())  # noqa: DTZ011 - the user's own day
            found = ordered(as_meant(loaded.plan, (*found, *meant)))
            return Checked(loaded.plan.file, "usable", head_of(loaded.plan), found)
    where = found[0].where
    there = found[0].code not in NOT_THERE or (where is not None and bool(where.excerpt))
    name = main_file(path)[1] if data is None else STDIN_NAME
    return Checked(name, "unusable" if there else ABSENT, None, found)


def _standard_input() -> bytes:
    from csplan.sources.files import MOST_BYTES

    if sys.stdin is None:
        fail(say("there is no standard input to read a plan from"))
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _once(paths: Iterable[str]) -> list[str]:
    """Return the paths of plans as a forge knows them, from the current directory; a plan that is named twice, once."""
    from csplan.loader.main import main_file

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
    from csplan.findings.catalogue.all import ACCEPTABLE
    from csplan.report.validation import Rating

    levels: dict[str, Severity | Literal["off"]] = {}
    for text in _parts(severity):
        slug, equals, level = (part.strip() for part in text.partition("="))
        _check_slug(slug)
        if level not in LEVELS:
            hint = did_you_mean(level, LEVELS) if equals else say("write it as {slug}=warning", slug=slug)
            sentence = later("--severity needs a slug and one of {levels}: {text}")
            fail(say(sentence, levels=", ".join(LEVELS), text=quoted(text)), hint)
        if slug not in ACCEPTABLE:
            message = say("{slug} makes a plan unusable; its severity can't be changed", slug=slug)
            fail(message, say("--ignore leaves it out of the list"))
        levels[slug] = cast("Severity", level)
    for slug in (*_parts(select), *_parts(ignore)):
        _check_slug(slug)
    levels.update(dict.fromkeys(_parts(ignore), "off"))
    return Rating(_parts(select), levels, strict)


def _parts(texts: Sequence[str] | None) -> list[str]:
    return [part for text in texts or () for each in text.split(",") if (part := each.strip())]


def _check_slug(slug: str) -> None:
    from csplan.findings.catalogue.all import RECORDS

    if slug not in RECORDS:
        hint = did_you_mean(slug, RECORDS) or say("docs/checks.md lists them")
        fail(say("no finding has the slug {slug}", slug=quoted(slug)), hint)


def _explain(slug: str, *, alone: bool) -> None:
    from csplan.findings.catalogue.all import RECORDS
    from csplan.render.explanation import text

    if not alone:
        fail(say("--explain checks no plan"), say("leave PLAN out"))
    slug = slug.strip()
    _check_slug(slug)
    sys.stdout.write(text(RECORDS[slug], columns=_columns()))


def _columns() -> int:
    if not sys.stdout.isatty():
        return WIDTH
    import shutil

    return min(WIDTH, max(40, shutil.get_terminal_size().columns))


def _format_of(path: Path, format: Format | None) -> Format:  # noqa: A002 - the option's name
    chosen = format or ENDINGS.get(path.suffix.lower())
    if chosen is None:
        hint = say("use one of {endings}, or --format", endings=", ".join(ENDINGS))
        fail(say("the ending of {file} says no format", file=path), hint)
    return chosen


def _deliver(
    checked: Validation,
    format: Format,  # noqa: A002 - the option's name
    output: str | None,
    *,
    force: bool,
    quiet: bool,
    no_color: bool,
) -> None:
    """Print the findings or write them to a file; the count of them ends what people read, or goes beside the rest."""
    from csplan.render.findings.counted import counted

    count = "" if quiet else counted(checked) + "\n"
    text = _text(checked, format, _columns() if output is None else WIDTH)
    if format in FOR_PEOPLE:
        text += count
    if output is not None:
        write_whole(Path(output), text, force=force)
    elif format in FOR_PEOPLE:
        _print(text, no_color=no_color)
        return
    elif format == "github":
        as_it_is(text)
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

    Console(file=behind(sys.stdout), soft_wrap=True).print(coloured(text), end="")
