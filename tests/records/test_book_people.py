"""Who a book says is there: several people in one cell, one person written in two ways, customers who are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.records.books import HEAD, codes, lines, read, sums

if TYPE_CHECKING:
    from pathlib import Path

ONE = "segments: [{name: a}]\n"


def people(folder: Path, *names: str) -> tuple[int, list[str]]:
    """Return how many CSMs customers of these make, and what is said of the book."""
    rows = "".join(f'c{at},a,1000,"{name}"\n' for at, name in enumerate(names))
    loaded = read(folder, f"customer,segment,arr,csm\n{rows}", ONE)
    return len(sums(loaded)["a"].held or {}), codes(loaded)


@pytest.mark.parametrize(
    "cell", ["Ann; Bob", "Ann、Bob", "Ann & Bob", "Ann / Bob", "Ann und Bob", "Ann|Bob", "Ann, Bob", "Ann/Bob"]
)
def test_a_cell_of_several_people_is_told(tmp_path: Path, cell: str) -> None:
    assert people(tmp_path, "Ann", cell) == (2, ["several-people"])


def test_a_surname_that_comes_first_is_no_list_of_people(tmp_path: Path) -> None:
    assert people(tmp_path, "Lee, Ann", "Ray, Bob") == (2, [])


@pytest.mark.parametrize(
    "other", ["Lee, Ann", "ann.lee@example.test", "Ann_Lee@example.test", "Ann Lee (left)", "Lee Ann"]
)
def test_one_person_written_in_two_ways_is_told(tmp_path: Path, other: str) -> None:
    assert people(tmp_path, "Ann Lee", other) == (2, ["similar-people"])


@pytest.mark.parametrize("word", ["House Account", "Deactivated User", "FALSE", "0", "已离职"])
def test_words_for_nobody(tmp_path: Path, word: str) -> None:
    assert people(tmp_path, "Ann Lee", word) == (1, ["nobody"])


@pytest.mark.parametrize("heading", ["Status", "Account Status", "Subscription Status", "Lifecycle Stage", "客户状态"])
@pytest.mark.parametrize("word", ["Churned", "cancelled", "Gekündigt", "résilié", "已流失", "Prospect"])
def test_customers_who_are_said_to_be_none_are_told(tmp_path: Path, heading: str, word: str) -> None:
    table = f"customer,segment,arr,{heading}\nx,a,1000,Active\ny,a,3000,{word}\nz,a,500,Live\n"
    loaded = read(tmp_path, table, ONE)
    assert sums(loaded)["a"].arr == 4500
    [said] = lines(loaded, tmp_path)
    assert f"1 row with 3,000 of ARR counts, and '{heading}' says that it is no customer: '{word}' (1)" in said


def test_rows_of_subscriptions_that_ended_are_told(tmp_path: Path) -> None:
    table = "customer,segment,arr,product,status\nx,a,1000,p,active\nx,a,3000,q,canceled\ny,a,5,p,canceled\n"
    accounts = "accounts: {file: accounts.csv, rows: subscriptions}"
    loaded = read(tmp_path, table, ONE, HEAD.replace("accounts: accounts.csv", accounts))
    assert sums(loaded)["a"].arr == 4005
    assert any("2 rows with 3,005 of ARR count" in each for each in lines(loaded, tmp_path))


def test_a_status_that_segments_go_by_is_their_matter(tmp_path: Path) -> None:
    table = "customer,arr,Status\nx,1000,Active\ny,3000,Churned\n"
    loaded = read(tmp_path, table, "segments: [{name: a, where: {status: Active}}]\n")
    assert (sums(loaded)["a"].arr, codes(loaded)) == (1000, ["unclaimed-customers"])
