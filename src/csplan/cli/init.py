"""``csplan init``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csplan.cli.common import fail, write_whole


def init(
    plan: Annotated[
        str, typer.Argument(metavar="PLAN", help="Where to write it: a .yaml file, or a folder.")
    ] = "csplan.yaml",
    rules: Annotated[str, typer.Option("--rules", "-r", help="The rule pack: see csplan rules.")] = "usd-2m",
) -> None:
    """Write a starter plan from a rule pack, ready to run.

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
    write_whole(path, starter(pack))
    again = "" if plan == "csplan.yaml" else f" {shlex.quote(plan)}"
    typer.echo(f"Wrote {path}. Next: csplan headcount{again}")
