"""``csplan init``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csplan.cli.common import fail, write_whole

SCHEMA = "csplan.schema.json"
"""The file that the first line of a starter plan names."""


def init(
    plan: Annotated[
        str, typer.Argument(metavar="PLAN", help="Where to write it: a .yaml file, or a folder.")
    ] = "csplan.yaml",
    rules: Annotated[str, typer.Option("--rules", "-r", help="The rule pack: see csplan rules.")] = "usd-2m",
) -> None:
    """Write a starter plan from a rule pack, ready to run, and beside it the schema for editors.

    Never overwrites a file. Then: csplan headcount.
    """
    import shlex

    from csplan.loader.files import Unusable
    from csplan.loader.rules import load_pack
    from csplan.reports.starter import starter

    path = Path(plan)
    if path.is_dir() or path.suffix.lower() not in (".yaml", ".yml"):
        path /= "csplan.yaml"
    if path.exists() or path.is_symlink():
        fail(f"{path} exists, and init never overwrites", "name another file, or move this one away")
    try:
        pack = load_pack(rules)
    except Unusable as error:
        fail(error.message, error.hint)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(f"{path.parent} can't be made: {error.strerror}")
    beside = _write_schema(path.with_name(SCHEMA))
    try:
        write_whole(path, starter(pack))
    except BaseException:
        if beside:
            beside.unlink(missing_ok=True)
        raise
    again = "" if plan == "csplan.yaml" else f" {shlex.quote(plan)}"
    wrote = f"{path}, and {SCHEMA} for your editor" if beside else f"{path}; {SCHEMA} was there and stays"
    typer.echo(f"Wrote {wrote}. Next: csplan headcount{again}")


def _write_schema(path: Path) -> Path | None:
    """Write the schema beside the plan; return where, or None where another plan has put one there."""
    from csplan.schema.document import as_text

    if path.exists() or path.is_symlink():
        return None
    write_whole(path, as_text())
    return path
