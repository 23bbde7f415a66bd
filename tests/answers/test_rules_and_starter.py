"""Rule packs and starter plans of other companies' packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.rules import list_packs, show_pack
from csplan.answers.starter import starter
from csplan.loader.rules import load_pack, names, read_pack

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.rules import RulePack


def pack(**parts: Any) -> RulePack:
    found, wrong = read_pack({"name": "own-1", "currency": "EUR", **parts}, None, {})
    assert found, wrong
    return found


def test_a_pack_of_next_to_nothing() -> None:
    report = show_pack(pack())
    assert report.title == "own-1"
    assert {row["part"] for row in report.rows("numbers")} == {"purpose", "pay", "profile", "default"}  # csplan's own
    assert list_packs([pack()]).rows("packs")[0]["arr_per_csm"] == ""


def test_every_number_of_a_shipped_pack_is_shown() -> None:
    for name in names():
        shipped = load_pack(name)
        rows = show_pack(shipped).rows("numbers")
        assert len(rows) > 20
        assert all(row["source"] and row["note"] for row in rows)
        assert len({(row["part"], row["name"]) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("band", "expected"),
    [
        ({}, "any"),
        ({"min": "5k"}, "5k and more"),
        ({"max": "5k"}, "below 5k"),
        ({"min": "5k", "max": "20k"}, "5k to below 20k"),
    ],
)
def test_bands_in_words(band: dict[str, str], expected: str) -> None:
    rows = show_pack(pack(tiers=({"name": "t", "acv": band},))).rows("numbers")
    assert rows[0]["value"] == expected


TIERS = (
    {"name": "huge", "acv": {"min": "10M"}, "touch": "high"},
    {"name": "middle", "acv": {"min": "1M", "max": "10M"}},
    {"name": "rest", "acv": {"max": "1M"}, "touch": "digital"},
)


def test_a_starter_of_a_pack_with_other_tiers(tmp_path: Path) -> None:
    # The example amounts lie in no such tier, so others are chosen that do.
    own = pack(tiers=TIERS)
    path = tmp_path / "csplan.yaml"
    text = starter(own)
    assert "currency: EUR" in text
    assert "(huge, middle, rest)" in text
    tiers = "tiers:\n" + "".join(
        f"  - {{name: {tier['name']}, acv: {{{', '.join(f'{key}: {value}' for key, value in tier['acv'].items())}}}}}\n"  # type: ignore[attr-defined]
        for tier in TIERS
    )
    path.write_text(text.replace(f"rules: {own.name}", "# rules:") + tiers, encoding="utf-8")
    read = csplan.load(path)
    assert read.findings == ()
    assert [placed.tier.name for placed in read.placed if placed.tier] == ["huge", "middle", "rest"]
