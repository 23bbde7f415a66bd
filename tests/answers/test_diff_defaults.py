"""What counts by default where a plan says nothing stands in the differences of plans, whatever the key is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplan.inputs.all_bindings import BINDINGS
from tests.answers.test_diff import report, texts
from tests.plans import plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plans import Data

STATED = {"conflict": "work", "holds": "team"}
"""Other values than those by default; of all else it is 100%."""


@pytest.mark.parametrize(
    "name", sorted(row.name for row in BINDINGS if row.level == "plan" and row.default is not None)
)
def test_a_value_of_the_whole_plan(name: str, tmp_path: Path) -> None:
    [row] = [each for each in BINDINGS if each.name == name and each.level == "plan"]
    section, *keys = row.path

    def stated(data: Data) -> None:
        for key in row.path[:-1]:
            data = data.setdefault(key, {})
        data[row.path[-1]] = STATED.get(name, "40%")

    old = plan(conflict=None, value={"credit": {"poc" if name == "csql_credit" else "csql": "10%"}})
    text = f"{row.default} (default) → {STATED[name]}" if name in STATED else "100.0% (default) → 40.0%"
    assert texts(report(tmp_path, old, stated)) == {f"{section}  {'.'.join(keys)}".strip(): text}
