"""``csplan assign`` from the command line."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.fuzz.commands import said
from tests.plans import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

PLAN = str(EXAMPLES / "qinghe-cny")
DAY = ("--as-of", "2027-01-04")


def test_json_has_teams_people_and_moves() -> None:
    found: dict[str, Any] = json.loads(said(["assign", PLAN, *DAY, "-f", "json"]).out)
    assert found["schema"] == "csplan/assign/1"
    assert list(found) == ["schema", "plan", "teams", "csms", "moves", "findings"]
    [team] = found["teams"]
    assert team["worst"] <= 0.1 < team["worst_now"]
    assert len(found["moves"]) == team["moved"] >= team["moves_bound"]


def test_moves_are_written_to_be_imported(tmp_path: Path) -> None:
    file = tmp_path / "moves.csv"
    assert said(["assign", PLAN, *DAY, "-o", str(file)]).code == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert list(rows[0])[:4] == ["customer", "from", "to", "reason"]
    assert {row["from"] for row in rows} == {"何涛", "林晓"}
    assert not [row for row in rows if row["reason"].startswith(("=", "+", "-", "@", "'"))]
    again = said(["assign", PLAN, *DAY, "-o", str(file)])
    assert again.code == 2
    assert "--force" in again.err


def test_options_stand_in_for_the_plan() -> None:
    few: dict[str, Any] = json.loads(said(["assign", PLAN, *DAY, "--moves", "14", "-f", "json"]).out)
    assert few["teams"][0]["moved"] == 14
    wide: dict[str, Any] = json.loads(said(["assign", PLAN, *DAY, "--within", "60%", "-f", "json"]).out)
    assert (wide["teams"][0]["moved"], wide["teams"][0]["reached"]) == (12, True)
    gone = said(["assign", PLAN, *DAY, "--without", "林晓", "--team", "中型", "-f", "json"])
    assert {"without 林晓", "last day 2026-12-31"} == {row["reason"] for row in json.loads(gone.out)["moves"]}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--without", "Emma Wong"], "did you mean Emma Wang?"),
        (["--team", "大"], "no team is named"),
        (["--within", "much"], "--within"),
        (["--within", "-5%"], "below zero"),
        (["--as-of", "soon"], "--as-of"),
    ],
)
def test_what_can_not_be_asked(arguments: list[str], words: str) -> None:
    done = said(["assign", PLAN, *arguments])
    assert done.code == 2
    assert words in done.err


def test_the_day_is_the_last_of_the_record_where_there_is_one(tmp_path: Path) -> None:
    """By the snapshots Bo has x since March: within 180 days of the last of them it stays, though Bo has all."""
    (tmp_path / "csplan.yaml").write_text(
        "csplan: 1\ncurrency: USD\nroles: {csm: {pay: 1k, loading: 0%, time: 1000 h}}\naccounts: accounts.csv\n"
        "segments: [{name: a}]\nsnapshots: snapshots.csv\npeople: [{csm: Ann}, {csm: Bo}]\n"
        "assign: {within: 0%, keep: {moved: 180 d}}\n",
        encoding="utf-8",
    )
    (tmp_path / "accounts.csv").write_text(
        "customer,segment,arr,csm\nx,a,10k,Bo\ny,a,10k,Bo\nz,a,20k,Ann\nw,a,20k,Bo\n", encoding="utf-8"
    )
    (tmp_path / "snapshots.csv").write_text(
        "date,customer,csm\n2026-01-31,x,Ann\n2026-03-01,x,Bo\n2026-06-01,x,Bo\n2026-06-01,y,Bo\n2026-06-01,z,\n",
        encoding="utf-8",
    )
    found: dict[str, Any] = json.loads(said(["assign", str(tmp_path), "-f", "json"]).out)
    assert [row["customer"] for row in found["moves"]] == ["y"]
    shown = said(["assign", str(tmp_path)]).out
    assert "As of 2026-06-01" in shown
    later = said(["assign", str(tmp_path), "--as-of", "2026-09-30", "-f", "json"])
    assert len(json.loads(later.out)["moves"]) == 1
    assert "1 account is kept" in shown


def test_a_plan_without_a_book_has_no_accounts() -> None:
    done = said(["assign", str(EXAMPLES / "acme-usd")])
    assert done.code == 2
    assert "no account book" in done.err


def test_check_fails_where_nobody_is_there() -> None:
    assert said(["assign", PLAN, *DAY, "--check"]).code == 0
    done = said(["assign", PLAN, "--as-of", "2020-01-01", "--check"])
    assert done.code == 1
    assert "nobody-there" in done.err


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("moved", "Accounts that have another CSM than today"),
        ("must_move", "Accounts that can't stay"),
        ("accounts moved", "Accounts that have another CSM than today"),
        ("moves_bound", "Fewer moves than these can't bring everybody within"),
        ("worst_bound", "How far from their share somebody has to be"),
    ],
)
def test_what_is_looked_for_is_explained(words: str, meaning: str) -> None:
    for plan in ([PLAN], []):
        done = said(["explain", *plan, words])
        assert done.code == 0
        assert meaning in done.out
        assert "under teams" in " ".join(done.out.split())
    [row] = json.loads(said(["explain", words, "-f", "json"]).out)["searched"]
    assert row["meaning"].startswith(meaning)
