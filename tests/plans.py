"""Plans as users write them: YAML in a folder, changed the way a user would, and read again."""

from __future__ import annotations

import csv
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import csplan
from csplan.inputs.build import build

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Data = dict[str, Any]

EXAMPLES = Path(__file__).parents[1] / "examples"

ROLE: Data = {
    "pay": 100_000,
    "loading": "0%",
    "time": {"contracted": "1000 h", "leave": "0 h", "internal": "0%"},
}
"""Costs 100,000 a year and has 1,000 hours for customers."""

PLAN: Data = {
    "conflict": "money",
    "csplan": 1,
    "name": "Test",
    "currency": "USD",
    "roles": {"csm": ROLE},
    "segments": [{"name": "a", "customers": 100, "arr": 2_000_000, "arr_per_csm": 1_000_000, "csms_now": 2}],
    "tasks": [{"name": "tickets", "kind": "reactive", "per": "customer", "takes": "60 min", "times": 12}],
    "economics": {"gross_margin": "80%", "costs": [{"name": "hosting", "share": "10%", "in": "gross"}]},
}
"""100 customers of 20,000; 12 h of work each, which take 1.2 CSMs; money pays for 2."""


def plan(**changes: Any) -> Data:
    """Return PLAN with other sections; those that are None are left out."""
    data = deepcopy({**PLAN, **changes})
    return {key: value for key, value in data.items() if value is not None}


def segment(**changes: Any) -> Data:
    """Return PLAN's segment with other keys; those that are None are left out."""
    return {key: value for key, value in {**PLAN["segments"][0], **changes}.items() if value is not None}


class _Dumper(yaml.SafeDumper):
    """Writes what stands twice twice: plans have no aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


_Dumper.add_representer(
    float, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{Decimal(repr(value)):f}")
)


OF_TEAMS = (
    *("verdict", "heads", "wanted", "csms_now", "at_least", "at_most"),
    *("utilization", "hours_not_delivered", "cost", "gross_margin", "operating_margin"),
)


def write(folder: Path, data: Mapping[str, Any], files: Mapping[str, str] | None = None) -> Path:
    """Write a plan, and files beside it; return the plan's path. Rows under ``book`` become its account book."""
    folder.mkdir(parents=True, exist_ok=True)
    data = dict(data)
    if book := data.pop("book", None):
        data["accounts"] = "accounts.csv"
        with (folder / "accounts.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(book[0]))
            writer.writeheader()
            writer.writerows(book)
    for name, text in (files or {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "csplan.yaml"
    path.write_text(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def example(name: str) -> Data:
    """Return an example's plan, its sections in one."""
    folder = EXAMPLES / name
    data: Data = yaml.safe_load((folder / "csplan.yaml").read_text(encoding="utf-8"))
    for key, value in data.items():
        if isinstance(value, str) and value.endswith(".yaml"):
            data[key] = yaml.safe_load((folder / value).read_text(encoding="utf-8"))
    return data


def answer(folder: Path, data: Mapping[str, Any], files: Mapping[str, str] | None = None) -> Data:
    """Write a plan, read it, and return what headcount says, as JSON has it."""
    return csplan.headcount(csplan.load(write(folder, data, files))).as_dict()


def team_rows(folder: Path, data: Mapping[str, Any]) -> list[Data]:
    """Write a plan, read it, and return the figures of its teams: quicker than ``answer``, which looks for levers."""
    return [
        {"team": team.name, "segments": [each.name for each in team.below["segment"]]}
        | {name: team.value(name) for name in OF_TEAMS}
        for team in build(csplan.load(write(folder, data))).root.below["team"]
    ]


def by_name(rows: list[Data], key: str) -> dict[str, Data]:
    return {row[key]: row for row in rows}


def changed(data: Data, change: Callable[[Data], None]) -> Data:
    """Return a copy of a plan that a user has changed."""
    copy = deepcopy(data)
    change(copy)
    return copy
