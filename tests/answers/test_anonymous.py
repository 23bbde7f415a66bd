"""Findings without names."""

from __future__ import annotations

from csplan.answers.anonymous import hidden
from csplan.findings.diagnostic import Finding, Where

LETTERS = {"Ana": "CSM A", "Ana Ruiz": "CSM B", "王芳": "CSM C", "Al": "CSM D"}


def without(message: str, excerpt: str = "") -> Finding:
    where = Where("events.csv", 7, 1, excerpt)
    [found] = hidden([Finding("x", "warning", message, where=where, hint=message)], LETTERS)
    return found


def test_letters_stand_for_names_and_not_for_parts_of_words() -> None:
    found = without("An analysis of all of ANA's, Ana Ruiz's and 王芳的客户: also Al")
    assert found.message == "An analysis of all of CSM A's, CSM B's and CSM C的客户: also CSM D"
    assert found.hint == found.message


def test_a_line_that_may_hold_a_name_is_not_shown() -> None:
    assert without("", "2026-01-01,renewal,ana.ruiz@example.com").where == Where("events.csv", 7, 1, "")
    assert without("", "2026-01-01,renewed").where == Where("events.csv", 7, 1, "2026-01-01,renewed")
