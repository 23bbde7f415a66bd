"""The least app on the same stack: what a command line of this kind costs before it does anything."""

from __future__ import annotations

import sys
from pathlib import Path

import typer
import yaml
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table


class Plan(BaseModel):
    """One field."""

    name: str


def main(path: str) -> None:
    """Load a one-key YAML, validate a one-field model, print a one-row table."""
    plan = Plan.model_validate(yaml.load(Path(path).read_text(encoding="utf-8"), yaml.CSafeLoader))
    table = Table()
    table.add_column("name")
    table.add_row(plan.name)
    Console(file=sys.stdout).print(table)


typer.run(main)
