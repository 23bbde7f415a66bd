# ruff: noqa: E501, RUF001 - a case is a line, with its whole message; some have full-width digits
"""What if: values given with --set, and scenarios, take the place of the plan's before anything is checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import csplan
from csplan.findings.diagnostic import line
from csplan.loader.plan import Loaded, load_all
from csplan.plan.types import ALL
from csplan.render.problems import text
from csplan.values import Duration
from tests.plans import EXAMPLES, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan

ACME, YUNFAN = EXAMPLES / "acme-usd", EXAMPLES / "yunfan-cny"

PLAN = """\
csplan: 1
currency: USD
rules: usd-2m
roles:
  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
segments:
  - {name: mid, customers: "1,000", arr: 1.5M, expansion: $2k, arr_cap: none, csms_now: 1}
  - {name: v1.5, customers: 10, arr: 2M}
  - {name: v1, customers: 10, arr: 2M}
  - {name: "a=b", customers: 10, arr: 2M}
  - {name: 中 小, customers: １０, arr: １．５万}
tasks:
  - {name: call, kind: proactive, per: customer, takes: 1h30m, times: 12}
economics: {gross_margin: {high: 70%, mid: 75%, low: 75%, digital: 75%}, arr_multiple: 5, costs: [{name: hosting, share: 10%, in: gross}]}
"""


def read(at: Path, *settings: str, plan: str = PLAN, scenarios: tuple[str, ...] = ()) -> Loaded:
    (at / "csplan.yaml").write_text(plan, encoding="utf-8")
    return load_all(at / "csplan.yaml", settings=settings, scenarios=scenarios)


def good(at: Path, *settings: str, plan: str = PLAN, scenarios: tuple[str, ...] = ()) -> Plan:
    loaded = read(at, *settings, plan=plan, scenarios=scenarios)
    assert loaded.plan is not None, [line(each) for each in loaded.diagnostics]
    return loaded.plan


def errors(loaded: Loaded) -> list[str]:
    return [
        re.sub(r"\S*/(?=\w+\.(yaml|csv))", "", line(each)) for each in loaded.diagnostics if each.severity == "error"
    ]


@pytest.mark.parametrize(
    ("setting", "path", "value", "before"),
    [
        ("segments.mid.complexity=1.1", "segments.mid.complexity", "1.1", None),
        (" segments . mid . arr = 4M ", "segments.mid.arr", "4M", "1.5M"),
        ("segments.v1.5.arr=4M", 'segments."v1.5".arr', "4M", "2M"),
        ('segments."v1.5".arr=4M', 'segments."v1.5".arr', "4M", "2M"),
        ("segments.v1.arr=4M", "segments.v1.arr", "4M", "2M"),
        ("segments.'a=b'.arr=4M", "segments.a=b.arr", "4M", "2M"),
        ("segments.中 小.arr=4M", "segments.中 小.arr", "4M", "１．５万"),
        ("roles.csm.time.sick=5 d", "roles.csm.time.sick", "5 d", None),
        ("economics.gross_margin.high=72%", "economics.gross_margin.high", "72%", "70%"),
        (
            "economics.gross_margin=72%",
            "economics.gross_margin",
            "72%",
            "{high: 70%, mid: 75%, low: 75%, digital: 75%}",
        ),
        ("economics.costs.hosting.share=8%", "economics.costs.hosting.share", "8%", "10%"),
        ("segments.mid.attributes.product.line=x", 'segments.mid.attributes."product.line"', "x", None),
        ("rules=./mine.yaml", "rules", "./mine.yaml", "usd-2m"),
        ("rules.arr_cap=3M", "rules.arr_cap", "3M", None),
        ("rules.from=usd-2m", "rules.from", "usd-2m", "usd-2m"),
        ("conflict=work", "conflict", "work", None),
        ("name=a=b", "name", "a=b", None),
        ("checks.because=x", "checks.because", "x", None),
    ],
)
def test_a_path_leads_to_a_value(tmp_path: Path, setting: str, path: str, value: str, before: str | None) -> None:
    (tmp_path / "mine.yaml").write_text("{name: mine, from: usd-2m}", encoding="utf-8")
    loaded = read(tmp_path, setting, plan=PLAN + "checks: {ignore: [no-costs], because: y}\n" * ("checks" in setting))
    assert loaded.plan is not None, [line(each) for each in loaded.diagnostics]
    expected = "y" if "checks" in setting else before
    assert loaded.plan.changes == ((path, value, expected, None),)


def test_the_plan_has_the_new_values(tmp_path: Path) -> None:
    changed = good(
        tmp_path,
        "segments.v1.5.arr=4M",
        "roles.csm.time.sick=5 d",
        "economics.gross_margin=72%",
        "economics.growth.cost_per_100=12",
        "economics.growth.owned=50%",
        "tasks.call.times=3",
        "rules.arr_cap=3M",
        "rules.triggers.idle=55%",
        "name=Mine",
    )
    document = changed.document
    assert document.segments is not None
    assert document.roles is not None
    assert document.economics is not None
    assert document.economics.growth is not None
    assert document.tasks is not None
    assert changed.rules is not None
    assert [each.arr for each in document.segments] == [1_500_000, 4_000_000, 2_000_000, 2_000_000, 15_000]
    assert document.roles["csm"].time is not None
    assert document.roles["csm"].time.sick == Duration(0, 5)
    assert document.economics.gross_margin == {ALL: 0.72}
    assert (document.economics.growth.cost_per_100, document.economics.growth.owned) == (12, 0.5)
    assert document.tasks[0].times == {ALL: 3}
    assert changed.rules.arr_cap is not None
    assert changed.rules.arr_cap.value == 3_000_000
    assert changed.rules.triggers.idle is not None
    assert changed.rules.triggers.idle.value == 0.55
    assert changed.rules.triggers.overloaded is not None, "the pack's others stay"
    assert changed.name == "Mine"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("segments.mid.arr=+10%", "1.65M"),
        ("segments.mid.arr=-100%", "0M"),
        ("segments.mid.customers=+12.5%", "1,125"),
        ("segments.mid.expansion=+1%", "$2.02k"),
        ("segments.中 小.arr=＋10％", "1.65万"),
        ("segments.中 小.customers=- 50%", "5"),
        ("roles.csm.pay=-5%", "114k"),
        ("roles.csm.pay=−5%", "114k"),
        ("roles.csm.time.contracted=-20%", "200 d"),
        ("tasks.call.takes=+20%", "1h48m"),
        ("tasks.call.takes=-50%", "45 min"),
        ("tasks.call.takes=+1%", "1.515 h"),
        ("tasks.call.times=+50%", "18"),
        ("economics.arr_multiple=+0.1%", "5.005"),
    ],
)
def test_a_change_in_percent_is_of_the_value_stated(tmp_path: Path, setting: str, value: str) -> None:
    """Worked out by hand: 1.5M and 10% is 1.65M; 20% of 1h30m is 18 minutes."""
    loaded = read(tmp_path, setting)
    assert [each for each in errors(loaded) if "relative" in each] == []
    if "-100%" in setting:
        return
    assert loaded.plan is not None
    assert loaded.plan.changes[0].value == value


def test_a_percentage_of_times_is_of_each_tier() -> None:
    changed = csplan.load(ACME, set={"tasks.check-in.times": "+50%"})
    assert changed.document.tasks is not None
    assert changed.document.tasks[3].times == {"high": 36, "mid": 18, "low": 3, "digital": 0}


def test_shares_without_a_percent_sign_are_levels() -> None:
    changed = csplan.load(ACME, set={"economics.gross_margin": "-0.05"})
    assert changed.document.economics is not None
    assert changed.document.economics.gross_margin == {ALL: -0.05}


UNKNOWN, FORM, RELATIVE = "error[unknown-path]", "error[change-form]", "error[relative-change]"


@pytest.mark.parametrize(
    ("setting", "message", "hint"),
    [
        ("segmens.a=1", f"--set:1:1: {UNKNOWN}: no section is named 'segmens'", "did you mean segments?"),
        ("scenarios.lean.about=x", f"--set:1:1: {UNKNOWN}: no section is named 'scenarios'", ""),
        ("segments.mdi.arr=1", f"--set:1:10: {UNKNOWN}: none of segments is named 'mdi'", "did you mean mid?"),
        ("segments.0.arr=1", f"--set:1:10: {UNKNOWN}: none of segments is named '0'", "known: mid, v1.5, v1, a=b, 中 小"),
        ("segments.mid.ar=1", f"--set:1:14: {UNKNOWN}: segments.mid has no key 'ar'", "did you mean arr?"),
        ("segments.v1.5.ar=1", f"--set:1:15: {UNKNOWN}: segments.\"v1.5\" has no key 'ar'", "did you mean arr?"),
        ("segments.mid.arr.high=1", f"--set:1:18: {UNKNOWN}: segments.mid.arr is a single value", ""),
        ("segments.=1", f"--set:1:10: {UNKNOWN}: none of segments is named ''", "known: mid, v1.5, v1, a=b, 中 小"),
        ("=1", f"--set:1:1: {UNKNOWN}: no section is named ''", ""),
        ("tasks.call.aliases.0=x", f"--set:1:20: {UNKNOWN}: tasks.call.aliases is a list, which changes as a whole", ""),
        ("tasks.call.times.mid=1", f"--set:1:18: {UNKNOWN}: tasks.call.times is one value for all", "change that, or write it by tier in the plan"),
        ("roles.cms.pay=1", f"--set:1:7: {UNKNOWN}: none of roles is named 'cms'", "did you mean csm?"),
        ("teams.x.csms_now=1", f"--set:1:7: {UNKNOWN}: the plan states no teams", ""),
        ("tiers.high.role=csm", f"--set:1:7: {UNKNOWN}: the plan states no tiers", "those of a rule pack can't be changed: state your own"),
        ("complexity", f"--set:1:1: {FORM}: 'complexity' is not a change: write PATH=VALUE", "such as --set segments.mid.complexity=1.1"),
        ("", f"--set:1:1: {FORM}: '' is not a change: write PATH=VALUE", "such as --set segments.mid.complexity=1.1"),
        ('segments."a=b', f"--set:1:10: {UNKNOWN}: none of segments is named '\"a'", "known: mid, v1.5, v1, a=b, 中 小"),
        ("economics.gross_margin=+5%", f"--set:1:1: {RELATIVE}: economics.gross_margin is a share, of which +5% could mean percent or points", "write the new share, such as 85%; a negative one as -0.05"),
        ("economics.gross_margin.mid=-5%", f"--set:1:1: {RELATIVE}: economics.gross_margin.mid is a share, of which -5% could mean percent or points", "write the new share, such as 85%; a negative one as -0.05"),
        ("roles.csm.time.internal=+5%", f"--set:1:1: {RELATIVE}: roles.csm.time.internal is a share, of which +5% could mean percent or points", "write the new share, such as 85%; a negative one as -0.05"),
        ("segments.mid.renewals=+5%", f"--set:1:1: {RELATIVE}: segments.mid.renewals is not stated, so +5% has nothing to change", "write the new value, unless the account book counts it"),
        ("segments.mid.arr_cap=+5%", f"--set:1:1: {RELATIVE}: segments.mid.arr_cap is 'none', which can't change in percent", "write the new value"),
        ("segments.mid.arr=-101%", f"--set:1:1: {RELATIVE}: -101% would leave less than nothing", "-100% leaves nothing"),
        ("segments.mid.arr=+x%", f'--set:1:1: {RELATIVE}: "x%" is not a share', "write it like 75% or 0.75"),
        ("segments.mid.arr=+5", '--set:1:18: error[money]: "+5" is not an amount of money: it has a plus sign', None),
        ("segments.mid.arr=lots", '--set:1:18: error[money]: "lots" is not an amount of money', None),
        ("segments.mid.arr=", "--set:1:18: error[empty-value]: there is nothing here", "write a value, or leave the key out"),
        ("segments.mid.at_risk=120%", "--set:1:22: error[out-of-range]: '120%' is out of range: 0 to 100% is meant here", ""),
        ("segments.mid.health.red=20%", "--set:1:1: error[health-mix]: the health mix of mid adds up to 20.0%", "the colours add up to 100%"),
        ("segments.mid.tier=hgih", "--set:1:19: error[unknown-tier]: no tier is named 'hgih'", "did you mean high?"),
        ("economics.gross_margin.hgih=70%", "--set:1:1: error[unknown-tier]: no tier is named 'hgih'", "did you mean high?"),
        ("segments=x", "--set:1:10: error[wrong-shape]: a list is meant here, not a single value", ""),
        ("roles.csm=x", "--set:1:11: error[wrong-shape]: a mapping is meant here, not a single value", ""),
        ("roles=+5%", "--set:1:7: error[wrong-shape]: a mapping is meant here, not a single value", ""),
        ("rules=usd-3m", "--set:1:7: error[unknown-rules]: no rule pack is named 'usd-3m'", "did you mean usd-2m? a path ends in .yaml"),
        ("rules.arr_cap=lots", '--set:1:15: error[money]: "lots" is not an amount of money', None),
        ("conflict=wrok", "--set:1:10: error[unknown-value]: conflict can't be 'wrok'", "did you mean work?"),
        ("currency=dollars", "--set:1:10: error[currency]: 'dollars' is not a currency code", None),
        ("time_log=none.csv", "--set:1:10: error[missing-file]: none.csv: there is no such file", None),
        ("economics.growth.owned=50%", "--set:1:1: error[growth-form]: growth needs either cost_per_100, or credited_revenue with required_return", None),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_change_is_said_of_the_option(
    tmp_path: Path, setting: str, message: str, hint: str | None
) -> None:
    loaded = load_all_logged(tmp_path, setting)
    [found] = [each for each in loaded.diagnostics if each.severity == "error"]
    assert errors(loaded) == [message]
    assert hint is None or found.hint == hint
    assert found.where is not None
    assert found.where.excerpt == setting
    assert loaded.plan is None


def load_all_logged(at: Path, setting: str) -> Loaded:
    (at / "csplan.yaml").write_text(PLAN, encoding="utf-8")
    return load_all(at / "csplan.yaml", settings=[setting], log=True)


def test_one_value_is_meant(tmp_path: Path) -> None:
    loaded = read(tmp_path, "segments.mid.arr={high: 5M}")
    assert text(loaded.diagnostics[0]).splitlines() == [
        "--set:1:18: error[change-form]: segments.mid.arr is given several values, where one is meant",
        "  1 | segments.mid.arr={high: 5M}",
        "    |                  ^^^^^^^^^^",
        "  hint: write several in the plan",
    ]
    of_tiers = load_all(ACME, settings=["tasks.check-in.times={mid: 3}"]).diagnostics[0]
    assert of_tiers.hint == "change one of them: tasks.check-in.times.digital"


SEASONS = PLAN.replace(
    "arr_cap: none,", "arr_cap: none, new_customers: 40, months: {new_customers: {Q1: 40%, Q2: 20%, Q3: 20%, Q4: 20%}},"
)
QUARTERS = "segments.mid.months.new_customers={Q1: 25%, Q2: 25%, Q3: 20%, Q4: 30%}"


@pytest.mark.parametrize("text", [QUARTERS, QUARTERS.replace("{", "").replace("}", "").replace(" ", "")])
@pytest.mark.parametrize("stated", [SEASONS, PLAN.replace("arr_cap: none,", "arr_cap: none, new_customers: 40,")])
def test_quarters_change_together(tmp_path: Path, text: str, stated: str) -> None:
    [mid, *_] = good(tmp_path, text, plan=stated).document.segments or ()
    assert mid.months is not None
    assert mid.months.new_customers is not None
    quarters = [sum(mid.months.new_customers[first : first + 3]) for first in (0, 3, 6, 9)]
    assert quarters == pytest.approx([0.25, 0.25, 0.2, 0.3], abs=1e-15)


def test_one_quarter_alone_is_refused(tmp_path: Path) -> None:
    loaded = read(tmp_path, "segments.mid.months.new_customers.Q1=25%", plan=SEASONS)
    [found] = [each for each in loaded.diagnostics if each.severity == "error"]
    assert line(found) == (
        "--set:1:35: error[unknown-path]: the parts of segments.mid.months.new_customers are one whole, and change together"
    )
    assert found.hint == "write segments.mid.months.new_customers={Q1: 20%, Q2: 20%, Q3: 20%, Q4: 40%}"


def test_a_cap_is_switched_off_for_a_segment(tmp_path: Path) -> None:
    [mid, *_] = good(tmp_path, "segments.mid.arr_cap=none").document.segments or ()
    assert mid.arr_cap == "none"


def test_the_caret_stands_under_what_is_wrong(tmp_path: Path) -> None:
    loaded = read(tmp_path, "conflict=work", "segments.中 小.complexity=x")
    assert text(loaded.diagnostics[0]).splitlines()[1:3] == [
        "  2 | segments.中 小.complexity=x",
        "    |                           ^",
    ]


def test_all_problems_come_in_one_run(tmp_path: Path) -> None:
    loaded = read(tmp_path, "a", "segments.x.arr=1", "roles.csm.pay=x", "roles.csm.loading=30%")
    assert [each.partition(" ")[0] for each in errors(loaded)] == ["--set:1:1:", "--set:2:10:", "--set:3:15:"]


def test_what_is_wrong_elsewhere_stays_where_it_is(tmp_path: Path) -> None:
    bad = PLAN.replace("arr: 1.5M", "arr: 1.5Q")
    assert [
        each.partition("csplan.yaml:")[2][:5] for each in errors(read(tmp_path, "segments.mid.complexity=2", plan=bad))
    ] == ["7:42:"]
    assert errors(read(tmp_path, "segments.mid.arr=1.5M", plan=bad)) == []


def test_sections_may_be_missing_or_of_another_shape(tmp_path: Path) -> None:
    """The changes are made where they can be; what the plan itself has wrong is said of the plan."""
    head = PLAN.partition("tasks:")[0]
    assert good(tmp_path, "economics.gross_margin=75%", plan=head).document.economics is not None
    currency = PLAN.replace("currency: USD\n", "")
    assert good(tmp_path, "currency=USD", plan=currency).currency == "USD"
    shapes = {
        "tasks: none.yaml\n": "tasks.call.takes=1 h",
        "economics: [x]\n": "economics.gross_margin=75%",
        "tasks: {call: x}\n": "tasks.call.takes=1 h",
        "tasks: [call]\n": "tasks.call.takes=1 h",
    }
    found = {section: errors(read(tmp_path, setting, plan=head + section)) for section, setting in shapes.items()}
    assert [each.rpartition("error")[2] for each in found["tasks: none.yaml\n"]] == [
        "[missing-file]: none.yaml: there is no such file"
    ]
    assert found["economics: [x]\n"] == []
    for section in ("tasks: {call: x}\n", "tasks: [call]\n"):
        assert any("the plan states no tasks" in each for each in found[section])


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ("takes: 1h 30", '--set:1:18: error[duration]: "1h 30" is not a duration: the unit is missing'),
        ("takes: [1 h]", "--set:1:18: error[wrong-shape]: a single value is meant here, not a list"),
    ],
)
def test_a_percentage_of_what_can_not_be_read(tmp_path: Path, stated: str, message: str) -> None:
    loaded = read(tmp_path, "tasks.call.takes=+10%", plan=PLAN.replace("takes: 1h30m", stated))
    assert errors(loaded) == [message]


def test_the_first_of_two_with_one_name_changes(tmp_path: Path) -> None:
    twice = PLAN.replace("name: v1,", "name: mid,")
    loaded = read(tmp_path, "segments.mid.arr=x", plan=twice)
    assert [each.partition("]")[0] for each in errors(loaded)] == ["--set:1:18: error[money"]
    assert [each.partition(" name")[0] for each in errors(read(tmp_path, "segments.mid.arr=1M", plan=twice))] == [
        "csplan.yaml:9:12: error[duplicate-name]: two of segments are"
    ]


def test_origins_are_the_options() -> None:
    changed = csplan.load(ACME, set={"roles.csm.pay": "130k", "segments.logistics mid.renewal_rate": 0.9})
    where = changed.origins.where
    assert where(("roles", "csm", "pay")) == ("--set", 1, 15, "roles.csm.pay=130k", 4)
    assert where(("segments", 1, "renewal_rate"), key=True)[:3] == ("--set", 2, 1)
    assert where(("segments", 1, "arr")).file.endswith("csplan.yaml")
    assert where(("segments", 1)).file.endswith("csplan.yaml")
    assert where(()).file.endswith("csplan.yaml")


def test_what_is_wrong_in_a_rule_pack_is_said_of_the_pack(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("{name: mine, from: usd-2m, arr_cap: lots}", encoding="utf-8")
    stated = PLAN.replace("rules: usd-2m", "rules: {from: usd-2m, arr_cap: 3M}")
    for each in (PLAN, stated):
        loaded = read(tmp_path, "rules=./mine.yaml", plan=each)
        assert errors(loaded) == ['mine.yaml:1:37: error[money]: "lots" is not an amount of money']
    assert errors(read(tmp_path, "rules.from=./mine.yaml", plan=stated)) == []
    both = read(tmp_path, "rules=./mine.yaml", "rules.arr_cap=few")
    assert errors(both) == ['--set:2:15: error[money]: "few" is not an amount of money']


def test_origins_in_files_of_sections() -> None:
    changed = csplan.load(YUNFAN, set={"tasks.现场拜访.takes": "5 h"})
    assert changed.origins.where(("tasks", 2, "takes")).file == "--set"
    assert changed.origins.where(("tasks", 2)).file.endswith("tasks.yaml")


# --- scenarios -----------------------------------------------------------------------------------------------

SCENARIOS = """\
scenarios:
  lean: {about: less to do, set: {tasks.call.times: 6, segments.mid.arr: +10%}}
  more: {set: {segments.mid.arr: +100%}}
"""


def test_scenarios_come_in_order_and_settings_on_top(tmp_path: Path) -> None:
    changed = good(
        tmp_path, "segments.mid.arr=+50%", "conflict=work", plan=PLAN + SCENARIOS, scenarios=("lean", "more", "lean")
    )
    assert changed.changes == (
        ("tasks.call.times", "6", "12", "lean"),
        ("segments.mid.arr", "4.95M", "1.5M", None),
        ("conflict", "work", None, None),
    )
    assert changed.document.segments is not None
    assert changed.document.segments[0].arr == 4_950_000


def test_the_plan_as_written_is_base(tmp_path: Path) -> None:
    for scenarios in ((), ("base",)):
        read = good(tmp_path, plan=PLAN + SCENARIOS, scenarios=scenarios)
        assert read.changes == ()
        assert read.document.scenarios is not None
        assert read.document.scenarios["lean"].about == "less to do"


@pytest.mark.parametrize(
    ("plan", "name", "hint"),
    [
        (PLAN + SCENARIOS, "laen", "did you mean lean?"),
        (PLAN + SCENARIOS, "", "known: base, lean, more"),
        (PLAN, "lean", "the plan has none: add `scenarios:`"),
    ],
)
def test_an_unknown_scenario(tmp_path: Path, plan: str, name: str, hint: str) -> None:
    loaded = read(tmp_path, plan=plan, scenarios=("base", name))
    assert errors(loaded) == [f"--scenario:2:1: error[unknown-scenario]: no scenario is named '{name}'"]
    assert loaded.diagnostics[0].hint == hint


def test_scenarios_whose_file_is_missing_are_not_unknown(tmp_path: Path) -> None:
    loaded = read(tmp_path, plan=PLAN + "scenarios: none.yaml\n", scenarios=("lean",))
    assert [each.rpartition("error")[2] for each in errors(loaded)] == [
        "[missing-file]: none.yaml: there is no such file"
    ]


@pytest.mark.parametrize("chosen", [(), ("bad",)])
@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ("segments.mid.arr: lots", '17:34: error[money]: "lots" is not an amount of money'),
        ("segments.mdi.arr: 4M", "17:16: error[unknown-path]: none of segments is named 'mdi'"),
        ("segments.mid.health.purple: 5%", "17:16: error[unknown-path]: segments.mid.health has no key 'purple'"),
        ("segments.v1.5.at_risk: 5", '17:39: error[share]: "5" is not a share: a share without a percent sign is 1 at most'),
        ("economics.growth: x", "17:34: error[wrong-shape]: a mapping is meant here, not a single value"),
        ("economics.costs.hosting.years: 0", "17:47: error[out-of-range]: '0' is out of range: more than 0 is meant here"),
        ("conflict: [work]", "17:16: error[wrong-shape]: a single value is meant here, not a list"),
        ("conflict: ~", "17:26: error[empty-value]: there is nothing here"),
    ],
)  # fmt: skip
def test_scenarios_are_checked_chosen_or_not(
    tmp_path: Path, changes: str, message: str, chosen: tuple[str, ...]
) -> None:
    scenarios = f"scenarios:\n  good: {{set: {{conflict: work}}}}\n  bad: {{set: {{ {changes} }}}}\n"
    loaded = read(tmp_path, plan=PLAN + scenarios, scenarios=chosen)
    assert [each.removeprefix("csplan.yaml:") for each in errors(loaded)] == [message]


def test_a_scenario_that_is_not_chosen_is_not_blamed_for_the_plan(tmp_path: Path) -> None:
    bad = PLAN.replace("customers: 10, arr: 2M}\n  - {name: v1,", "customers: ten, arr: 2M}\n  - {name: v1,")
    scenarios = "scenarios: {lean: {set: {segments.v1.5.arr: 3M}}}\n"
    loaded = read(tmp_path, plan=bad + scenarios)
    assert [each.removeprefix("csplan.yaml:")[:20] for each in errors(loaded)] == ["8:29: error[number]:"]


@pytest.mark.parametrize("shape", ["x", "[x]", "{lean: x}", "{lean: {set: x}}", "{lean: {set: [x]}}"])
def test_scenarios_of_another_shape(tmp_path: Path, shape: str) -> None:
    for chosen in ((), ("lean",)):
        assert errors(read(tmp_path, plan=f"{PLAN}scenarios: {shape}\n", scenarios=chosen))


def test_scenarios_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "what_if.yaml").write_text("lean:\n  set: {segments.mid.arr: 4M}\nbad:\n  set: {segments.mid.arr: x}\n")
    loaded = read(tmp_path, plan=PLAN + "scenarios: what_if.yaml\n", scenarios=("lean",))
    assert errors(loaded) == ['what_if.yaml:4:27: error[money]: "x" is not an amount of money']


# --- the account book ------------------------------------------------------------------------------------------

BOOK = [
    {"customer": f"c{n}", "segment": "a", "arr": 20_000, "csm": "Li", "new": "no", "health": "green"} for n in range(10)
]


@pytest.mark.parametrize("key", ["customers", "arr", "new_customers", "at_risk", "health.red", "csms_now"])
def test_what_the_book_counts_can_not_be_changed(tmp_path: Path, key: str) -> None:
    data = plan(book=BOOK, segments=[{"name": "a", "arr_per_csm": 1_000_000}, {"name": "b", "customers": 1, "arr": 9}])
    path = write(tmp_path, data)
    loaded = load_all(path, settings=[f"segments.a.{key}=0.5"])
    found = [each for each in loaded.diagnostics if each.severity == "error" and each.code != "health-mix"]
    assert [line(each) for each in found] == [
        f"--set:1:{13 + len(key)}: error[counted-in-book]: the account book counts {key.partition('.')[0]} of a: a change of it would do nothing"
    ]
    assert not any(
        each.code == "counted-in-book" for each in load_all(path, settings=[f"segments.b.{key}=1"]).diagnostics
    )


def test_what_the_book_does_not_know_can_be_changed(tmp_path: Path) -> None:
    data = plan(book=BOOK, segments=[{"name": "a", "team": "t"}], teams=[{"name": "t"}])
    for setting in (
        "segments.a.complexity=2",
        "segments.a.contract_years=2",
        "segments.a.renewals=2",
        "teams.t.role=csm",
    ):
        assert errors(load_all(write(tmp_path, data), settings=[setting])) == [], setting
    loaded = load_all(write(tmp_path, data), settings=["teams.t.csms_now=3"])
    assert [each.partition("]")[0] for each in errors(loaded)] == ["--set:1:18: error[counted-in-book"]


def test_another_book_may_be_set(tmp_path: Path) -> None:
    path = write(tmp_path, plan(book=BOOK, segments=[{"name": "a"}]))
    (tmp_path / "other.csv").write_text("customer,segment,arr\nx,a,70000\n")
    changed = csplan.load(path, set={"accounts.file": "other.csv"})
    assert changed.placed[0].arr == 70_000


# --- the time log --------------------------------------------------------------------------------------------


def test_a_time_log_may_be_set_differently(tmp_path: Path) -> None:
    rows = "date,csm,task,minutes,segment\n2026-01-05,Li,tickets,60,a\n2026-01-06,Li,tickets,60,a\n"
    task = {key: value for key, value in plan()["tasks"][0].items() if key != "takes"}
    path = write(tmp_path, plan(tasks=[task], time_log="log.csv", segments=[segment()]), {"log.csv": rows})
    changed = csplan.load(path, set={"time_log.covers": 0.5})
    assert changed.record.log.covers == 0.5
