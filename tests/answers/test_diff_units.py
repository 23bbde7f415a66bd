"""What changed is said in the unit that a key has in its section, whatever its name means in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.answers.test_diff import report, texts
from tests.plans import plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plans import Data


def test_days_are_days_and_things_are_told_apart_by_what_is_said_of_them(tmp_path: Path) -> None:
    health: Data = {
        "outcome": {"adoption": "100%"},
        "lead": "90 d",
        "indicators": [{"column": "adoption", "at_least": 70}, {"column": "talk", "within": "45 d", "name": "talked"}],
    }
    value: Data = {"plays": {"event": "play", "within": "45 d"}}

    def other(data: Data) -> None:
        data["health"]["lead"] = "60 d"
        data["health"]["indicators"][1]["within"] = "60 d"
        data["value"]["plays"]["within"] = "30 d"

    assert texts(report(tmp_path, plan(health=health, value=value), other)) == {
        "health  lead": "90 d → 60 d",
        "health  indicators": "column talk, within 45 d → column talk, within 60 d",
        "value  plays.within": "45 d → 30 d",
    }
