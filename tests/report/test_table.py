"""A table is a list of figures: what a declaration takes from the figures, and what people see of it."""

from __future__ import annotations

import pytest

from csplan.lang.glossary import LABELS, called, label
from csplan.render.formats import as_text
from csplan.report.report import Report
from csplan.report.table import table

SEGMENTS = table(
    *("segment", "segment", "arr", "csms_now", "cost_floor", "csms_by_time_low", "arr_change", "csm_cost", "verdict"),
    shown=("segment", "verdict", "cost_floor", "csms_now"),
    wide=("arr",),
    drawn={"range": "Range"},
    labels={"csms_now": "people today"},
)
ROW = {"segment": "a", "verdict": "fits", "cost_floor": 12.5, "csms_now": 2.0, "arr": 1e6}


def report(**row: object) -> Report:
    return Report("test", "T", None, "USD", (SEGMENTS.of("segments", "", [{**ROW, **row}]),))


def test_units_come_from_the_figures() -> None:
    assert {column.name: column.unit for column in SEGMENTS.columns} == {
        "segment": "Text",
        "arr": "Money",
        "csms_now": "People",
        "cost_floor": "CustomersPerCSM",
        "csms_by_time_low": "CSMs",
        "arr_change": "MoneyChange",
        "csm_cost": "MoneyPerCSM",  # of the role above
        "verdict": "Verdict",
    }


def test_labels_come_from_the_glossary_or_fit_better() -> None:
    labels = {column.name: column.label for column in SEGMENTS.columns}
    assert (labels["arr"], labels["cost_floor"], labels["csms_now"]) == ("ARR", "floor", "people today")


def test_what_is_no_figure_is_a_defect() -> None:
    with pytest.raises(LookupError, match="segment: nothing is named nonsense"):
        table("segment", "segment", "nonsense", shown=("segment",))
    with pytest.raises(LookupError, match="not among the figures of the table: arr"):
        table("segment", "segment", shown=("segment", "arr"))


def test_people_see_what_decides_first_and_programs_all() -> None:
    found = report(range={"low": 1.0, "at": 2.0, "high": 3.0})
    assert as_text(found, "table").splitlines()[2:4] == ["                      people", "segment verdict floor  today"]
    row = found.as_dict()["segments"][0]
    assert row == ROW
    assert as_text(found, "csv").splitlines()[0].startswith("table,segment,arr,csms_now,cost_floor,")


def test_a_column_of_which_nothing_is_known_is_not_shown() -> None:
    assert "floor" not in as_text(report(cost_floor=None), "table")
    assert "floor" in as_text(report(cost_floor=0.0), "table")


def test_no_label_has_a_line_break_and_each_leads_back() -> None:
    assert not any("\n" in text for text in LABELS.values())
    assert all(name in called(label(name).upper()) for name in LABELS)
    assert called("work  needs") == ["at_least", "csms_at_least"]
