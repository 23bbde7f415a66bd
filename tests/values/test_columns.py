"""Columns that are read at once: with letters, or marks that nobody sees, each cell is read by itself."""

from __future__ import annotations

import pytest

from csplan.values.columns import alike


@pytest.mark.parametrize("mark", ["\u202e", "\u200b", "\ufeff", "\u2060"])
def test_a_column_with_unseen_marks_is_not_read_at_once(mark: str) -> None:
    assert alike([f"10{mark}00", "2000.5"], ".") is None


@pytest.mark.parametrize("cell", ["z", "z5", "0z", "1z", "1e5", "\u06635"])
def test_a_letter_is_no_zero(cell: str) -> None:
    assert alike([cell, "2000.5"], ".") is None


def test_without_marks_it_is() -> None:
    found = alike(["1000", "2000.5"], ".")
    assert found is not None
    assert [float(each) for each in found.numbers] == [1000, 2000.5]
