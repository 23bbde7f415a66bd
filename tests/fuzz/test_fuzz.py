"""The saved corpus is free of findings, and the fuzz targets would notice one."""

from __future__ import annotations

import math
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplan.findings.diagnostic import Where
from csplan.loader.plan import Loaded, load_all
from csplan.render.findings import as_github
from csplan.values import Money, Unreadable
from tests.fuzz import commands, targets, whole
from tests.fuzz.commands import Said
from tests.fuzz.mutations import mutate, words
from tests.fuzz.options import OF_RECORDS
from tests.fuzz.targets import CUT, PLAN, TARGETS

KNOWN = words()
CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("target", TARGETS)
def test_the_saved_corpus_is_free_of_findings(target: str) -> None:
    inputs = sorted((CORPUS / target).iterdir())
    assert inputs
    for each in inputs:
        TARGETS[target](each.read_bytes())


def test_every_corpus_has_a_target() -> None:
    assert {path.name for path in CORPUS.iterdir()} == TARGETS.keys()


GOOD = {
    "plan": PLAN.encode() + b"accounts: b.csv\n" + CUT + CUT + b"customer,segment,arr\nA,a,1M\nB,b,1M\n",
    "rules": b"name: r\nfrom: cny-1.5-2.5m\n",
    "book": b"customer,segment,arr\nA,a,1M\nB,b,1M\n",
    "people": b"csm,team,language\nAnn,t,en;de\nBo,a,en\n",
    "front": b"Account Name,ARR\nA,1M\nB,1M\n",
    "arrivals": b"contact,opened\n1,2026-01-05 10:12\n",
    "events": b"date,event,customer,arr,due,id,from\n2026-01-01,csql,A,,,1,\n2026-03-01,expansion,A,1k,,,1\n",
    "snapshots": b"date,customer,health,use\n2026-01-01,A,green,60\n2026-03-31,A,red,20\n",
    "log": b"date,csm,task,minutes,segment\n2026-07-01,Ann,x,30,a\n2026-07-01,Ann,y,30,b\n",
    "entries": b"- {date: 2026-07-01, csm: Ann, task: x, minutes: 30, segment: a}\n"
    b"- {date: 2026-07-01, csm: Ann, task: y, minutes: 30, segment: b}\n",
    "months": b"2026-10-01 12\n"
    + PLAN.replace("internal: 30%}}", "internal: 30%}, ramp: {months: 6, at: 45%}, hiring: {lead: 3 months}}").encode(),
    "changes": b"lean\nsegments.a.customers=+5%",
}
"""Inputs that plans can be calculated with: for each target but ``values``, which reads no plan."""


class Noticed(Exception):  # noqa: N818 - no error
    """A target has come as far as it should."""


def noticed(*_: object, **__: object) -> Any:
    raise Noticed


@pytest.mark.parametrize("target", GOOD)
@pytest.mark.parametrize("step", ["load_all", "headcount"])
def test_a_target_goes_on_to_figures(target: str, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    TARGETS[target](GOOD[target])
    last = {"log": "timelog", "entries": "timelog", "months": "hire"}
    name = last.get(target, step) if step == "headcount" else step
    monkeypatch.setattr(targets, name, noticed)
    with pytest.raises(Noticed):
        TARGETS[target](GOOD[target])


@pytest.mark.parametrize("text", ["1\x1b[31m", "two\n\nlines\n", "\u202e\n"])
def test_what_a_terminal_or_a_forge_would_act_on_is_noticed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_github, "render", lambda _: text)
    with pytest.raises(AssertionError):
        targets.plan(b"[")


@pytest.mark.parametrize("change", [{"code": "no-such-code"}, {"where": None}, {"where": Where("x", 0, 1)}])
def test_a_finding_without_place_or_explanation_is_noticed(
    change: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt(*arguments: Any, **options: Any) -> Loaded:
        plan, [first, *rest] = load_all(*arguments, **options)
        return Loaded(plan, (first._replace(**change), *rest))

    targets.plan(b"[")
    monkeypatch.setattr(targets, "load_all", spoilt)
    with pytest.raises(AssertionError):
        targets.plan(b"[")


def test_neither_a_plan_nor_an_error_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "load_all", lambda *_, **__: Loaded(None, ()))
    with pytest.raises(AssertionError):
        targets.plan(b"[")


@pytest.mark.parametrize("result", [Money(math.inf, None), math.nan, Unreadable("number", "\x1b is no number")])
def test_a_reader_that_breaks_its_word_is_noticed(result: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_: str) -> Any:
        if isinstance(result, Exception):
            raise result
        return result

    targets.values(b"1")
    monkeypatch.setattr(targets, "READERS", (read,))
    with pytest.raises(AssertionError):
        targets.values(b"1")


@given(st.binary(max_size=60) | st.just(PLAN.encode()), st.integers(0, 2**32))
def test_a_change_is_the_same_for_the_same_seed(data: bytes, seed: int) -> None:
    assert mutate(data, Random(seed), KNOWN) == mutate(data, Random(seed), KNOWN)


def test_changes_know_what_plans_are_made_of() -> None:
    assert {b"renewal_rate", b"cost_per_100", b"proactive", b"arr_per_csm", "150万".encode(), b"<<"} <= set(KNOWN)
    random = Random(1)
    results = {mutate(b"segments:\n- {name: a, arr: 1M}\n", random, KNOWN) for _ in range(6000)}
    assert len(results) > 4400
    assert b"segments:\n- {name: arr, arr: 1M}\n" in results
    assert b"- {name: a, arr: 1M}\n" in results
    assert any(b"[a" in each for each in results)


def test_whole_commands_keep_what_csplan_promises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    findings, ends = whole.Findings(tmp_path / "findings"), Counter[tuple[str, int]]()
    for arguments in islice(whole.commands(1), 250):
        whole.tried(arguments, findings, ends)
    assert not findings.seen
    assert {code for _, code in ends} == {0, 1, 2}
    for name in OF_RECORDS:
        assert ends[name, 0] + ends[name, 1] > 0, name


@pytest.mark.parametrize(
    ("arguments", "done"),
    [
        (["headcount"], Said(3, "", "")),
        (["headcount"], Said(0, "\x1b[31m", "")),
        (["headcount"], Said(0, "", "a\u202eb")),
        (["headcount"], Said(0, "::error::x\n", "")),
        (["headcount"], Said(0, "x ##[error]y\n", "")),
        (["headcount"], Said(0, "", "  ::error::x\n")),
        (["validate", "-f", "github"], Said(0, "::set-env name=x::y\n", "")),
        (["headcount", "-f", "json"], Said(0, '{"a": NaN}', "")),
        (["headcount", "-f", "json"], Said(0, "{", "")),
        (["headcount", "-f", "csv"], Said(0, 'a,b\n"x\ny",1\n', "")),
        (["validate", "-f", "junit"], Said(0, "<a>", "")),
    ],
)
def test_what_a_command_may_not_say_is_noticed(arguments: list[str], done: Said) -> None:
    with pytest.raises(Exception, match=r"\S"):
        commands.check(arguments, done)
    commands.check(["headcount", "-f", "json"], Said(0, "{}\n", "csplan: x\n"))
