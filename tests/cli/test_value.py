"""`csplan value` as a command: what it lists, what it is asked for, and what it can't say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.commands import said

EXAMPLES = Path(__file__).parents[2] / "examples"
PLAN = str(EXAMPLES / "harbor-usd")
HEAD = """\
csplan: 1
currency: USD
segments: [{name: a}]
accounts: accounts.csv
"""


def found(*options: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(said(["value", PLAN, *options, "-f", "json"]).out)
    return answer


def plan(folder: Path, sections: str = "", **tables: str) -> str:
    (folder / "accounts.csv").write_text("customer,segment,arr\nx,a,20k\ny,a,30k\n", encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    named = "".join(f"{name}: {name}.csv\n" for name in tables)
    (folder / "csplan.yaml").write_text(HEAD + named + sections, encoding="utf-8")
    return str(folder)


def test_first_screen() -> None:
    out = said(["value", PLAN]).out.splitlines()
    assert out[1].startswith("From 2025-10-01 to 2026-09-30 the team is credited with")
    text = "\n".join(out)
    assert "Credited does not mean added" in text
    assert "premium and consulting" in text
    assert "What it cost" not in text
    assert "What it cost and returned in a year" in said(["value", PLAN, "--all"]).out


@pytest.mark.parametrize(
    ("by", "heading"), [("reason", "module what"), ("segment", "segment retain expand"), ("csm", "saved won CSQL CSQA")]
)
def test_what_the_first_table_has_a_row_for(by: str, heading: str) -> None:
    assert heading in " ".join(said(["value", PLAN, "--by", by]).out.split())


def test_returns_over_several_years() -> None:
    """A return of three years is less than three times that of one: customers leave."""
    for row in found("--years", "3")["returns"]:
        if row["arr"] > 0:
            assert row["return"] < row["return_years"] < 3 * row["return"]
    assert all(row["return_years"] is None for row in found()["returns"])
    assert "all years" in said(["value", PLAN, "--years", "3", "--all"]).out


def test_events_only_where_they_are_asked_for() -> None:
    assert "events" not in found()
    listed = found("--events", "-s", "mid")
    assert {row["segment"] for row in listed["events"]} == {"mid"}
    assert sum(row["credited_arr"] for row in listed["events"]) == pytest.approx(listed["total"]["credited_arr"])


def test_a_table_as_csv() -> None:
    out = said(["value", PLAN, "-f", "csv", "--table", "csms"]).out.splitlines()
    assert out[0].startswith("csm,saves,wins,csql,csqa,credited_retain")
    assert any(line.startswith("Ada Brandt,") for line in out)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--period", "2019"], "the record says nothing of 2019"),
        (["--period", "soon"], "'soon' is no period"),
        (["--as-of", "2031-01-01"], "the record says nothing of 2031-01-01"),
        (["-s", "midd"], "no segment is named 'midd'"),
        (["--years", "0"], "greater than or equal to 1"),
    ],
)
def test_what_the_record_does_not_have(options: list[str], says: str) -> None:
    done = said(["value", PLAN, *options])
    assert done.code == 2
    assert says in done.err


def test_without_events(tmp_path: Path) -> None:
    done = said(["value", plan(tmp_path, snapshots="date,customer,health\n2026-01-01,x,red\n")])
    assert (done.code, "the plan has no events" in done.err) == (2, True)


def test_without_anything_beside_events(tmp_path: Path) -> None:
    """No snapshots, no people, no pay, no costs: what can be said is said, and what would say more."""
    events = "date,event,customer,arr,due,value\n2026-01-31,renewal,x,20k,20k,\n2026-09-30,referral,y,9k,,New\n"
    path = plan(tmp_path, events=events)
    done = said(["value", path])
    assert done.code == 0
    assert "credited with 9k of ARR; each ARR counts once." in done.out
    assert "(evidence: none)" in " ".join(done.out.split())
    assert "Export how customers were (`snapshots:`)" in done.out
    answer = json.loads(said(["value", path, "-f", "json"]).out)
    assert answer["not_credited"] == [{"module": "retain", "why": "unknown", "events": 1, "arr": 20_000}]
    assert (answer["pays_if"], answer["incremental_arr"], answer["unknown_arr"]) == (None, None, 9000)
    assert said(["value", path, "--all"]).code == 0


def test_a_record_in_which_nothing_is_credited(tmp_path: Path) -> None:
    path = plan(tmp_path, events="date,event,customer,arr,due\n2026-01-31,renewal,x,0,20k\n")
    done = said(["value", path, "--all", "--events"])
    assert done.code == 0
    assert "credited with 0 of ARR" in done.out


def test_events_of_customers_in_no_segment_count_nowhere(tmp_path: Path) -> None:
    two = HEAD.replace("[{name: a}]", "[{name: a}, {name: b}]")
    path = plan(
        tmp_path,
        snapshots="date,customer,health\n2026-01-01,gone,red\n2026-03-01,x,green\n",
        events="date,event,customer,arr,due,value\n2026-03-31,referral,gone,7k,,New\n2026-03-31,referral,x,5k,,Other\n",
    )
    file = tmp_path / "csplan.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(HEAD, two), encoding="utf-8")
    answer = json.loads(said(["value", path, "-f", "json"]).out)
    assert answer["total"]["credited_arr"] == 5000
    assert "1 event belongs to a customer in no segment" in said(["value", path, "--all"]).out


def test_check_of_what_is_right() -> None:
    assert said(["value", PLAN, "--check"]).code == 0
