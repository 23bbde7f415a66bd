# ruff: noqa: E501 - a case is a line, with its whole message
"""Good plans: sections in files, rule packs, money in other currencies, and what is filled in."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, get_args

import pytest

from csplan.findings.diagnostic import Unusable, line
from csplan.inputs.build import build
from csplan.loader.plan import Loaded, load, load_all
from csplan.loader.rules import folder, load_pack, names, shipped
from csplan.plan.chinese import _WORDS
from csplan.plan.purpose import Purpose
from csplan.plan.types import ALL
from csplan.values import Duration

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan
    from csplan.plan.rules import RulePack

HEAD = """\
csplan: 1
currency: USD
roles:
  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
  pooled: {pay: 80k, loading: 30%, time: {contracted: 2000 h, hours_per_day: 7.5, leave: 15 d, internal: 2 d}}
"""
SEGMENTS = "segments: [{name: a, customers: 10, arr: 1M}]\n"


def read(at: Path, text: str, **files: str) -> Loaded:
    (at / "csplan.yaml").write_text(text, encoding="utf-8")
    for name, content in files.items():
        file = at / f"{name}.yaml"
        file.write_text(content, encoding="utf-8")
    return load_all(at)


def good(at: Path, text: str, **files: str) -> Plan:
    loaded = read(at, text, **files)
    assert loaded.plan is not None, [line(each) for each in loaded.diagnostics]
    return loaded.plan


def lines(loaded: Loaded, at: Path) -> list[str]:
    return [line(each).replace(f"{at}/", "") for each in loaded.diagnostics]


def test_sections_may_stand_in_files(tmp_path: Path) -> None:
    whole = good(tmp_path, HEAD + SEGMENTS + "fx: {CNY: 0.14}\n")
    roles = HEAD.partition("roles:\n")[2].replace("\n  ", "\n").removeprefix("  ")
    text = "csplan: 1\ncurrency: USD\nroles: ./roles.yaml\nsegments: 'more/one.yaml'\nfx: fx.yaml\n"
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "one.yaml").write_text("two.yaml\n")
    split = good(tmp_path, text, roles=roles, fx="CNY: 0.14\n", two="- {name: a, customers: 10, arr: 1M}\n")
    assert split.document == whole.document
    assert split.placed == whole.placed
    where = split.origins.where(("segments", 0, "arr"))
    assert where[:5] == (str(tmp_path / "two.yaml"), 1, 33, "- {name: a, customers: 10, arr: 1M}", 2)
    assert split.origins.where(("roles", "pooled", "pay")).file == str(tmp_path / "roles.yaml")
    assert split.origins.where(("segments",))[:3] == (str(tmp_path / "csplan.yaml"), 4, 11)


def test_places(tmp_path: Path) -> None:
    origins = good(tmp_path, HEAD + SEGMENTS).origins
    assert origins.where(("segments", 0, "arr"))[1:] == (6, 42, SEGMENTS.strip(), 2)
    assert origins.where(("segments", 0, "arr"), key=True)[1:] == (6, 37, SEGMENTS.strip(), 3)
    assert origins.where(("segments", 0))[1:3] == (6, 12)
    assert origins.where(("segments", 9, "arr"))[1:3] == (6, 1)
    assert origins.where(("segments", 0, "tier"))[1:3] == (6, 12)
    assert origins.where(("roles", "csm"))[1:3] == (4, 3)
    assert origins.where(("roles", "csm", "time", "leave"))[1:3] == (4, 67)
    assert origins.where(("name",))[1:3] == (1, 1)
    assert origins.where(())[1:3] == (1, 1)


def test_a_plan_is_named_after_its_folder(tmp_path: Path) -> None:
    assert good(tmp_path, HEAD + SEGMENTS).name == tmp_path.name
    assert good(tmp_path, HEAD + SEGMENTS + "name: ' Acme '\n").name == "Acme"
    assert load(tmp_path / "csplan.yaml").file == str(tmp_path / "csplan.yaml")


def test_the_default_is_the_plan_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good(tmp_path, HEAD + SEGMENTS)
    monkeypatch.chdir(tmp_path)
    assert load().file == "csplan.yaml"
    assert load(".").name == tmp_path.name


@pytest.mark.parametrize("on", [True, False])
def test_the_garbage_collector_is_as_before(tmp_path: Path, *, on: bool) -> None:
    (gc.enable if on else gc.disable)()
    try:
        read(tmp_path, HEAD)
        assert gc.isenabled() is on
    finally:
        gc.enable()


# --- money ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("currency", "fx", "money", "amount"),
    [
        ("USD", "{}", "2M", 2e6),
        ("USD", "{}", "$2M", 2e6),
        ("USD", "{}", "2M USD", 2e6),
        ("USD", "{CNY: 0.125}", "¥2M", 250_000),
        ("USD", "{RMB: 0.125}", "200万 CNY", 250_000),
        ("CNY", "{USD: 8}", "$2M", 16e6),
        ("RMB", "{}", "￥200万", 2e6),
        ("cny", "{}", "200万元", 2e6),
        ("EUR", "{USD: 0.5}", "2M USD", 1e6),
    ],
)
def test_money_is_in_the_currency_of_the_plan(
    tmp_path: Path, currency: str, fx: str, money: str, amount: float
) -> None:
    text = HEAD.replace("currency: USD", f"currency: {currency}\nfx: {fx}") + SEGMENTS.replace("1M", f'"{money}"')
    plan = good(tmp_path, text)
    assert plan.placed[0].arr == amount
    assert plan.currency == plan.document.currency == {"RMB": "CNY", "cny": "CNY"}.get(currency, currency)


def test_signs_are_not_clear_elsewhere(tmp_path: Path) -> None:
    loaded = read(tmp_path, HEAD.replace("USD", "EUR") + SEGMENTS.replace("1M", "$1M"))
    assert [(each.message, each.hint) for each in loaded.diagnostics] == [
        ("$ is not clear in a plan in EUR", "write the code, such as 2M USD")
    ]


# --- rule packs -------------------------------------------------------------------------------------------------------


def rules_of(plan: Plan) -> RulePack:
    assert plan.rules is not None
    return plan.rules


def test_a_pack_by_name_by_path_and_inline(tmp_path: Path) -> None:
    by_name = rules_of(good(tmp_path, HEAD + SEGMENTS + "rules: usd-2m\n"))
    assert by_name == load_pack("usd-2m")
    text = (folder() / "usd-2m.yaml").read_text(encoding="utf-8")
    assert rules_of(good(tmp_path, HEAD + SEGMENTS + "rules: own.yaml\n", own=text)) == by_name
    inline = rules_of(good(tmp_path, HEAD + SEGMENTS + "rules: {arr_per_csm: [{value: 3M}], arr_cap: 4M}\n"))
    assert (inline.name, inline.currency, inline.arr_per_csm[0].value) == ("rules of the plan", "USD", 3e6)
    assert inline.arr_cap is not None
    assert inline.arr_cap.value == 4e6


@pytest.mark.parametrize(
    ("change", "get", "value"),
    [
        ("arr_cap: 3M", lambda pack: pack.arr_cap.value, 3e6),
        ("arr_cap: 7M CNY", lambda pack: pack.arr_cap.value, pytest.approx(875_000)),
        ("triggers: {hire_early: 75%}", lambda pack: pack.triggers.hire_early.value, 0.75),
        ("triggers: {hire_early: 75%}", lambda pack: pack.triggers.idle.value, 0.6),
        ("triggers: {large_customer: {value: 9k, source: us}}", lambda pack: pack.triggers.large_customer.source, "us"),
        ("defaults: {contract_years: 2}", lambda pack: pack.defaults.contract_years.value, 2),
        ("defaults: {contract_years: 2}", lambda pack: pack.defaults.hours_per_day.value, 8),
        ("arr_per_csm: [{value: 1M}]", lambda pack: [rule.value for rule in pack.arr_per_csm], [1e6]),
        ("tiers: [{name: all, acv: {}}]", lambda pack: [tier.name for tier in pack.tiers], ["all"]),
        ("name: ours", lambda pack: pack.name, "ours"),
        ("currency: USD", lambda pack: pack.currency, "USD"),
    ],
)
def test_any_number_of_a_pack_can_be_overridden(tmp_path: Path, change: str, get: object, value: object) -> None:
    text = HEAD + SEGMENTS + f"fx: {{CNY: 0.125}}\nrules: {{from: usd-2m, {change}}}\n"
    assert get(rules_of(good(tmp_path, text))) == value  # type: ignore[operator]


def test_packs_may_rest_on_packs(tmp_path: Path) -> None:
    text = HEAD + SEGMENTS + "rules: {from: ours.yaml, triggers: {idle: 50%}}\n"
    pack = rules_of(good(tmp_path, text, ours="from: usd-2m\nname: ours\ntriggers: {hire_early: 70%, idle: 10%}\n"))
    assert pack.name == "ours"
    triggers = pack.triggers
    assert [each.value for each in (triggers.hire_early, triggers.idle, triggers.overloaded) if each] == [0.7, 0.5, 1]


@pytest.mark.parametrize(
    ("rules", "ours", "expected"),
    [
        ("usd-2m", "", []),
        ("{name: own, arr_cap: 3M}", "", []),
        ("{from: usd-2m, benchmarks: [{name: a, value: b}], name: n, title: t}", "", []),
        ("{from: usd-2m, arr_cap: 3M}", "", ["csplan.yaml:7:32 arr_cap"]),
        ("{from: usd-2m, arr_cap: {value: 3M, note: n}, triggers: {idle: {value: 50%, source: s}}}", "", []),
        ("{from: usd-2m, triggers: {}, defaults: {owned: 50%}}", "", ["csplan.yaml:7:55 defaults.owned"]),
        ("{from: usd-2m, tiers: [{name: x, acv: {}, note: n}, {name: y, acv: {min: 1, max: 1}}]}", "", None),
        ("{from: usd-2m, tiers: [{name: x, acv: {}}], arr_per_csm: []}", "", ["csplan.yaml:7:31 tiers"]),
        ("ours.yaml", "from: usd-2m\narr_cap: 3M\n", ["ours.yaml:2:10 arr_cap"]),
        (
            "{from: ours.yaml, triggers: {idle: 50%}}",
            "from: usd-2m\ntriggers: {idle: {value: 40%, note: n}}\n",
            ["csplan.yaml:7:43 triggers.idle"],
        ),
        ("{from: ours.yaml, triggers: {idle: {value: 50%, note: n}}}", "from: usd-2m\ntriggers: {idle: 40%}\n", []),
        ("{from: ours.yaml, arr_cap: {value: 3M, note: n}}", "name: ours\ncurrency: USD\narr_cap: 2M\n", []),
        ("{from: usd-2m, triggers: 5}", "", None),
        ("{from: usd-2m, triggers: [{a: b}], defaults: [x]}", "", None),
        ("{from: usd-2m, triggers: {nope: 1}}", "", None),
    ],
)
def test_a_number_over_that_of_a_pack_says_why(
    tmp_path: Path, rules: str, ours: str, expected: list[str] | None
) -> None:
    loaded = read(tmp_path, HEAD + SEGMENTS + f"rules: {rules}\n", ours=ours)
    if expected is None:
        assert loaded.plan is None
        return
    found = [each for each in loaded.diagnostics if each.code == "override-without-note"]
    places = [
        f"{each.where.file.rpartition('/')[2]}:{each.where.line}:{each.where.column}" for each in found if each.where
    ]
    assert [f"{place} {each.subject}" for place, each in zip(places, found, strict=True)] == expected


def test_a_pack_in_another_currency(tmp_path: Path) -> None:
    text = HEAD + SEGMENTS + "rules: cny-1.5-2.5m\nstage: mature\n"
    plan = good(tmp_path, text + "fx: {CNY: 0.125}\n")
    assert [rule.value for rule in rules_of(plan).arr_per_csm] == [187_500, 218_750, 281_250]
    [finding] = read(tmp_path, text).diagnostics
    assert (finding.code, finding.hint) == ("missing-rate", "add `fx: {CNY: ...}`, the value of 1 CNY in USD")


OURS = "name: ours\ncurrency: USD\narr_per_csm:\n  - {value: 2M}\n"


@pytest.mark.parametrize(
    ("rules", "ours", "expected"),
    [
        ("usd-3m", "", "7:8: error[unknown-rules]: no rule pack is named 'usd-3m'"),
        ("null", "", "7:8: error[empty-value]: there is nothing here"),
        ("[usd-2m]", "", "7:1: error[wrong-shape]: a rule pack is meant here: its name, its path, or the pack itself"),
        ("{from: [a]}", "", "7:9: error[wrong-shape]: a rule pack is meant here: its name, its path, or the pack itself"),
        ("{from: usd-1m}", "", "7:15: error[unknown-rules]: no rule pack is named 'usd-1m'"),
        ("none.yaml", "", "7:8: error[missing-file]: none.yaml: there is no such file"),
        ("../o.yaml", "", "7:8: error[outside-folder]: '../o.yaml' is outside the plan's folder"),
        ("csplan.yaml", "", "7:8: error[file-cycle]: the files name each other in a circle: 'csplan.yaml'"),
        ("ours.yaml", "from: ours.yaml\n", "ours.yaml:1:7: error[file-cycle]: the files name each other in a circle: 'ours.yaml'"),
        ("ours.yaml", "- a\n", "ours.yaml:1:1: error[wrong-shape]: a rule pack is a mapping"),
        ("ours.yaml", "", "ours.yaml:1:1: error[empty-file]: the file is empty"),
        ("ours.yaml", OURS + "arr_kap: 3M\n", "ours.yaml:5:1: error[unknown-key]: unknown key 'arr_kap'"),
        ("{from: ours.yaml, arr_kap: 3M}", OURS, "7:26: error[unknown-key]: unknown key 'arr_kap'"),
        ("ours.yaml", OURS + "triggers: {idle: x}\n", 'ours.yaml:5:18: error[share]: "x" is not a share'),
        (
            "{from: ours.yaml, triggers: {hire_early: 70%}}",
            OURS + "triggers: {idle: x}\n",
            'ours.yaml:5:18: error[share]: "x" is not a share',
        ),
        (
            "{from: ours.yaml, triggers: {idle: y}}",
            OURS + "triggers: {idle: 50%}\n",
            '7:43: error[share]: "y" is not a share',
        ),
        ("{from: ours.yaml, arr_cap: y}", OURS + "arr_cap: {value: 1M}\n", '7:35: error[money]: "y" is not an amount of money'),
        (
            "{from: usd-2m, currency: CNY}",
            "",
            "7:33: error[currency]: the amounts of the pack below are in USD, which can't be changed",
        ),
        ("{currency: yuan}", "", "7:19: error[currency]: 'yuan' is not a currency code"),
        ("{arr_cap: 1M EUR}", "", "7:18: error[missing-rate]: no exchange rate for EUR"),
        ("{arr_per_csm: [{when: {tuch: low}, value: 1M}]}", "", "7:31: error[unknown-key]: unknown key 'tuch'"),
        ("{arr_per_csm: [{when: {touch: lo}, value: 1M}]}", "", "7:38: error[unknown-value]: touch of a rule can't be 'lo'"),
        ("{arr_per_csm: [{when: {complexity: '> x'}, value: 1M}]}", "", '7:43: error[condition]: "x" is not an amount of money'),
        ("{arr_per_csm: [{when: {complexity: '!= 1'}, value: 1M}]}", "", "7:43: error[condition]: '!= 1' is not a condition"),
        ("{arr_per_csm: [{when: [touch], value: 1M}]}", "", "7:24: error[wrong-shape]: a mapping is meant here, not a list"),
        ("{arr_per_csm: [{note: x}]}", "", "7:23: error[missing-key]: value is missing"),
        ("{tiers: [{name: a, acv: {min: 2, max: 1}}]}", "", "7:27: error[empty-band]: tier a holds nothing: min is not below max"),
        ("{triggers: {idle: {value: 1%, source: [a]}}}", "", "7:38: error[wrong-shape]: a single value is meant here, not a list"),
    ],
)  # fmt: skip
def test_packs_that_are_wrong(tmp_path: Path, rules: str, ours: str, expected: str) -> None:
    found = lines(read(tmp_path, HEAD + SEGMENTS + f"rules: {rules}\n", ours=ours), tmp_path)
    assert found[-1:] == [expected if expected.startswith("ours") else f"csplan.yaml:{expected}"]
    assert [each for each in found[:-1] if "no-arr-rule" not in each] == []


def test_a_wrong_pack_in_another_currency_is_read_all_the_same(tmp_path: Path) -> None:
    found = lines(
        read(tmp_path, HEAD + SEGMENTS + "rules: ours.yaml\n", ours=OURS.replace("USD", "CNY") + "x: 1\n"), tmp_path
    )
    assert [each.split(":")[0] + each[each.index("[") :] for each in found] == [
        "csplan.yaml[missing-rate]: the rule pack is in CNY, the plan in USD, and there is no exchange rate",
        "ours.yaml[unknown-key]: unknown key 'x'",
    ]


def test_shipped_packs() -> None:
    assert names() == ["cny-1.5-2.5m", "usd-2m"]
    assert shipped("usd-2m").name == "usd-2m.yaml"
    with pytest.raises(Unusable, match="no rule pack is named usd-3m"):
        load_pack("usd-3m")


def test_an_installed_package_has_its_packs_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "configs").mkdir()
    (tmp_path / "loader").mkdir()
    monkeypatch.setattr("csplan.loader.rules.__file__", str(tmp_path / "loader" / "rules.py"))
    assert folder() == tmp_path / "configs"


# --- what is filled in ------------------------------------------------------------------------------------------------


def test_tiers_roles_and_teams_are_resolved(tmp_path: Path) -> None:
    plan = good(
        tmp_path,
        HEAD
        + """\
tiers:
  - {name: high, acv: {min: 100k}, touch: high, role: pooled}
  - {name: low, acv: {max: 100k}}
teams: [{name: t, role: csm}]
segments:
  - {name: by acv, customers: 10, arr: 1M}
  - {name: at the edge, customers: 10, arr: '999,999'}
  - {name: stated, tier: low, customers: 10, arr: 900k}
  - {name: of the team, tier: high, team: t, customers: 1, arr: 1M}
  - {name: own role, tier: low, role: pooled, customers: 1, arr: 1k}
  - {name: nobody, customers: 0, arr: 0}
""",
    )
    placed = {
        each.segment.name: (each.tier.name if each.tier else None, each.team, each.role, each.acv)
        for each in plan.placed
    }
    assert placed == {
        "by acv": ("high", "by acv", "pooled", 100_000),
        "at the edge": ("low", "at the edge", "csm", 99_999.9),
        "stated": ("low", "stated", "csm", 90_000),
        "of the team": ("high", "t", "csm", 1e6),
        "own role": ("low", "own role", "pooled", 1_000),
        "nobody": (None, "nobody", "csm", None),
    }
    assert [each.index for each in plan.placed] == list(range(6))


def test_tiers_of_the_pack_count_where_the_plan_has_none(tmp_path: Path) -> None:
    plan = good(tmp_path, HEAD + SEGMENTS.replace("1M", "{}M").replace("{}", "1") + "rules: usd-2m\n")
    assert [each.tier.name for each in plan.placed if each.tier] == ["high"]
    plan = good(tmp_path, HEAD + SEGMENTS + "rules: usd-2m\ntiers: []\n")
    assert plan.placed[0].tier is None


def test_stage_chooses_the_rule(tmp_path: Path) -> None:
    text = HEAD + SEGMENTS + "rules: cny-1.5-2.5m\nfx: {CNY: 1}\n".replace("1}", "0.125}")
    [finding] = read(tmp_path, text).diagnostics
    assert (finding.code, finding.hint) == ("no-arr-rule", "state the company's stage: new, growth, mature")
    segment = build(good(tmp_path, text + "stage: new\n")).root.below["team"][0].below["segment"][0]
    assert segment.value("arr_per_csm") == 187_500


def test_times_of_a_role(tmp_path: Path) -> None:
    roles = good(tmp_path, HEAD + SEGMENTS).document.roles
    assert roles is not None
    csm, pooled = (roles[name].time for name in ("csm", "pooled"))
    assert csm is not None
    assert csm.internal == 0.3
    assert pooled is not None
    assert pooled.internal == Duration(0, 2)
    assert pooled.contracted == Duration(2000, 0)


def test_values_by_tier(tmp_path: Path) -> None:
    text = """\
tiers: [{name: t, acv: {}}]
tasks:
  - {name: k, kind: reactive, per: customer, takes: 90 分钟, times: 3}
  - {name: l, kind: reactive, per: customer, takes: 1h30m, times: {t: 2}, aliases: [上线, kick-off]}
"""
    tasks = good(tmp_path, HEAD + SEGMENTS + text).document.tasks
    assert tasks is not None
    assert [task.times for task in tasks] == [{ALL: 3}, {"t": 2}]
    assert [task.takes for task in tasks] == [Duration(1.5, 0)] * 2
    assert tasks[1].aliases == ("上线", "kick-off")


def test_a_star_is_no_tier(tmp_path: Path) -> None:
    text = "tiers: []\ntasks: [{name: k, kind: reactive, per: customer, takes: 1 h, times: {'*': 3}}]\n"
    found = lines(read(tmp_path, HEAD + SEGMENTS + text), tmp_path)
    assert "csplan.yaml:8:70: error[unknown-tier]: no tier is named '*'" in found
    [finding] = read(tmp_path, HEAD + SEGMENTS + text.replace("'*': 3", "")).diagnostics
    assert finding.code == "empty-value"


def test_odd_keys_are_keys(tmp_path: Path) -> None:
    text = (
        HEAD.replace("csm:", '"[key]":')
        .replace("pay: 120k", "pay: x")
        .replace("pooled:", "'*':")
        .replace("pay: 80k", "pay: y")
    )
    found = lines(read(tmp_path, text + SEGMENTS), tmp_path)
    assert [each.partition(" ")[0] for each in found] == ["csplan.yaml:4:18:", "csplan.yaml:5:14:"]


def test_findings_that_a_plan_accepts_are_left_out(tmp_path: Path) -> None:
    text = HEAD + SEGMENTS + "teams: [{name: t}]\n"
    assert [each.code for each in good(tmp_path, text).findings] == ["unused-team"]
    assert good(tmp_path, text + "checks: {ignore: [unused-team], because: they start in May}\n").findings == ()
    loaded = read(tmp_path, text + "checks: {ignore: [unused-team, unknown-key], because: x}\nx: 1\n")
    assert [each.code for each in loaded.diagnostics] == ["unknown-finding", "unknown-key"]


def test_one_finding_for_one_place(tmp_path: Path) -> None:
    text = HEAD + "segments:\n" + "".join(f"  - {{name: {n}, customers: 1, arr: 1k, tier: x}}\n" for n in "ab")
    found = lines(read(tmp_path, text + "tiers: [{name: y, acv: {}}]\n"), tmp_path)
    assert found == [
        "csplan.yaml:7:44: error[unknown-tier]: no tier is named 'x'",
        "csplan.yaml:8:44: error[unknown-tier]: no tier is named 'x'",
    ]


def test_a_thousands_comma_inside_braces(tmp_path: Path) -> None:
    [finding] = read(tmp_path, HEAD + "segments: [{name: a, customers: 2,400, arr: 1M}]\n").diagnostics
    assert finding.hint == "inside {...} a number with a thousands comma needs quotes"


@pytest.mark.parametrize(
    ("rest", "comma"), [("250 h", True), ("500.5k", True), ("000 美元", True), ("360 reviews", False)]
)
def test_what_is_left_of_a_number_after_its_comma(rest: str, tmp_path: Path, *, comma: bool) -> None:
    found = read(tmp_path, HEAD + f"segments: [{{name: a, customers: 2, arr: 1,{rest}}}]\n").diagnostics
    [unknown] = [each for each in found if each.code == "unknown-key"]
    assert ("thousands comma" in unknown.hint) is comma


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("stage: 成长期\n", "did you mean growth?"),
        ("conflict: 保留\n", "did you mean keep?"),
        ("tasks: [{name: t, kind: 主动服务, per: customer, takes: 1 h, times: 1}]\n", "did you mean proactive?"),
        ("tasks: [{name: t, kind: proactive, per: 新客户, takes: 1 h, times: 1}]\n", "did you mean new_customer?"),
        ("teams: [{name: t, purpose: 使用深度}]\n", "did you mean use_level?"),
        ("teams: [{name: t, purpose: [expansion, 产品反馈]}]\n", "did you mean product_feedback?"),
        ("teams: [{name: t, purpose: 续约}]\n", "did you mean renewal?"),
    ],
)
def test_what_a_chinese_word_means(text: str, hint: str, tmp_path: Path) -> None:
    [finding] = read(tmp_path, HEAD + SEGMENTS + text).diagnostics
    assert (finding.code, finding.hint) == ("unknown-value", hint)


def test_every_purpose_has_a_chinese_word_and_no_word_means_two() -> None:
    assert set(get_args(Purpose)) <= _WORDS.keys()
    words = [word for text in _WORDS.values() for word in text.split()]
    assert len(words) == len(set(words))


def test_a_mistake_in_the_pack_below_is_shown_there(tmp_path: Path) -> None:
    files = {"ours": "from: base.yaml\nname: ours\n", "base": OURS + "arr_cap: x\n"}
    found = lines(read(tmp_path, HEAD + SEGMENTS + "rules: ours.yaml\n", **files), tmp_path)
    assert found == ['base.yaml:5:10: error[money]: "x" is not an amount of money']
    found = lines(
        read(
            tmp_path,
            HEAD + SEGMENTS + "rules: {from: ours.yaml}\n",
            ours=files["ours"],
            base="currency: USD\narr_per_csm: [{}]\n",
        ),
        tmp_path,
    )
    assert found == ["base.yaml:2:15: error[missing-key]: value is missing"]


def test_a_section_that_is_neither_written_nor_a_file_says_what_is_meant(tmp_path: Path) -> None:
    (tmp_path / "csplan.yaml").write_text("csplan: 1\ncurrency: USD\nyear: next\ntasks: none.yaml\n", encoding="utf-8")
    hints = {each.message: each.hint for each in load_all(tmp_path).diagnostics if each.code == "missing-file"}
    assert [hint.startswith("write it here as keys and values") for hint in hints.values()] == [True, False]
