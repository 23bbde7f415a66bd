"""What `csplan value` says, against numbers worked out apart from csplan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.value.answer import value
from csplan.render.formats import as_text
from tests.measure.records import load as load_record
from tests.measure.records import plan_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.plan.plan import Plan

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbor-usd"
TIME = "{contracted: 250 d, leave: 15 d, sick: 5 d, internal: 30%, realization: 85%}"
PLAN = f"""\
csplan: 1
currency: USD
name: Worked
roles:
  csm: {{pay: 120k, loading: 30%, other_costs: 9k, time: {TIME}}}
tasks:
  - {{name: rescue, kind: proactive, per: customer, takes: 16 h, times: 1}}
economics: {{gross_margin: 70%, arr_multiple: 5, costs: [{{name: hosting, share: 15%, in: gross}}]}}
"""
CREDIT = "value: {plays: {task: rescue}, credit: {csql: 50%, poc: 50%}ANYWAY}\nsegments: [{name: mid}]\n"
PEOPLE = "csm,team\nAna,mid\nBen,mid\n"
SHOTS = """\
date,customer,csm,health
2025-10-01,E,Ben,green
2026-01-01,A,Ana,red
2026-03-01,A,Ana,yellow
2026-01-01,B,Ana,yellow
2026-03-01,B,Ana,green
2026-03-01,C,Ben,green
2026-01-01,D,Ben,red
2026-03-01,D,Ben,green
2026-03-01,E,Ben,green
2026-03-01,F,Ana,green
2026-03-01,G,Ben,lime
2026-09-30,G,Ben,lime
"""
EVENTS = """\
date,event,customer,csm,arr,due,id,from,value
2026-03-10,renewal,A,,120k,120k,,,
2026-03-10,renewal,B,Ana;Ben,60k,80k,,,
2026-03-10,opt_out,C,,200k,200k,,,
2026-03-05,opt_out,D,,90k,90k,,,
2026-03-10,renewal,D,,90k,90k,,,
2026-03-10,renewal,E,,150k,150k,,,
2026-02-01,csql,F,,,,L1,,
2026-02-15,poc,F,,,,P1,L1,
2026-03-20,expansion,F,,40k,,,P1,
2026-03-20,expansion,B,,15k,,,,
2026-02-10,poc,A,,,,P2,,
2026-03-20,expansion,A,,30k,,,P2,
2026-03-20,expansion,G,,25k,,,,
2026-04-01,csqa,E,,,,,,reference
2026-04-02,referral,E,,50k,,,,Newco
2026-04-03,sale,E,,50k,,,,newco
2026-04-04,sale,G,,70k,,,,Otherco
2026-04-05,service,C,,12k,,,,premium
"""
BOOK = "customer,segment,arr\n" + "".join(f"{name},mid,200k\n" for name in "ABCDEFG")


def load(folder: Path, anyway: str = "", events: str = EVENTS) -> Plan:
    folder.mkdir(exist_ok=True)
    text = PLAN + CREDIT.replace("ANYWAY", anyway)
    return plan_of(load_record(folder, text, head="", accounts=BOOK, snapshots=SHOTS, events=events, people=PEOPLE))


def as_json(plan: Plan, **asked: Any) -> dict[str, Any]:
    return value(plan, **asked).as_dict()


def test_each_arr_is_credited_once(tmp_path: Path) -> None:
    """652,000, where all that touches a CSM adds up to 867,000."""
    found = as_json(load(tmp_path))
    rows = {row["reason"]: (row["events"], row["arr"], row["credited_arr"]) for row in found["credited"]}
    assert rows == {
        "saved": (2, 210_000, 210_000),
        "won": (1, 60_000, 60_000),
        "opt_out": (1, 200_000, 200_000),
        "csql": (1, 40_000, 20_000),
        "poc": (1, 30_000, 15_000),
        "saved_won": (1, 15_000, 15_000),
        "referral": (1, 50_000, 50_000),
        "sale": (1, 70_000, 70_000),
        "service": (1, 12_000, 12_000),
    }
    total = found["total"]
    assert [total[f"credited_{name}"] for name in ("retain", "expand", "land", "arr")] == [
        470_000, 50_000, 132_000, 652_000,
    ]  # fmt: skip
    assert total["credited_return"] == pytest.approx(1.679394, abs=5e-7)
    assert (found["pays_if"], found["pays_if_value"]) == pytest.approx((0.595453, 0.101227), abs=5e-7)
    assert found["not_credited"] == [
        {"module": "retain", "why": "healthy", "events": 1, "arr": 150_000},
        {"module": "expand", "why": "no_lead", "events": 1, "arr": 25_000},
    ]
    assert (found["schema"], found["advocacy"]) == ("csplan/value/1", 1)
    assert found["period"] == {"from": "2025-10-01", "to": "2026-09-30", "as_of": "2026-09-30"}


def test_what_would_have_come_anyway_is_stated_or_not_known(tmp_path: Path) -> None:
    found = as_json(load(tmp_path, ", anyway: {csql: 60%, referral: {value: 30%, source: asked}}"))
    assert found["incremental_arr"] == pytest.approx(43_000)
    assert found["unknown_arr"] == pytest.approx(112_000)
    # What plays added nobody knows, so that what is stated has no interval: not one of no width.
    assert (found["incremental_arr_low"], found["incremental_arr_high"]) == (None, None)
    [row] = [row for row in found["returns"] if row["what"] == "incremental"]
    assert (row["arr"], row["return_low"], row["return_high"]) == (pytest.approx(43_000), None, None)
    low = as_json(load(tmp_path / "low", ", anyway: {csql: 60%, referral: {value: 30%, source: asked}}"), low=True)
    assert [row["arr"] for row in low["returns"] if row["what"] == "incremental"] == [pytest.approx(43_000)]
    nothing = as_json(load(tmp_path / "none"))
    assert (nothing["incremental_arr"], nothing["unknown_arr"]) == (None, 182_000)
    assert nothing["added_renewals"]["evidence"] == "none"


def test_by_csm_what_is_of_several_counts_in_equal_parts(tmp_path: Path) -> None:
    rows = {row["csm"]: row for row in as_json(load(tmp_path))["csms"]}
    names = ("wins", "saves", "csql", "csqa", "credited_retain", "credited_expand", "credited_land", "credited_arr")
    # B's renewal is of Ana and Ben; B's expansion names nobody, and was Ana's that day.
    assert [rows["Ana"][name] for name in names] == [0.5, 1, 1, 0, 150_000, 50_000, 0, 200_000]
    assert [rows["Ben"][name] for name in names] == [0.5, 1, 0, 1, 320_000, 0, 132_000, 452_000]


def test_every_credited_row_has_its_chain(tmp_path: Path) -> None:
    events = as_json(load(tmp_path), events=True)["events"]
    assert sum(row["credited_arr"] for row in events) == 652_000
    grown = next(row for row in events if row["reason"] == "csql")
    assert [(link["event"], link["date"], link["line"]) for link in grown["chain"]] == [
        ("poc", "2026-02-15", 9),
        ("csql", "2026-02-01", 8),
    ]
    assert (grown["customer"], grown["file"].rpartition("/")[2], grown["line"]) == ("F", "events.csv", 10)


def test_the_order_of_rows_is_no_matter(tmp_path: Path) -> None:
    head, *rows = EVENTS.splitlines()
    found = as_json(load(tmp_path, events="\n".join([head, *rows[::-1]]) + "\n"))
    assert found["total"]["credited_arr"] == 652_000
    assert sorted(row["reason"] for row in found["credited"]) == sorted(
        row["reason"] for row in as_json(load(tmp_path / "same"))["credited"]
    )


def test_what_is_lost_or_undone_is_not_credited(tmp_path: Path) -> None:
    """The last renewal of a customer counts, and an opt-out that was used does not."""
    more = "2026-05-01,renewal,A,,0,120k,,,\n2026-05-01,opt_out,C,,0,200k,,,\n"
    rows = {row["reason"]: row["arr"] for row in as_json(load(tmp_path, events=EVENTS + more))["credited"]}
    assert rows["saved"] == 90_000
    assert "opt_out" not in rows


# --- plays beside others ---------------------------------------------------------------------------------------------

CELLS = {("mid", "red"): (12, 8, 10, 4, 20), ("mid", "yellow"): (20, 18, 16, 13, 25)}
"""By segment and colour: played, kept, others, kept, and the ARR of each in thousands."""
LARGE = {("large", "yellow"): (4, 3.7, 2, 1, 100)}


def world(folder: Path, cells: Mapping[tuple[str, str], Sequence[float]], value_: str = "", **more: str) -> Plan:
    """Make spells that begin on 2026-01-01, are played on the 20th or not, and whose renewal is on 2026-06-01."""
    shots = "date,customer,csm,health\n"
    events, book = "date,event,customer,arr,due,value\n2026-09-30,contact,Nobody,,,\n", "customer,segment,arr\n"
    for (segment, colour), (played, kept, others, others_kept, arr) in cells.items():
        for what, count, successes in (("play", played, kept), ("", others, others_kept)):
            for index in range(int(count)):
                name = f"{segment} {colour} {what or more.get('word', 'alone')} {index}"
                part = min(1.0, max(0.0, round(successes - index, 6)))
                book += f"{name},{segment},{arr}k\n"
                shots += f"2025-12-01,{name},Ana,green\n2026-01-01,{name},Ana,{colour}\n"
                events += f"2026-01-20,play,{name},,,retraining\n" if what else ""
                events += f"2026-01-20,play,{name},,,holdout\n" if more.get("word") == "holdout" and not what else ""
                events += f"2026-06-01,renewal,{name},{part * arr:g}k,{arr}k,\n"
    segments = "".join(f"  - {{name: {name}}}\n" for name in dict.fromkeys(segment for segment, _ in cells))
    book += "Nobody,mid,10k\n"
    text = f"{PLAN}value: {{plays: {{task: rescue, within: 45 d}}{value_}}}\nsegments:\n{segments}"
    folder.mkdir(exist_ok=True)
    return plan_of(load_record(folder, text, head="", accounts=book, snapshots=shots, events=events))


def test_added_renewals_as_worked(tmp_path: Path) -> None:
    found = as_json(world(tmp_path, CELLS))
    cells = {row["colour"]: (row["played"], row["others"], row["due"], row["added"]) for row in found["cells"]}
    assert cells == {
        "yellow": (20, 16, 500_000, pytest.approx(43_750)),
        "red": (12, 10, 240_000, pytest.approx(64_000)),
    }
    added = found["added_renewals"]
    assert (added["value"], added["low"], added["high"]) == pytest.approx(
        (107_750, -43_721.782907, 253_707.601287), abs=1e-5
    )
    assert (added["due"], added["evidence"]) == (740_000, "untreated")
    plays = next(row for row in found["returns"] if row["what"] == "plays")
    assert plays["cost"] == pytest.approx(77_164.778955, abs=1e-5)
    assert (plays["return"], plays["return_low"], plays["return_high"]) == pytest.approx(
        (1.186908, -0.481612, 2.794688), abs=5e-7
    )
    assert found["selection_to_break_even"] == pytest.approx(0.022930, abs=5e-7)
    assert found["detectable_difference"] == pytest.approx(0.323898, abs=5e-7)
    assert found["incremental_arr"] == pytest.approx(107_750)


def test_a_cell_with_few_others_borrows_those_of_all_segments(tmp_path: Path) -> None:
    found = as_json(world(tmp_path, {**CELLS, **LARGE}))
    large = next(row for row in found["cells"] if row["segment"] == "large")
    assert (large["others_rate"], large["added"]) == pytest.approx((0.777778, 58_888.888889), abs=5e-7)
    assert (large["others"], large["compared_with"]) == (18, "all_segments")
    added = found["added_renewals"]
    assert (added["value"], added["low"], added["high"]) == pytest.approx(
        (166_638.888889, -94_571.012977, 391_969.287238), abs=1e-5
    )
    assert found["unknown_arr"] == 0


def test_hours_in_the_time_log_are_plays_too(tmp_path: Path) -> None:
    """Of others without an event, ten were played by the log; two entries of one rescue are one play."""
    world(tmp_path, CELLS)
    rows = "".join(
        f"2026-01-{day},Ana,rescue,90,mid yellow alone {index}\n" for index in range(10) for day in ("12", "19")
    )
    # One who was played by an event has its hours in the log as well, and one is logged too late.
    rows += "2026-01-21,Ana,rescue,90,mid yellow play 0\n2026-05-02,Ana,rescue,60,mid yellow alone 15\n"
    (tmp_path / "log.csv").write_text(f"date,csm,task,minutes,customer\n{rows}", encoding="utf-8")
    file = tmp_path / "csplan.yaml"
    file.write_text(f"time_log: log.csv\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    without = as_json(csplan.load(file))
    found = as_json(csplan.load(file, log=True))
    yellow = {row["colour"]: row for row in found["cells"]}["yellow"]
    assert (yellow["played"], yellow["others"]) == (30, 6)
    assert {row["colour"]: row["played"] for row in without["cells"]}["yellow"] == 20
    hours = next(row["cost"] for row in found["returns"] if row["what"] == "plays") / 150.712459
    # 32 by events, 10 by the log, and the one that came too late to count as treatment.
    assert hours == pytest.approx(43 * 16, rel=1e-6)


def test_too_few_others_say_nothing(tmp_path: Path) -> None:
    cells = {("mid", "red"): (12, 8, 4, 2, 20)}
    found = as_json(world(tmp_path, cells))
    [cell] = found["cells"]
    assert (cell["others"], cell["others_rate"], cell["added"], cell["compared_with"]) == (4, None, None, "too_few")
    assert found["added_renewals"] == {
        "value": None, "low": None, "high": None, "due": None, "evidence": "none", "within": [],
    }  # fmt: skip
    assert found["unknown_arr"] == 240_000
    assert "evidence: none" in value(world(tmp_path / "words", cells)).answer[1]


def test_a_stated_baseline_stands_in_where_nobody_was_left_alone(tmp_path: Path) -> None:
    found = as_json(world(tmp_path, {("mid", "red"): (12, 8, 0, 0, 20)}, ", baseline: {red: 40%}"))
    [cell] = found["cells"]
    assert (cell["compared_with"], cell["evidence"], cell["others_rate"]) == ("stated", "stated", 0.4)
    added = found["added_renewals"]
    assert added["evidence"] == "stated"
    assert added["value"] == pytest.approx(240_000 * (8 / 12 - 0.4))
    # The interval is that of the played alone: Wilson's of 8 of 12.
    assert (added["low"], added["high"]) == pytest.approx(
        (240_000 * (0.390622 - 0.4), 240_000 * (0.861884 - 0.4)), abs=1
    )


def test_who_was_left_alone_by_lot_is_better_evidence(tmp_path: Path) -> None:
    found = as_json(world(tmp_path, CELLS, word="holdout"))
    assert {row["evidence"] for row in found["cells"]} == {"holdout"}
    assert found["added_renewals"]["evidence"] == "holdout"
    assert found["added_renewals"]["value"] == pytest.approx(107_750)
    assert not any("lot" in text for text in value(world(tmp_path / "w", CELLS, word="holdout")).actions)


def test_evidence_of_two_kinds_is_told_as_two(tmp_path: Path) -> None:
    """Of red ones nobody was left alone, so that 40% is stated; of yellow ones 16 were."""
    cells = {("mid", "red"): (12, 8, 0, 0, 20), ("mid", "yellow"): (20, 18, 16, 13, 25)}
    plan = world(tmp_path, cells, ", baseline: {red: 40%}")
    assert as_json(plan)["added_renewals"]["evidence"] == "stated"  # the weakest
    report = value(plan)
    assert report.answer[1].endswith("(evidence: untreated and stated).")
    assert next(table.title for table in report.tables if table.key == "cells").endswith(
        "(evidence: untreated and stated)"
    )


def test_swapping_played_and_others_turns_the_sign(tmp_path: Path) -> None:
    """With the same ARR due of both."""
    one = {("mid", "red"): (12, 8, 12, 5, 20)}
    other = {("mid", "red"): (12, 5, 12, 8, 20)}
    first, second = (as_json(world(tmp_path / name, cells)) for name, cells in (("a", one), ("b", other)))
    assert first["added_renewals"]["value"] == pytest.approx(-second["added_renewals"]["value"])
    assert first["added_renewals"]["low"] == pytest.approx(-second["added_renewals"]["high"])


def test_untouched_customers_change_no_other_cell(tmp_path: Path) -> None:
    more = {**CELLS, ("small", "yellow"): (0, 0, 9, 3, 5)}
    first, second = (as_json(world(tmp_path / name, cells)) for name, cells in (("a", CELLS), ("b", more)))
    assert [row["added"] for row in first["cells"]] == [row["added"] for row in second["cells"]]


def test_of_the_served_where_others_have_no_csm(tmp_path: Path) -> None:
    """Served beside not served goes before plays: 24 of 30 against 5 of 10, of 20k each."""
    shots, events = "date,customer,csm,health\n", "date,event,customer,arr,due\n2026-09-30,contact,a0,,\n"
    book = "customer,segment,arr\n"
    for prefix, csm, count, kept in (("a", "Ana", 30, 24), ("b", "", 10, 5)):
        for index in range(count):
            book += f"{prefix}{index},mid,20k\n"
            shots += f"2026-05-01,{prefix}{index},{csm},green\n"
            events += f"2026-06-01,renewal,{prefix}{index},{20 if index < kept else 0}k,20k\n"
    text = f"{PLAN}value: {{}}\nsegments: [{{name: mid}}]\n"
    plan = plan_of(load_record(tmp_path, text, head="", accounts=book, snapshots=shots, events=events))
    found = as_json(plan)
    [cell] = found["cells"]
    assert (cell["colour"], cell["evidence"], cell["played"], cell["others"]) == ("served", "unserved", 30, 10)
    assert found["added_renewals"]["value"] == pytest.approx(600_000 * (0.8 - 0.5))
    assert found["added_renewals"]["evidence"] == "unserved"
    assert "more than those without." in value(plan).answer[1]


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    """Before the landmark, without a renewal yet, and a spell that another one followed."""
    shots = """\
date,customer,csm,health
2025-12-01,a,,green
2026-05-01,a,,red
2025-12-01,b,,green
2026-05-01,b,,red
2025-12-01,c,,green
2026-01-01,c,,red
2026-02-01,c,,green
2026-03-01,c,,red
2026-09-30,d,,green
"""
    events = "date,event,customer,arr,due\n2026-06-01,renewal,a,5k,5k\n2026-06-01,renewal,c,5k,5k\n"
    book = "customer,segment,arr\n" + "".join(f"{name},mid,5k\n" for name in "abcd")
    text = f"{PLAN}value: {{}}\nsegments: [{{name: mid}}]\n"
    plan = plan_of(load_record(tmp_path, text, head="", accounts=book, snapshots=shots, events=events))
    assert as_json(plan)["left_out"] == {
        "before_landmark": 1, "open": 1, "other_period": 0, "later_spell": 1, "too_late": 0,
    }  # fmt: skip


# --- screens, options ------------------------------------------------------------------------------------------------


def test_the_example_credits_much_and_adds_nothing_that_can_be_told_from_chance() -> None:
    """Plays add nothing in the world that made it: truth.json."""
    plan = csplan.load(EXAMPLE)
    found = as_json(plan)
    assert found["total"]["credited_arr"] > 1_000_000
    assert found["added_renewals"]["low"] <= 0 <= found["added_renewals"]["high"]
    assert [each["within"] for each in found["added_renewals"]["within"]] == [30, 60]
    assert "This may be chance" in csplan.value(plan).answer[1]


def test_segments_add_up(tmp_path: Path) -> None:
    del tmp_path
    plan = csplan.load(EXAMPLE)
    whole, one = as_json(plan), as_json(plan, segments=["small"])
    names = ("credited_retain", "credited_expand", "credited_land", "credited_arr", "people_cost", "added_renewals")
    for name in names:
        known = [row[name] for row in whole["segments"] if row[name] is not None]
        own = whole["added_renewals"]["value"] if name == "added_renewals" else whole["total"][name]
        assert sum(known) == pytest.approx(own), name
    small = next(row for row in whole["segments"] if row["segment"] == "small")
    assert one["total"]["credited_arr"] == small["credited_arr"]
    ends = ("added_renewals_low", "added_renewals_high")
    assert [one["added_renewals"][end.rpartition("_")[2]] for end in ends] == [small[end] for end in ends]
    assert sum(row["credited_arr"] for row in one["csms"]) == pytest.approx(small["credited_arr"])


def test_the_lower_end_counts_where_it_is_asked_for() -> None:
    plan = csplan.load(EXAMPLE)
    usual, low = (as_json(plan, low=asked) for asked in (False, True))
    for first, second in zip(usual["returns"], low["returns"], strict=True):
        assert second["return"] == (first["return"] if first["what"] == "team" else first["return_low"])
    assert value(plan, low=True).answer[1].endswith("nothing was added.")


def test_letters_stand_for_names() -> None:
    plan = csplan.load(EXAMPLE)
    text = as_text(value(plan, anonymous=True, events=True, by="csm"), "json")
    assert "CSM A" in text
    assert not any(name in text for name in ("Ada Brandt", "Ivo Lang", "Rosa Conti"))


def test_a_period_by_its_name() -> None:
    plan = csplan.load(EXAMPLE)
    assert as_json(plan, period="2026-Q2")["period"]["to"] == "2026-06-30"
    with pytest.raises(ValueError, match="no period"):
        value(plan, period="lately")
    with pytest.raises(ValueError, match="no segment"):
        value(plan, segments=["nowhere"])
    with pytest.raises(ValueError, match="no events"):
        value(csplan.load(EXAMPLE.parent / "acme-usd"))


def test_what_can_be_told_from_chance_is_not_said_to_be_chance(tmp_path: Path) -> None:
    """All of 40 played renew, and 10 of 40 others."""
    plan = world(tmp_path, {("mid", "red"): (40, 40, 40, 10, 20)})
    report = value(plan)
    assert report.answer[1].startswith(
        "Credited does not mean added: customers with a rescue play kept 600k of ARR more than"
    )
    assert "chance" not in report.answer[1]
    assert "of renewals would not have come without the team (95% sure)" in value(plan, low=True).answer[1]
    assert any("Rescue plays still pay" in text for text in report.notes)
    assert report.actions[0].startswith(
        "Leave every second red customer of mid alone, chosen by lot (`holdout`): in two years"
    )


def test_where_all_renew_nothing_can_be_told(tmp_path: Path) -> None:
    found = as_json(world(tmp_path, {("mid", "red"): (6, 6, 6, 6, 20)}))
    assert (found["detectable_difference"], found["added_renewals"]["value"]) == (None, 0)


def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    """The task that a play takes, and what people cost."""
    world(tmp_path, CELLS)
    file = tmp_path / "csplan.yaml"
    text = file.read_text(encoding="utf-8").replace("{plays: {task: rescue, within: 45 d}}", "{}")
    file.write_text(text, encoding="utf-8")
    asked = value(csplan.load(file)).actions
    assert any("Name the task that a rescue takes" in text for text in asked)
    assert any("Say who was there" in text for text in asked)
    file.write_text(text.replace("segments:", "people: [{csm: Ana, team: mid}]\nsegments:"), "utf-8")
    rows = {row["what"]: row for row in as_json(csplan.load(file))["returns"]}
    assert rows["plays"]["cost"] is None
    assert rows["team"]["cost"] > 0


def test_the_largest_of_few_is_to_be_judged_by_name(tmp_path: Path) -> None:
    """Most of the doubt is in the large: 4 played of 100,000 each."""
    report = value(world(tmp_path, {("mid", "yellow"): (100, 90, 100, 80, 5), **LARGE}))
    assert "Look closely at the 4 customers of large with a rescue play: most of the doubt is there." in report.actions
