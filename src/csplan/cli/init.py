"""``csplan init``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csplan.cli.streams import fail
from csplan.cli.writing import write_whole
from csplan.lang.say import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.findings.diagnostic import Finding

SCHEMA = "csplan.schema.json"
"""The file that the first line of a starter plan names."""


def init(
    plan: Annotated[
        str, typer.Argument(metavar="PLAN", help="The file to write, or the folder to write it in.")
    ] = "csplan.yaml",
    rules: Annotated[
        str | None,
        typer.Option(
            "--rules", "-r", help="Use this rule pack (see csplan rules). The default is usd-2m, or that of the book."
        ),
    ] = None,
    book: Annotated[
        str | None,
        typer.Option("--from", metavar="ACCOUNTS", help="Make the plan of this account book, CSV or Excel."),
    ] = None,
    log: Annotated[
        str | None, typer.Option("--log", metavar="TIMELOG", help="Add the tasks of this time log. Needs --from.")
    ] = None,
) -> None:
    """Write a starter plan from a rule pack or an account book, ready to run, and beside it the schema for editors.

    Never overwrites a file. Then: csplan headcount.
    """
    import shlex

    from csplan.findings.diagnostic import Unusable

    path = Path(plan)
    if path.is_dir() or path.suffix.lower() not in (".yaml", ".yml"):
        path /= "csplan.yaml"
    if path.exists() or path.is_symlink():
        fail(
            say("{path} exists, and init never overwrites", path=path),
            say("name another file, or move this one away"),
        )
    if log is not None and book is None:
        fail(say("--log needs --from"), "csplan init --from accounts.csv --log timelog.csv")
    try:
        text, found = _starter(rules or "usd-2m") if book is None else _from(path, Path(book), log, rules)
    except Unusable as error:
        fail(error.finding.message, error.finding.hint)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(say("{folder} can't be made: {reason}", folder=path.parent, reason=error.strerror))
    beside = _write_schema(path.with_name(SCHEMA))
    try:
        write_whole(path, text, force=False)
    except BaseException:
        if beside:
            beside.unlink(missing_ok=True)
        raise
    for each in found:
        typer.echo(each.message)
    _say_written(path, "" if plan == "csplan.yaml" else f" {shlex.quote(plan)}", schema=beside is not None)


def _say_written(path: Path, again: str, *, schema: bool) -> None:
    """Say what was written, what to do next, and what is missing where the plan does not run yet."""
    wrong = _first_error(path)
    facts = {"path": path, "schema": SCHEMA, "next": f"csplan {'headcount' if wrong is None else 'validate'}{again}"}
    if schema:
        typer.echo(say("Wrote {path}, and {schema} for your editor. Next: {next}", **facts))
    else:
        typer.echo(say("Wrote {path}; {schema} was there and stays. Next: {next}", **facts))
    if wrong is not None:
        typer.echo(say("It does not run yet: {wrong}", wrong=wrong.message))
        if wrong.hint:
            typer.echo(say("  hint: {hint}", hint=wrong.hint))


def _first_error(path: Path) -> Finding | None:
    """Return the first thing for which a plan that was just written can't be used; None where it runs."""
    from csplan.loader.plan import load_all

    return next((each for each in load_all(path).diagnostics if each.severity == "error"), None)


def _starter(rules: str) -> tuple[str, Sequence[Finding]]:
    from csplan.answers.starter import starter
    from csplan.loader.rules import load_pack

    return starter(load_pack(rules)), ()


def _from(path: Path, book: Path, log: str | None, rules: str | None) -> tuple[str, Sequence[Finding]]:
    """Return a plan made of an account book, and what was taken for what; raises Unusable."""
    from csplan.loader.front import beside, plan_of
    from csplan.loader.front_log import tasks_of

    file = beside(path, book)
    made = plan_of(book, book.as_posix(), file, rules)
    if log is None:
        return made.text, made.findings
    more = tasks_of(path, made.text, beside(path, Path(log)))
    return plan_of(book, book.as_posix(), file, rules, more).text, made.findings


def _write_schema(path: Path) -> Path | None:
    """Write the schema beside the plan; return where, or None where another plan has put one there."""
    from csplan.schema.document import as_text

    if path.exists() or path.is_symlink():
        return None
    write_whole(path, as_text(), force=False)
    return path
