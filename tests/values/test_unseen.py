"""Marks that nobody sees within numbers of a column: they are read one by one, as what is seen."""

from __future__ import annotations

import pytest

from csplan.values.columns import alike


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\ufeff", "\u2060"])
def test_a_column_with_unseen_marks_is_not_read_at_once(mark: str) -> None:
    assert alike([f"10{mark}00", "2000.5"], ".") is None


def test_without_marks_it_is() -> None:
    found = alike(["1000", "2000.5"], ".")
    assert found is not None
    assert [float(each) for each in found.numbers] == [1000, 2000.5]
