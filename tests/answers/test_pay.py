"""What `csplan pay` says of pay structures and their cost, against numbers worked out apart from csplan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.pay.answer import pay
from csplan.loader.plan import load_all
from csplan.render.formats import as_text
from tests.fuzz.commands import said
from tests.plans import EXAMPLES, ROLE, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.report.report import Report

WORKED = {"pay": "120k", "loading": "30%", "other_costs": "9k", "variable": {"performance": "20%"}, "time": "1094.8 h"}
"""120,000 at 8:2."""
BONUS = {"wins": {"weight": "100%", "target": 2}, "payout": {"cap": "150%"}}


def asked(folder: Path, **changes: Any) -> Report:
    return pay(csplan.load(write(folder, plan(**changes))))


def logistics(**changes: Any) -> dict[str, Any]:
    """Return logistics mid of the worked example: 130 customers, 3.38M, two people."""
    return segment(name="logistics mid", customers=130, arr="3.38M", **changes)


def test_both_ends_of_variable_pay(tmp_path: Path) -> None:
    costs = [{"name": "hosting", "share": "15%", "in": "gross"}]
    economics = {"gross_margin": "75%", "costs": costs}
    report = asked(
        tmp_path, roles={"csm": WORKED}, bonus=BONUS, segments=[logistics()], economics=economics, tasks=None
    )
    [role], [team] = report.rows("roles"), report.rows("teams")
    assert [role[name] for name in ("fixed_pay", "performance_pay", "commission_pay")] == [96_000, 24_000, None]
    assert [team[f"csm_cost{end}"] for end in ("_low", "", "_high")] == [133_800, 165_000, 180_600]
    assert [team[f"cost_floor{end}"] for end in ("_low", "", "_high")] == pytest.approx(
        [51.461538, 63.461538, 69.461538], abs=5e-7
    )
    # Two people as planned: (3.38M * 85% - 2 * cost) / 3.38M
    assert [team[f"gross_margin{end}"] for end in ("", "_high")] == pytest.approx([0.752367, 0.743136], abs=5e-7)
    [total] = report.rows("total")
    assert [total[f"cost{end}"] for end in ("_low", "", "_high")] == [267_600, 330_000, 361_200]
    assert report.answer[-2:] == [
        "The planned people cost 330k a year on target, 268k without any variable pay, 361k if all reach the cap.",
        "The gross margin is 75.2% on target, 74.3% if all reach the cap.",
    ]
    assert team["costs"] == "134k / 165k / 181k"


def test_variable_paid_moves_all_costs(tmp_path: Path) -> None:
    path = str(write(tmp_path, plan(roles={"csm": WORKED}, segments=[logistics()])))
    floors = []
    for share in ("0%", "100%", "150%"):
        loaded = load_all(path, settings=[f"roles.csm.variable_paid={share}"]).plan
        assert loaded is not None
        [row] = csplan.cost_floor(loaded).rows("segments")
        floors.append((row["csm_cost"], row["cost_floor"]))
    # Of 26,000 a customer leaves 20% - 10%: 2,600
    assert floors == [
        (133_800, pytest.approx(133_800 / 2_600)),
        (165_000, pytest.approx(165_000 / 2_600)),
        (180_600, pytest.approx(180_600 / 2_600)),
    ]


@pytest.mark.parametrize(
    ("stage", "customers", "renewed", "variable", "fits", "against", "verdict", "told"),
    [
        (
            *("growth", 130, "88%", {"performance": "20%"}),
            ["fixed+commission", "fixed+commission+performance"],
            *(["growth", "65 a head", "88.0% renewed"], "contradicts"),
            "commission (growth, 65 a head); both (growth, 88.0% renewed)",
        ),
        (
            *("new", 10, "95%", {"performance": "20%"}, ["fixed+performance"], ["95.0% renewed"], "fits"),
            "performance (new, 5 a head)",
        ),
        (
            *("growth", 48, "82%", {"commission": "40%"}, ["fixed+commission", "fixed+commission+performance"]),
            # Growth asks for both, so it speaks against neither.
            *([], "fits", "commission (growth); both (growth)"),
        ),
        (None, 48, "82%", {"performance": "0%"}, [], [], "unchecked", "the source is silent"),
        ("mature", 48, "82%", None, ["fixed+commission+performance"], [], "unchecked", "both (mature)"),
    ],
)
def test_what_the_facts_ask_for(  # noqa: PLR0913, PLR0917 - the facts
    tmp_path: Path,
    stage: str | None,
    customers: int,
    renewed: str,
    variable: dict[str, str] | None,
    fits: list[str],
    against: list[str],
    verdict: str,
    told: str,
) -> None:
    role = {**ROLE, **({"variable": variable} if variable else {})}
    report = asked(
        tmp_path, stage=stage, roles={"csm": role}, segments=[segment(customers=customers, renewal_rate=renewed)]
    )
    [row] = report.rows("roles")
    assert (row["fits"], row["against"], row["verdict"], row["asked"]) == (fits, against, verdict, told)


def test_a_pack_has_thresholds_of_its_own(tmp_path: Path) -> None:
    role = {**ROLE, "variable": {"performance": "20%"}}
    rules = {"from": "usd-2m", "pay": {"few_contracts": {"value": 50, "note": "ours"}}}
    [row] = asked(tmp_path, rules=rules, roles={"csm": role}).rows("roles")
    # 100 renewals of two people: few by this pack, and many by the pack that it rests on.
    assert (row["fits"], row["verdict"]) == (["fixed+performance", "fixed+commission"], "fits")


@pytest.mark.parametrize(
    ("variable", "written"),
    [
        ({"performance": "20%"}, "performance 8:2"),
        ({"commission": "40%", "performance": "10%"}, "both 5:4:1"),
        ({"commission": "50%"}, "commission 5:5"),
        ({"performance": "0%"}, "10"),
        ({"performance": "17.5%"}, "performance 82.5:17.5"),
        (None, None),
    ],
)
def test_a_split_as_people_write_it(tmp_path: Path, variable: dict[str, str] | None, written: str | None) -> None:
    role = {**ROLE, **({"variable": variable} if variable else {})}
    [row] = asked(tmp_path, roles={"csm": role}).rows("roles")
    assert row["has"] == written


def test_commission_of_revenue(tmp_path: Path) -> None:
    role = {**WORKED, "variable": {"commission": "30%", "performance": "20%"}}
    economics = {"gross_margin": "80%", "costs": [], "growth": {"cost_per_100": 12}}
    # 36,000 a head for two; 2M * 80% renewed and 1.5M of expansion are 3.1M.
    segments = [segment(renewal_rate="80%", expansion="1.5M", csms_now=2)]
    report = asked(tmp_path, roles={"csm": role}, conflict="keep", segments=segments, economics=economics)
    [row] = report.rows("roles")
    assert row["commission_rate"] == pytest.approx(0.023226, abs=5e-7)
    assert "Commission has no cap here: at the cap of performance pay it counts on target." in report.notes
    unknown = asked(tmp_path, roles={"csm": role})
    assert unknown.rows("roles")[0]["commission_rate"] is None
    assert any("Nobody knows which share of revenue the commission of csm is" in note for note in unknown.notes)


def test_what_is_not_said_is_not_zero(tmp_path: Path) -> None:
    report = asked(tmp_path)
    [role], [team] = report.rows("roles"), report.rows("teams")
    assert (role["structure"], role["verdict"], role["csm_cost_low"], role["csm_cost"]) == (
        *(None, "unchecked", None),
        100_000,
    )
    assert (team["cost_floor_low"], team["costs"], team["cost_floor"]) == (None, "100k", pytest.approx(50))
    assert report.answer == ["The plan does not say which part of the pay of csm is variable."]
    assert report.actions[0] == (
        "State which part of pay is variable, such as `variable: {performance: 20%}` of csm, to see what it costs."
    )
    # 50 contracts a head are many: commission is asked for, by whatever is paid today.
    assert report.remarks
    silent = asked(tmp_path, segments=[segment(customers=40)])
    assert not silent.remarks
    assert silent.rows("roles")[0]["asked"] == "the source is silent"
    nothing = asked(tmp_path, segments=[segment(customers=None, arr=None)])
    assert nothing.rows("roles")[0]["asked"] is None


def test_a_cost_as_a_whole_has_no_ends(tmp_path: Path) -> None:
    role = {"cost": "150k", "time": "1000 h"}
    report = asked(tmp_path, roles={"csm": role})
    assert report.rows("teams")[0]["csm_cost"] == 150_000
    assert "State which part of pay" not in " ".join(report.actions)


def test_pay_that_is_paid_in_part_is_said(tmp_path: Path) -> None:
    report = asked(tmp_path, roles={"csm": {**WORKED, "variable_paid": "50%"}})
    assert "All costs count 50.0% of the variable pay of csm." in report.notes
    assert report.rows("roles")[0]["csm_cost"] == pytest.approx(149_400)


def test_without_a_margin_the_cost_is_said(tmp_path: Path) -> None:
    report = asked(tmp_path, roles={"csm": WORKED}, segments=[segment(arr=None)], economics=None)
    # Without a bonus nothing is paid above target, so no cap is spoken of.
    assert report.answer[-1] == "The planned people cost 330k a year on target, 268k without any variable pay."
    assert report.rows("teams")[0]["costs"] == "134k / 165k"


def test_one_role() -> None:
    loaded = csplan.load(str(EXAMPLES / "harbor-usd"))
    report = pay(loaded, ["pooled"])
    assert [row["role"] for row in report.rows("roles")] == ["pooled"]
    assert [row["team"] for row in report.rows("teams")] == ["small"]
    [total], [whole] = report.rows("total"), pay(loaded).rows("total")
    assert (total["cost"], total["gross_margin"]) == (whole["cost"], whole["gross_margin"])  # of all, whoever is shown
    assert {row["role"] for row in report.rows("csms")} == {"pooled"}
    assert total["pool"] == pytest.approx(80_000 * 0.2 / 4 * 1.8)  # one of the two is there at 80%
    assert json.loads(as_text(report, "json"))["schema"] == "csplan/pay/1"


def test_the_command() -> None:
    code, out, _ = said(["pay", str(EXAMPLES / "harbor-usd"), "--role", "csm", "--quiet"])
    assert code == 0
    assert "Two authors" not in out
    code, _, err = said(["pay", str(EXAMPLES / "harbor-usd"), "--role", "pool"])
    assert code == 2
    assert "no role is named 'pool'" in err
    assert "pooled" in err


def test_a_plan_without_roles_has_no_pay_to_look_at(tmp_path: Path) -> None:
    bare = {"csplan": 1, "currency": "USD", "rules": "usd-2m", "segments": [{"name": "a", "customers": 9, "arr": "1M"}]}
    report = pay(csplan.load(write(tmp_path, bare)))
    assert report.answer == ["There is no pay to look at: the plan has no roles (`roles:`, each with its `pay:`)."]
    assert report.rows("roles") == []
