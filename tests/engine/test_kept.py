"""What is kept of figures rests on what the catalogue has: these are its premises."""

from __future__ import annotations

from csplan.engine.catalogue import CATALOGUE
from csplan.engine.kept import resting_on


def test_nothing_of_a_team_rests_on_figures_of_its_role_that_list_teams() -> None:
    """Else a team that stays the same could not keep its figures where others of its role change."""
    listing = resting_on(frozenset(("team", name) for name in CATALOGUE["team"]))["role"]
    assert "contracts_per_head" in listing
    readers = [
        (level, name)
        for level in ("team", "segment", "task", "cost_line", "cell")
        for name, figure in CATALOGUE[level].items()
        if any(each.level == "role" and each.name in listing for each in figure.parameters)
    ]
    assert readers == []
