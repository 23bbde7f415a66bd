# ruff: noqa: RUF001 - letters of other widths are what is read
"""Names that differ by what nobody sees are one: people, customers, segments, tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplan.values.names import folded, is_plain, visible
from tests.records.books import HEAD, codes, read, sums

if TYPE_CHECKING:
    from pathlib import Path

UNSEEN = ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e")


@pytest.mark.parametrize("mark", UNSEEN)
def test_marks_that_nobody_sees_are_no_part_of_a_name(mark: str) -> None:
    assert visible(f"Ac{mark}me {mark}") == "Acme"
    assert folded(f"{mark}ACME") == "acme"
    assert not is_plain(f"Beta\nAc{mark}me")


def test_widths_spaces_and_accents_of_their_own_make_no_other_name() -> None:
    assert folded("Ａｎｎ\u3000Ｌee") == folded("ann\u00a0 lee ") == "ann lee"
    assert folded("Cafe\u0301") == folded("Café")
    assert is_plain("Ann Lee\n王小明\nCafé")
    assert not is_plain("Cafe\u0301")


@pytest.mark.parametrize("mark", UNSEEN)
def test_a_customer_is_one_whatever_marks_its_name_has(tmp_path: Path, mark: str) -> None:
    table = f"customer,segment,arr,csm\nAcme,a,100000,Ann Lee\nAcme{mark},a,100000,Ann{mark} Lee\nBo,b,5000,Ａnn Lee\n"
    loaded = read(tmp_path, table)
    assert sums(loaded)["a"].arr == 100_000  # the second row is left out, and told, as any that stands there twice
    assert "unreadable-row" in codes(loaded)
    assert sums(loaded)["a"].held == {"Ann Lee": 1}
    assert sums(loaded)["b"].held == {"Ann Lee": 1}


def test_customers_that_differ_in_the_width_of_their_letters_are_told(tmp_path: Path) -> None:
    table = "customer,segment,arr\nＢeta,b,50000\nBeta,b,50000\nCafe\u0301,a,1000\nCafé,a,1000\n"
    loaded = read(tmp_path, table)
    [told] = [each for each in loaded.diagnostics if each.code == "similar-customers"]
    assert "2" in told.message  # pairs
    assert sums(loaded)["b"].customers == 2


def test_segments_and_customers_of_a_log_are_found_whatever_marks_they_have(tmp_path: Path) -> None:
    log = (
        "date,csm,task,minutes,customer\n2026-03-03,Ann Lee,check-in,30,Acme\u200b\n"
        "2026-03-03,Ａnn\u00a0Lee,check-in\u200b,30,Ａcme\n2026-03-04,Ann Lee\u200b,Check-in ,30,Acme\n"
    )
    (tmp_path / "log.csv").write_text(log, encoding="utf-8")
    head = HEAD + "time_log: log.csv\ntasks: [{name: check-in, kind: proactive, per: customer}]\n"
    loaded = read(tmp_path, "customer,segment,arr\nAcme,a\u200b,100000\nBo,b,5\n", head=head)
    assert loaded.plan is not None
    log_read = loaded.plan.record.log
    assert log_read.csms == ["Ann Lee"]
    assert log_read.tasks == ["check-in"]
    assert set(log_read.segment) == {0}
    assert sum(log_read.minutes) == 90
