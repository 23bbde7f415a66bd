"""Where inputs come from: the very line, the entries of the log, the source of the rule, the exchange rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import csplan
from csplan.answers.explain.answer import explain
from csplan.answers.explain.asked import Chosen
from tests.plans import EXAMPLES, ROLE, plan, segment, write
from tests.studies.test_sensitivity import BOOK, LOG

if TYPE_CHECKING:
    from pathlib import Path


def origin(folder: Path, data: dict[str, Any], figure: str, files: dict[str, str] | None = None, **chosen: str) -> Any:
    tree = explain(csplan.load(write(folder, data, files)), figure, Chosen(**chosen)).tree
    assert tree is not None
    return tree.root.row["origin"]


def said(folder: Path, data: dict[str, Any], figure: str, **chosen: str) -> str:
    found = origin(folder, data, figure, None, **chosen)
    text = found["text"].replace(f"{folder.as_posix()}/", "")
    if found["line"]:
        line = (folder / "csplan.yaml").read_text(encoding="utf-8").splitlines()[found["line"] - 1]
        return f"{text.partition(':')[2]} {line.strip()}".partition(" ")[2]
    return str(text)


def test_the_line_of_the_plan(tmp_path: Path) -> None:
    assert said(tmp_path, plan(), "arr_per_csm") == "arr_per_csm: 1000000"
    assert said(tmp_path, plan(), "pay") == "pay: 100000"
    assert said(tmp_path, plan(), "takes") == "takes: 60 min"


def test_the_line_of_the_tier(tmp_path: Path) -> None:
    tiers = [{"name": "big", "acv": {"min": 0}, "max_customers_per_csm": 50, "touch": "low"}]
    economics = {**plan()["economics"], "gross_margin": {"big": "70%", "small": "60%"}}
    tasks = [{**plan()["tasks"][0], "times": {"big": 3}}]
    data = plan(tiers=[*tiers, {"name": "small", "acv": {"max": 0}}], tasks=tasks, economics=economics)
    data["tiers"][1]["acv"] = {"min": 0, "max": 0.001}
    data["tiers"][0]["acv"] = {"min": 0.001}
    data["tasks"][0]["times"]["small"] = 1
    assert said(tmp_path, data, "times") == "big: 3"
    assert said(tmp_path, data, "gross_margin_target", segment="a") == "big: 70%"
    assert said(tmp_path, data, "max_customers_per_csm") == "max_customers_per_csm: 50"


def test_defaults_name_their_source(tmp_path: Path) -> None:
    assert said(tmp_path, plan(), "realization") == "default: csplan"
    assert said(tmp_path, plan(conflict=None), "conflict") == "default: csplan"
    assert said(tmp_path, plan(), "years", segment="a", line="hosting") == "default: csplan, each year anew"
    assert said(tmp_path, plan(), "avoidable", segment="a", task="tickets") == "default: csplan, none of it"
    pack = plan(rules="usd-2m", segments=[segment(arr_per_csm=None)])
    assert said(tmp_path, pack, "arr_per_csm") == "default: usd-2m, csm-management, section 1"
    high = plan(rules="usd-2m", segments=[segment(customers=10)])
    assert said(tmp_path, high, "max_customers_per_csm").startswith("default: usd-2m, csm-management")


def test_what_the_plan_overrides_of_a_pack_is_its_own_line(tmp_path: Path) -> None:
    rules = {"from": "usd-2m", "triggers": {"idle": "50%"}}
    data = plan(rules=rules)
    found = origin(tmp_path, data, "idle_share")
    line = (tmp_path / "csplan.yaml").read_text(encoding="utf-8").splitlines()[found["line"] - 1]
    assert (found["kind"], line.strip()) == ("stated", "idle: 50%")
    assert "csplan.yaml:" in found["text"]
    assert "default" not in found["text"]


def test_other_currencies_show_the_rate(tmp_path: Path) -> None:
    data = plan(fx={"CNY": 0.125}, rules="cny-1.5-2.5m", stage="mature")
    data["segments"] = [segment(arr="1600万 CNY", arr_per_csm=None)]
    arr = origin(tmp_path, data, "arr", segment="a")
    assert (arr["written"], arr["text"].endswith(", 1600万 CNY at 0.125")) == ("1600万 CNY at 0.125", True)
    cap = origin(tmp_path, data, "arr_cap")
    assert cap["text"] == "default: cny-1.5-2.5m, six-pits, section 1, 2.5M CNY at 0.125"
    rule = origin(tmp_path, data, "arr_per_csm")
    assert rule["written"] == "2.25M CNY at 0.125"
    assert origin(tmp_path, data, "pay")["written"] is None
    assert origin(tmp_path, data, "realization")["written"] is None


def test_a_cost_in_another_currency(tmp_path: Path) -> None:
    costs = [{"name": "travel", "amount": {"t": "800 CNY"}, "in": "gross"}]
    data = plan(fx={"CNY": 0.125}, tiers=[{"name": "t", "acv": {"min": 0}}])
    data["economics"] = {"gross_margin": "80%", "costs": costs}
    assert origin(tmp_path, data, "amount", line="travel")["written"] == "800 CNY at 0.125"


def test_the_entries_of_the_log(tmp_path: Path) -> None:
    tasks = [{"name": "tickets", "kind": "reactive", "per": "customer"}]
    files = {"log.csv": LOG}
    takes = origin(tmp_path, plan(tasks=tasks, time_log="log.csv"), "takes", files)
    # 21 entries of 50, 60 and 70 minutes in turn.
    assert (takes["kind"], takes["n"], takes["file"]) == ("measured", 21, takes["source"])
    assert takes["text"].startswith("measured: 21 entries, ")
    assert takes["text"].endswith(" min")
    assert 50 < takes["low"] < 60 < takes["high"] < 70
    times = origin(tmp_path, plan(tasks=tasks, time_log="log.csv"), "times", files)
    assert (times["n"], times["text"].endswith("min")) == (21, False)
    one = LOG.splitlines()[:2]
    single = origin(tmp_path, plan(tasks=tasks, time_log="log.csv"), "takes", {"log.csv": "\n".join(one) + "\n"})
    assert single["text"] == "measured: 1 entry"


def test_the_account_book(tmp_path: Path) -> None:
    data = plan(segments=[segment(customers=None, arr=None, csms_now=None)], book=BOOK)
    for figure in ("customers", "arr", "csms_now", "at_risk_customers"):
        found = origin(tmp_path, data, figure, segment="a")
        assert (found["kind"], found["text"]) == ("measured", "measured: accounts.csv")


def test_every_input_of_the_examples_has_an_origin() -> None:
    from csplan.engine.tree import nodes
    from csplan.inputs.build import build
    from csplan.inputs.origins import Finder

    for name in ("acme-usd", "yunfan-cny"):
        loaded = csplan.load(EXAMPLES / name)
        inputs = build(loaded)
        finder = Finder(loaded, inputs)
        for level in ("plan", "role", "team", "segment"):
            for node in nodes(inputs.root, level):
                for each in node.inputs:
                    found = finder.of_node(node, each)
                    assert found.kind in ("stated", "measured", "default")
                    assert found.line or found.source, (node.name, each)


def test_hours_of_a_role(tmp_path: Path) -> None:
    time = {**ROLE["time"], "internal": "100 h"}
    assert said(tmp_path, plan(roles={"csm": {**ROLE, "time": time}}), "internal_hours") == "internal: 100 h"


def test_a_number_over_that_of_a_pack_is_the_plan_s_own(tmp_path: Path) -> None:
    rules = {"from": "cny-1.5-2.5m", "arr_cap": {"value": "3M", "note": "agreed with finance"}}
    data = plan(currency="CNY", rules=rules, stage="new", segments=[segment(arr_per_csm=None)])
    found = origin(tmp_path, data, "arr_cap", segment="a")
    assert (found["kind"], found["source"]) == ("stated", None)
    assert "csplan.yaml:" in found["text"]
    assert "default" not in found["text"]
    assert origin(tmp_path, data, "arr_per_csm", segment="a")["text"].startswith("default: cny-1.5-2.5m, six-pits")


def test_a_number_of_a_pack_that_is_set_has_the_place_of_the_change(tmp_path: Path) -> None:
    data = plan(currency="CNY", rules="cny-1.5-2.5m", stage="new", segments=[segment(arr_per_csm=None)])
    loaded = csplan.load(write(tmp_path, data), set={"rules.arr_cap": "3M"})
    tree = explain(loaded, "arr_cap", Chosen(segment="a")).tree
    assert tree is not None
    assert tree.root.row["value"] == 3_000_000
    assert (tree.root.row["origin"]["kind"], tree.root.row["origin"]["text"]) == ("stated", "--set:1")


def test_working_time_in_days_says_how_it_became_hours(tmp_path: Path) -> None:
    role = {**ROLE, "time": {"total": "150 d", "hours_per_day": 7.5}}
    tasks = [{**plan()["tasks"][0], "takes": "2 d"}]
    data = plan(roles={"csm": role}, tasks=tasks)
    assert said(tmp_path, data, "customer_hours") == "150 d of 7.5 h each total: 150 d"
    assert said(tmp_path, data, "takes") == "2 d of 7.5 h each takes: 2 d"
    hours = plan(roles={"csm": {**role, "time": {"total": "1100 h"}}})
    assert said(tmp_path, hours, "customer_hours") == "total: 1100 h"
    for figure, value in (("customer_hours", 1125), ("takes", 900)):
        tree = explain(csplan.load(write(tmp_path, data)), figure).tree
        assert tree is not None
        assert tree.root.row["value"] == value


def test_credited_revenue_stands_at_its_line_and_its_split_is_shown(tmp_path: Path) -> None:
    growth = {"credited_revenue": "900k", "required_return": 3}
    segments = [segment(arr="1M"), segment(name="b", arr="2M")]
    data = plan(segments=segments, economics={**plan()["economics"], "growth": growth})
    tree = explain(csplan.load(write(tmp_path, data)), "credited_revenue", Chosen(segment="a")).tree
    assert tree is not None
    assert tree.root.row["value"] == 300_000
    assert "origin" not in tree.root.row
    stated, share, *_ = tree.root.parts
    assert (stated.row["level"], stated.row["value"]) == ("plan", 900_000)
    line = (tmp_path / "csplan.yaml").read_text(encoding="utf-8").splitlines()[stated.row["origin"]["line"] - 1]
    assert line.strip() == "credited_revenue: 900k"
    assert (share.row["figure"], share.row["value"]) == ("credited_share", 1 / 3)
    assert {part.row["figure"] for part in share.parts} >= {"sharing_arr"}
