"""Every finding is explained, and the examples are true: the bad one shows the finding, the good one does not."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from csplan.checks.codes import ACCEPTABLE
from csplan.explained import figures
from csplan.explained.catalogue import EXPLAINED, SECTIONS
from csplan.loader.plan import load_all
from csplan.reports.findings import plan_findings

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.diagnostics import Diagnostic
    from csplan.explained.explanation import Explanation

AROUND = {
    "csplan": "csplan: 1\n",
    "currency": "currency: USD\n",
    "roles": "roles:\n  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}\n",
    "segments": "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
}
"""The small plan whose other sections an example stands among."""

NO_EXAMPLE = {"unreadable-file", "file-size", "encoding", "name", "change-form", "unknown-scenario"}
"""What can't be shown in a few lines of text."""
NOT_WHOLE = {"too-many-names", "contradicts-record", "incomplete-record", "stray-dates", "sparse-log"}
"""Examples that would be too long; tests/invalid has whole ones."""

WHOLE = [each for each in EXPLAINED.values() if each.bad and "\n...\n" not in each.bad]


def written(folder: Path, example: str) -> Path:
    """Write an example with the plan around it, as its reader would."""
    plan, *files = re.split(r"(?m)^# (\w+\.\w+)\n", example)
    own = set(re.findall(r"(?m)^(\w+):", plan))
    around = "".join(text for section, text in AROUND.items() if section not in own)
    folder.mkdir()
    (folder / "csplan.yaml").write_text(around + plan, encoding="utf-8")
    for name, text in zip(files[::2], files[1::2], strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def found(folder: Path, example: str) -> dict[str, Diagnostic]:
    loaded = load_all(written(folder, example), log=True)
    figured = plan_findings(loaded.plan, date(2026, 1, 1)) if loaded.plan else []
    return {each.code: each for each in (*loaded.diagnostics, *figured)}


@pytest.mark.parametrize("each", WHOLE, ids=lambda each: each.slug)
def test_examples_are_true(each: Explanation, tmp_path: Path) -> None:
    bad = found(tmp_path / "bad", each.bad)
    assert each.slug in bad, list(bad)
    assert bad[each.slug].severity == each.severity
    good = found(tmp_path / "good", each.good)
    assert each.slug not in good
    assert [line.message for line in good.values() if line.severity == "error"] == []


def test_all_but_a_few_have_examples() -> None:
    assert {each.slug for each in EXPLAINED.values() if not each.bad or not each.good} == NO_EXAMPLE
    assert {slug for slug in EXPLAINED if EXPLAINED[slug] not in WHOLE} == NO_EXAMPLE | NOT_WHOLE


def test_nothing_is_explained_twice() -> None:
    slugs = [each.slug for section in SECTIONS for each in section.EXPLANATIONS]
    assert len(slugs) == len(set(slugs))


def test_texts_are_sentences() -> None:
    for each in EXPLAINED.values():
        for text in (each.about, each.remedy):
            assert text.endswith("."), each.slug
            assert text == " ".join(text.split()), each.slug


def test_a_plan_accepts_what_leaves_it_fit_to_calculate_with() -> None:
    figured = {each.slug for each in figures.EXPLANATIONS}
    soft = {each.slug for each in EXPLAINED.values() if each.severity != "error" or each.slug in figured}
    assert soft == set(ACCEPTABLE)
