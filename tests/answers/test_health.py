"""What `csplan health` says, against numbers worked out apart from csplan."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.diff.answer import diff
from csplan.answers.explain.answer import explain
from csplan.answers.explain.asked import Unclear, names_for
from csplan.answers.health.answer import health
from csplan.answers.whom import whom
from csplan.loader.plan import load_all
from csplan.measure.indicators import compared
from csplan.measure.periods import period_called
from csplan.render.formats import as_text
from examples.make_record import made
from examples.make_record_cny import made as chinese
from tests.fuzz.commands import said
from tests.measure.records import ONE_SEGMENT, SCORED, load, plan_of, record_of
from tests.measure.test_customers import BOOK, SHOTS, moved

if TYPE_CHECKING:
    from csplan.plan.plan import Plan

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbor-usd"


def test_movement_with_its_intervals(tmp_path: Path) -> None:
    report = health(moved(tmp_path))
    [row] = report.rows("segments")
    assert (row["recovery_rate"], row["recovery_rate_low"], row["recovery_rate_high"]) == pytest.approx(
        (0.428571, 0.158220, 0.749542), abs=5e-7
    )
    assert (row["slip_rate"], row["slip_rate_low"], row["slip_rate_high"]) == pytest.approx(
        (0.4, 0.117621, 0.769276), abs=5e-7
    )
    assert report.answer[0] == (
        "Of 7 customers at risk on 2026-07-01, 3 recovered until 2026-09-30 (42.9%, could be 15.8% to 75.0%); 2 "
        "healthy ones slipped: net +1."
    )
    cells = {(each["from"], each["to"]): (each["customers"], each["arr"]) for each in report.rows("matrix")}
    assert cells["lime", "left"] == (1, 1000)
    assert sum(customers for customers, _ in cells.values()) == 12
    assert report.as_dict()["schema"] == "csplan/health/1"


def test_who_is_called_healthy_and_is_not(tmp_path: Path) -> None:
    shots = SHOTS.replace("customer,", "customer,health,", 1).replace(",9", ",green,9", 1)
    rows = [line.split(",") for line in SHOTS.splitlines()]
    colours = ("health", "lime", "green", "lime", "green", "red")
    shots = "\n".join(",".join((*row[:2], colour, *row[2:])) for row, colour in zip(rows, colours, strict=True))
    report = health(
        plan_of(load(tmp_path, SCORED + ONE_SEGMENT, accounts=BOOK, snapshots=f"{shots}\n")), customers=True
    )
    [row] = report.rows("quadrants")
    assert [row[name] for name in ("successful", "pleased", "captive", "failing", "unscored")] == [1, 1, 1, 1, 1]
    # Birch is green and scores 50.125, Cedar is lime and scores 39.5; of Delta too little is known.
    assert (row["called_healthy"], row["called_healthy_arr"]) == (2, 2000)
    assert [each["customer"] for each in report.rows("customers")] == ["Birch", "Cedar"]
    birch, cedar = report.rows("customers")
    assert [birch[name] for name in ("score", "outcome_score", "experience_score", "quadrant")] == pytest.approx(
        [50.125, 50.125, 87.4, "pleased"]
    )
    assert (cedar["outcome_score"], cedar["experience_score"], cedar["quadrant"]) == (74, 39.5, "captive")
    assert "Health by segment" not in as_text(report, "table")  # what was asked for comes first
    [segment] = report.rows("segments")
    assert segment["nps"] == pytest.approx((40 + 70 - 30 + 10 - 50) / 5)


def test_who_may_leave_before_the_contract_ends_is_told(tmp_path: Path) -> None:
    book = "customer,segment,arr,opt_out\n" + "".join(
        f"{name},a,1k,{may}\n" for name, may in zip("uvwxyz", ("yes", "是", "no", "", "perhaps", "1"), strict=True)
    )
    shots = "date,customer,health\n" + "".join(
        f"2026-0{month}-01,{name},{colour}\n" for name in "uvwxyz" for month, colour in ((3, "green"), (4, "red"))
    )
    report = health(
        plan_of(load(tmp_path, ONE_SEGMENT, accounts=book, snapshots=shots)),
        period="2026-03-01..2026-04-01",
        customers=True,
    )
    assert {row["customer"] for row in report.rows("customers") if row["opt_out"]} == {"u", "v", "z"}


def worked(folder: Path, cells: dict[str, tuple[int, int, int, int]], section: str = "") -> Plan:
    """Make renewals of segments: so many kept of so many with an indicator, and without, 100 days after a snapshot."""
    shots, events = "date,customer,sso\n", "date,event,customer,arr,due\n"
    book = "customer,segment,arr\n"
    for segment, (kept_with, with_it, kept_without, without) in cells.items():
        for kept, count, has in ((kept_with, with_it, "yes"), (kept_without, without, "no")):
            for index in range(count):
                name = f"{segment} {has} {index}"
                book += f"{name},{segment},1k\n"
                shots += f"2026-01-01,{name},{has}\n"
                events += f"2026-04-11,renewal,{name},{1 if index < kept else 0}k,1k\n"
    plan = section or "health: {indicators: [sso]}\n"
    segments = "".join(f"  - {{name: {name}}}\n" for name in cells)
    return plan_of(load(folder, f"{plan}segments:\n{segments}", accounts=book, snapshots=shots, events=events))


def test_the_sign_turns_within_segments(tmp_path: Path) -> None:
    """Large 57 of 60 with and 19 of 20 without, small 14 of 20 and 45 of 60: the segment renews, not the indicator."""
    plan = worked(tmp_path, {"large": (57, 60, 19, 20), "small": (14, 20, 45, 60)})
    row = next(each for each in health(plan).rows("indicators") if each["indicator"] == "sso")
    assert (row["with"], row["without"], row["strata"]) == (80, 80, 2)
    for name, expected in (
        ("lift", (1.109375, 0.968597, 1.283215)),
        ("difference", (0.0875, -0.026575, 0.200702)),
        ("within", (-0.025, -0.153177, 0.111532)),
    ):
        assert [row[f"{name}{end}"] for end in ("", "_low", "_high")] == pytest.approx(expected, abs=5e-7), name
    assert row["verdict"] == "may be chance"


def test_an_indicator_is_explained_down_to_its_rows(tmp_path: Path) -> None:
    """The numbers of the table are figures: the traces of the same formulas, with the segments as rows."""
    plan = worked(tmp_path, {"large": (57, 60, 19, 20), "small": (14, 20, 45, 60)})

    def value(figure: str, **chosen: str) -> Any:
        tree = explain(plan, figure, {"indicator": "sso", **chosen}).tree
        assert tree is not None
        return tree.root

    assert value("lift").row["value"] == pytest.approx(1.109375)
    assert value("lift_low").row["value"] == pytest.approx(0.968597, abs=5e-7)
    assert value("rate_difference").row["value"] == pytest.approx(0.0875)
    assert value("rate_difference", stratum="small").row["value"] == pytest.approx(-0.05)
    assert value("stratum_weight", stratum="large").row["value"] == pytest.approx(15)
    within = value("lift_within")
    assert within.row["value"] == pytest.approx(-0.025)
    assert [part.row["stratum"] if "stratum" in part.row else part.row["name"] for part in within.parts[:2]] == [
        "large",
        "small",
    ]
    cases = value("cases_with")
    assert cases.row["origin"]["rows"] == 80
    assert cases.row["from"] == f"measured: 80 rows of {tmp_path.as_posix()}/events.csv"
    assert value("verdict").row["value"] == "may be chance"
    assert names_for(plan, "indicator") == ["healthy colour", "sso"]
    assert names_for(plan, "stratum") == ["large", "small"]
    few = worked(tmp_path, {"a": (4, 4, 30, 50)})
    absent = explain(few, "lift", {"indicator": "sso"}).tree
    assert absent is not None
    assert absent.root.row["value"] is None


def test_a_table_of_which_nothing_is_known_is_not_shown(tmp_path: Path) -> None:
    """Without `health` nothing is known of outcome and experience; JSON says so, and people see no empty table."""
    report = health(moved(tmp_path))
    [row] = report.rows("quadrants")
    assert set(row.values()) == {"a", None}
    titles = [table.title for table in report.for_people()]
    assert not any(title.startswith("Outcome and experience") for title in titles)
    assert "From colour to colour, customers" in titles


def test_one_is_not_several(tmp_path: Path) -> None:
    plan = moved(tmp_path)
    assert explain(plan, "net_wins").title.endswith(": 1 customer")
    assert explain(plan, "wins").title.endswith(": 3 customers")


def test_what_is_missing_of_a_record_is_told() -> None:
    without = load_all(EXAMPLE.parent / "acme-usd").plan
    assert without is not None
    with pytest.raises(Unclear) as question:
        explain(without, "lift")
    assert "add `snapshots` and `events`" in question.value.hint
    for figure, level in (("deviation", "book"), ("desk_load", "desk")):
        with pytest.raises(Unclear, match=f"is of a {level}, and the plan has none"):
            explain(without, figure)
    for figure, key in (("wins", "`snapshots`"), ("grr", "`events`"), ("nps", "`overall`"), ("captive", "`outcome`")):
        tree = explain(without, figure, {"segment": "long tail"}).tree
        assert tree is not None
        assert any(key in note for note in tree.root.notes), figure


def test_the_segment_and_not_the_indicator(tmp_path: Path) -> None:
    """95% of large renew and 70% of small, with it or without; large have it, small do not."""
    plan = worked(tmp_path, {"large": (95, 100, 19, 20), "small": (14, 20, 70, 100)})
    sso = next(each for each in compared(plan.history) if each.indicator == "sso")
    assert sso.within is not None
    assert sso.within.value == pytest.approx(0)
    assert sso.verdict == "segment, not indicator"


def test_half_as_often_again(tmp_path: Path) -> None:
    plan = worked(tmp_path, {"a": (45, 50, 30, 50)})
    sso = next(each for each in compared(plan.history) if each.indicator == "sso")
    assert sso.lift == pytest.approx((1.5, 1.189792, 1.961461), abs=5e-7)
    assert sso.verdict == "not chance"
    report = health(plan)
    assert any(text.startswith("Sso goes with renewing by more than chance") for text in report.actions)
    assert any("does not say that bringing others to use it makes them renew" in text for text in report.notes)


def test_too_few_renewals_say_nothing(tmp_path: Path) -> None:
    plan = worked(tmp_path, {"a": (4, 4, 30, 50)})
    sso = next(each for each in compared(plan.history) if each.indicator == "sso")
    assert (sso.lift, sso.within, sso.verdict) == (None, None, None)


def test_indicators_are_read_before_the_renewal(tmp_path: Path) -> None:
    """What a snapshot says 89 days before a renewal is not what it was 90 days before."""
    section = "health: {lead: 101 d, indicators: [sso]}\n"
    plan = worked(tmp_path, {"a": (45, 50, 30, 50)}, section)
    assert [each.with_it[0] for each in compared(plan.history)] == [0, 0]


def test_expansion_numbers_and_days(tmp_path: Path) -> None:
    """An expansion within 180 days of a span's first day counts for it; a day too long ago is none; nor is no day."""
    rules = (
        "health:\n  indicators:\n    - {column: called, within: 30 d, for: expansion, name: called lately}\n"
        "    - {column: use, at_least: 50, at_most: 80}\n    - missing\n"
    )
    book, shots, events = "customer,segment,arr\n", "date,customer,called,use\n", "date,event,customer,arr,due\n"
    for index in range(12):
        name, called = f"c{index}", ("2025-12-15", "2025-11-15", "")[index % 3]
        book += f"{name},a,10k\n"
        shots += f"2026-01-01,{name},{called},{(40, 50, 80, 90)[index % 4]}\n"
        events += f"2026-04-11,renewal,{name},1k,1k\n"
        events += f"2026-06-30,expansion,{name},1k,\n" if index % 3 == 0 else ""
    events += "2026-07-15,contact,c0,,\n"
    record = record_of(load(tmp_path, rules + ONE_SEGMENT, accounts=book, snapshots=shots, events=events))
    found = {each.indicator: each for each in compared(record)}
    assert set(found) == {"healthy colour", "called lately", "use ≥ 50 ≤ 80"}
    assert (found["called lately"].with_it, found["called lately"].without) == ((4, 4), (8, 0))
    assert (found["use ≥ 50 ≤ 80"].with_it, found["use ≥ 50 ≤ 80"].without) == ((6, 6), (6, 6))


def test_by_what_a_segment_is_judged(tmp_path: Path) -> None:
    plan = (
        "segments:\n  - {name: a, product: simple}\n  - {name: b, product: technical}\n  - {name: c}\n"
        "  - {name: d, product: simple, sales_cycle: 6 months}\n  - {name: e, complexity: 1.5}\n"
        "  - {name: f, product: simple, contract_years: 2}\n"
    )
    book = "customer,segment,arr\n" + "".join(f"{name},{name},1k\n" for name in "abcdef")
    report = health(
        plan_of(load(tmp_path, plan, accounts=book, snapshots="date,customer,health\n2026-01-01,a,green\n"))
    )
    late, soon = "leading measures and net retention", "renewal and net retention"
    assert [row["judged_by"] for row in report.rows("segments")] == [soon, late, None, late, late, late]


def test_another_period_and_what_was_known_by_a_day() -> None:
    plan = example()
    report = health(plan, period=period_called("2026-Q2"))
    assert report.head is not None
    assert report.head.rows[0]["to"] == "2026-06-30"
    early = health(plan, as_of=date(2026, 6, 30))
    assert early.rows("segments") == report.rows("segments")
    assert health(plan, period=period_called("2026")).head.rows[0]["to"] == "2026-09-30"  # type: ignore[union-attr]


def example() -> Plan:
    import csplan

    return csplan.load(EXAMPLE)


def test_parts_of_the_answer() -> None:
    plan = example()
    whole, large = health(plan), health(plan, segments=["large"], customers=True)
    assert [row["segment"] for row in large.rows("segments")] == ["large"]
    assert {row["segment"] for row in large.rows("customers")} == {"large"}
    assert large.rows("total")[0]["cohort"] == whole.rows("segments")[0]["cohort"]
    tiers = health(plan, by="tier").rows("tiers")
    assert [(row["tier"], row["wins"]) for row in tiers] == [
        (row["tier"], row["wins"]) for row in whole.rows("segments")
    ]
    mine = health(plan, csm="Mei Tanaka", customers=True)
    assert [row["csm"] for row in mine.rows("csms")] == ["Mei Tanaka"]
    assert {row["csm"] for row in mine.rows("customers")} == {"Mei Tanaka"}
    assert sum(row["cohort"] for row in whole.rows("csms")) == whole.rows("total")[0]["cohort"]
    assert whom(plan, "Mei Tanka") == (None, ("no CSM is named 'Mei Tanka'", "did you mean Mei Tanaka?"))


def test_who_is_in_the_record_and_has_no_customers_in_the_period(tmp_path: Path) -> None:
    # Ben has found a lead, of which the value is asked, and had no customer on any day.
    events = "date,event,customer,csm,arr\n2026-08-01,csql,Birch,Ben,1k\n"
    shots = "date,customer,health,csm\n2026-07-01,Birch,green,Ada\n2026-09-30,Birch,lime,Ada\n"
    valued = f"value: {{credit: {{csql: 100%}}}}\n{ONE_SEGMENT}"
    plan = plan_of(load(tmp_path, valued, accounts=BOOK, snapshots=shots, events=events))
    report = health(plan, csm="Ben")
    assert report.answer[0] == "The record has no customers of Ben from 2026-07-01 to 2026-09-30."
    assert report.rows("csms") == []
    assert "no customers" not in health(plan, csm="Ada").answer[0]


def test_nobody_is_named_where_that_is_asked_for() -> None:
    report = health(example(), anonymous=True, customers=True)
    text = "".join(as_text(report, kind) for kind in ("table", "json", "csv", "markdown"))
    people = (EXAMPLE / "people.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert not [name for name in (line.split(",")[0] for line in people) if name in text]
    letters = [row["csm"] for row in report.rows("csms")]
    assert letters == [f"CSM {letter}" for letter in "ABCDEFG"]
    assert {row["csm"] for row in report.rows("customers")} <= set(letters)


def test_the_example_is_what_its_script_makes_and_holds_its_truth() -> None:
    for name, text in made().items():
        assert (EXAMPLE / name).read_text(encoding="utf-8") == text, name
    truth = json.loads(made()["truth.json"])
    found = {each.indicator: each for each in compared(example().history)}
    sso = found["single_sign_on"].within
    assert sso is not None
    assert sso.low <= truth["added_by_single_sign_on"] <= sso.high
    assert found["adoption ≥ 70"].verdict == "not chance"


def test_the_chinese_example_is_what_its_script_makes_and_holds_its_truth() -> None:
    """Headings, words and amounts in 万 as Chinese systems export them: read without a warning but of what is dirt."""
    folder = EXAMPLE.parent / "lanting-cny"
    for name, text in chinese().items():
        assert (folder / name).read_text(encoding="utf-8") == text, name
    plan = csplan.load(folder)
    told = {each.code for each in plan.findings}
    assert told == {"table-unit", "unknown-colour", "rows-left-out", "unreadable-row"}
    truth = json.loads(chinese()["truth.json"])
    found = {each.indicator: each for each in compared(plan.history)}
    trained = found["培训完成"].within
    assert trained is not None
    assert trained.low <= truth["added_by_training"] <= trained.high
    assert found["使用率 ≥ 70"].verdict == "not chance"
    events = plan.history.history.events
    first = (folder / "events.csv").read_text(encoding="utf-8").splitlines()[events.line[0] - 1].split(",")
    assert events.arr[0] == pytest.approx(float(first[4]) * 10_000)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--period", "2030"], "the record says nothing of 2030"),
        (["--period", "Q3"], "'Q3' is no period"),
        (["--as-of", "2020-01-01"], "the record says nothing of 2020-01-01"),
        (["--csm", "Nobody"], "no CSM is named 'Nobody'"),
        (["-s", "huge"], "no segment is named 'huge'"),
    ],
)
def test_what_can_not_be_asked(arguments: list[str], message: str) -> None:
    result = said(["health", str(EXAMPLE), *arguments])
    assert result.code == 2
    assert message in result.err


@pytest.mark.parametrize(
    ("record", "message"),
    [({}, "the plan has no record of its customers"), ({"snapshots": "date,customer\nnever,x\n"}, "rows can be used")],
)
def test_without_a_record(tmp_path: Path, record: dict[str, Any], message: str) -> None:
    load(tmp_path, accounts=BOOK, **record)
    result = said(["health", str(tmp_path)])
    assert result.code == 2
    assert message in result.err


def test_events_alone_and_snapshots_alone(tmp_path: Path) -> None:
    events = "date,event,customer,arr,due\n2026-01-05,renewal,Alder,1k,1k\n2026-03-31,expansion,Alder,1k,\n"
    report = health(plan_of(load(tmp_path, accounts=BOOK, events=events)))
    assert report.answer[0] == "Who moved is not known: the plan has no snapshots."
    assert (report.rows("total")[0]["cohort"], report.rows("total")[0]["logo_rate"]) == (None, 1)
    assert report.rows("indicators") == []
    shots = "date,customer,health\n2026-03-31,Alder,green\n2026-01-01,Alder,lime\n"
    report = health(plan_of(load(tmp_path, accounts=BOOK, snapshots=shots)))
    assert report.answer == ["Nobody was at risk on 2026-01-01; 0 healthy customers slipped until 2026-03-31."]
    assert report.rows("total")[0]["grr"] is None


def test_another_record_is_one_cause(tmp_path: Path) -> None:
    """At risk 100% instead of 0%, of one customer who then takes 12 hours of rescue a year; under another name too."""
    tasks = (
        "tasks:\n  - {name: call, kind: proactive, per: customer, takes: 1 h, times: 12}\n"
        "  - {name: rescue, kind: proactive, per: at_risk_customer, takes: 1 h, times: 12}\n"
    )
    plans = []
    for folder, name, colour in (("old", "a", "green"), ("new", "b", "red")):
        (tmp_path / folder).mkdir()
        shots = f"date,customer,health\n2026-01-01,x,{colour}\n2026-03-31,x,{colour}\n"
        plan = f"segments:\n  - {{name: {name}}}\n{tasks}"
        book = f"customer,segment,arr\nx,{name},1k\n"
        plans.append(plan_of(load(tmp_path / folder, plan, accounts=book, snapshots=shots)))
    report = diff(plans[0], plans[1])
    [text] = [row["text"] for row in report.rows("inputs") if row["section"] == "snapshots"]
    assert text == "2 rows to 2026-03-31, which say something else"
    assert diff(plans[0], plans[0]).headline == "Nothing changed"
    assert any("record" in row["cause"] for row in report.rows("causes"))


@pytest.mark.parametrize(
    ("shots", "events", "why"),
    [
        ("2026-06-30,Alder,green\n", "", "the record is of one day, 2026-06-30."),
        (
            "2026-01-01,Alder,green\n2026-06-30,Alder,green\n",
            "2031-01-01,contact,Alder\n",  # a slip of the pen
            "most snapshots end on 2026-06-30, before 2030-10-01. Ask for what was known then: --as-of 2026-06-30",
        ),
        ("2026-01-01,Alder,x\n2026-06-30,Birch,green\n", "", "no customer's health is known on 2026-04-01."),
    ],
)
def test_why_it_is_not_known_who_moved(tmp_path: Path, shots: str, events: str, why: str) -> None:
    tables = {"snapshots": f"date,customer,health\n{shots}"}
    if events:
        tables["events"] = f"date,event,customer\n{events}"
    assert health(plan_of(load(tmp_path, accounts=BOOK, **tables))).answer[0] == f"Who moved is not known: {why}"


def test_colours_that_csplan_does_not_know_are_told_at_once(tmp_path: Path) -> None:
    shots = "date,customer,health\n2026-01-01,Alder,amber\n2026-03-31,Alder,purple\n2026-01-01,Birch,Green\n"
    answer = health(plan_of(load(tmp_path, accounts=BOOK, snapshots=shots))).answer
    assert answer[1].startswith("1 of 3 snapshots name a colour that csplan does not know")
