"""Slips that people make, and the hint that they need: each is a sentence that says what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplan.loader.plan import load_all

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """\
csplan: 1
currency: USD
roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}
tiers: [{name: Enterprise, acv: {min: 50k}}, {name: Low, acv: {max: 50k}}]
economics: {gross_margin: 70%, costs: []}
segments: [{name: Big, customers: 10, arr: 1M}]
"""
ON_TOP = "loading is what comes on top of pay"
COLON = "the colon \uff1a is full-width: type a plain one and a space after it"


def said(folder: Path, text: str, *settings: str) -> list[tuple[str, str]]:
    (folder / "csplan.yaml").write_text(text, encoding="utf-8")
    return [(each.code, each.hint) for each in load_all(folder, settings=settings).diagnostics]


@pytest.mark.parametrize(
    ("written", "instead", "slug", "hint"),
    [
        ("loading: 30%", "loading: 1.3", "share", f"{ON_TOP}: 30% where the whole is 1.3 times the pay"),
        ("loading: 30%", "loading: 1.255", "share", f"{ON_TOP}: 25.5% where the whole is 1.255 times the pay"),
        ("loading: 30%", "loading: 30", "share", "write 30%, which is 0.3"),
        ("loading: 30%", "loading: x", "share", "write it like 75% or 0.75"),
        ("currency: USD", "currency: 人民币", "currency", "write its code: CNY"),
        ("currency: USD", "currency: €", "currency", "write its code: EUR"),
        ("currency: USD", "currency: Yuan", "currency", "write its code: CNY"),
        ("currency: USD", "currency: money", "currency", "write three letters: USD"),
        ("currency: USD", "currency\uff1aUSD", "yaml-syntax", COLON),
        ("csplan: 1", "csplan\uff1a1", "yaml-syntax", COLON),
        ("name: Big", "name\uff1aBig", "unknown-key", COLON),
        ("segments: ", "segments\uff1a", "yaml-syntax", COLON),
        ("currency: USD", "currency\uff1a USD\n\n# so", "yaml-syntax", COLON),
        ("currency: USD", "currency\n\n# so", "yaml-syntax", "a key ends with a colon and a space: `key: value`"),
        ("arr: 1M", "arr: 1M, tier: enterprise", "unknown-tier", "did you mean Enterprise?"),
        ("pay: 120k", "pay: 120k, turnover: 10%", "unknown-key", "write it inside `hiring:`"),
        ("arr: 1M", "arr: 1M, stage: growth", "unknown-key", "write `stage:` at the top of the plan, not here"),
        ("csplan: 1", "csplan: 1\nyear: 2027", "wrong-shape", "say when the year starts: `year: {starts: 2027-01-01}`"),
    ],
)  # fmt: skip
def test_a_slip_in_a_plan(written: str, instead: str, slug: str, hint: str, tmp_path: Path) -> None:
    assert said(tmp_path, PLAN.replace(written, instead, 1)) == [(slug, hint)]


def test_a_colon_of_another_keyboard_is_all_that_is_wrong(tmp_path: Path) -> None:
    assert said(tmp_path, "csplan\uff1a1\n") == [("wrong-shape", COLON)]


def test_a_colon_in_a_chinese_text_is_no_slip(tmp_path: Path) -> None:
    [(slug, hint)] = said(
        tmp_path, PLAN.replace("arr: 1M", 'arr: 1M, attributes: {note: "注意\uff1a大客户"}, tier: [') + "x: 1\n"
    )
    assert slug == "yaml-syntax"
    assert "full-width" not in hint


@pytest.mark.parametrize(
    ("setting", "hint"),
    [
        ("gross_margin=78%", "did you mean economics.gross_margin?"),
        ("big.arr=2M", "did you mean segments.Big?"),
        ("csm.pay=130k", "did you mean roles.csm?"),
        ("arr=3M", "did you mean segments.NAME.arr?"),
        ("pay=3M", "did you mean roles.NAME.pay?"),
        ("segment.Big.arr=3M", "did you mean segments?"),
        ("economics.gross_margn=78%", "did you mean gross_margin?"),
    ],
)
def test_a_path_of_which_only_the_end_is_written(setting: str, hint: str, tmp_path: Path) -> None:
    assert said(tmp_path, PLAN, setting) == [("unknown-path", hint)]
