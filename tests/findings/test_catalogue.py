"""Every finding is explained, and the examples are true: the bad one shows the finding, the good one does not."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from csplan.answers.assign.answer import assign
from csplan.answers.hire.answer import hire
from csplan.answers.pay.answer import pay
from csplan.checks.fit import plan_findings
from csplan.findings.catalogue import assigning, hiring
from csplan.findings.catalogue.all import ACCEPTABLE, RECORDS, SECTIONS, records
from csplan.findings.diagnostic import did_you_mean, suggest_anew
from csplan.findings.record import Record
from csplan.loader.plan import load_all

if TYPE_CHECKING:
    from csplan.findings.diagnostic import Finding

SOURCE = Path(__file__).parents[2] / "src" / "csplan"

AROUND = {
    "csplan": "csplan: 1\n",
    "currency": "currency: USD\n",
    "roles": "roles:\n  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}\n",
    "segments": "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
}
"""The small plan whose other sections an example stands among."""

NO_EXAMPLE = {
    "unreadable-file",
    "file-size",
    "encoding",
    "table-encoding",
    "taken-from-table",
    "doubtful-column",
    "name",
    "change-form",
    "unknown-scenario",
    "arrivals-counted",
    "ratings-table",
    "rated-twice",
}
"""What can't be shown in a few lines of text."""
NOT_WHOLE = {
    *("too-many-names", "contradicts-record", "incomplete-record", "stray-dates", "sparse-log"),
    *("missing-extra", "recurring-events", "unlikely-lengths"),
}
"""Examples that would be too long; tests/invalid has whole ones."""

WHOLE = [each for each in RECORDS.values() if each.bad and "\n...\n" not in each.bad]


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


HIRING = records(hiring).keys()
"""Slugs of findings that only `csplan hire` tells."""


BOOKS = records(assigning).keys()
"""Slugs of findings that only `csplan assign` tells."""


def found(folder: Path, example: str, *, hiring: bool = False, books: bool = False) -> dict[str, Finding]:
    loaded = load_all(written(folder, example), log=True, accounts=True)
    figured = plan_findings(loaded.plan, date(2026, 1, 1)) if loaded.plan else []
    hired = hire(loaded.plan, date(2026, 10, 1)).findings if loaded.plan and hiring else ()
    shared = assign(loaded.plan, date(2026, 2, 1)).findings if loaded.plan and books else ()
    paid = pay(loaded.plan).findings if loaded.plan and loaded.plan.document.bonus and loaded.plan.history else ()
    return {each.code: each for each in (*loaded.diagnostics, *figured, *hired, *shared, *paid)}


@pytest.mark.parametrize("each", WHOLE, ids=lambda each: each.slug)
def test_examples_are_true(each: Record, tmp_path: Path) -> None:
    bad = found(tmp_path / "bad", each.bad, hiring=each.slug in HIRING, books=each.slug in BOOKS)
    assert each.slug in bad, list(bad)
    assert bad[each.slug].severity == each.severity
    good = found(tmp_path / "good", each.good, hiring=each.slug in HIRING, books=each.slug in BOOKS)
    assert each.slug not in good
    assert [line.message for line in good.values() if line.severity == "error"] == []


def test_all_but_a_few_have_examples() -> None:
    assert {each.slug for each in RECORDS.values() if not each.bad or not each.good} == NO_EXAMPLE
    assert {slug for slug in RECORDS if RECORDS[slug] not in WHOLE} == NO_EXAMPLE | NOT_WHOLE


def test_no_slug_has_records_in_two_sections() -> None:
    slugs = [slug for section in SECTIONS for slug in records(section)]
    assert len(slugs) == len(set(slugs)) == len(RECORDS)


MAKERS = {"findings/record.py": "of a record", "sources/git.py": "of what is no finding, and has no slug"}
"""Where findings are made."""


def test_findings_are_made_of_records() -> None:
    makers = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
    }
    assert makers == MAKERS.keys()


SAID_BY_READERS = {"number", "money", "share", "duration", "date", "time-of-day", "promise"}
"""Slugs whose words are those of a reader of values."""


def test_records_have_words() -> None:
    every = [each for section in SECTIONS for each in vars(section).values() if isinstance(each, Record)]
    assert RECORDS.keys() - {each.slug for each in every if each.message} == SAID_BY_READERS


def test_texts_are_sentences() -> None:
    for each in RECORDS.values():
        for text in (each.about, each.remedy):
            assert text.endswith("."), each.slug
            assert text == " ".join(text.split()), each.slug


def test_a_plan_accepts_what_leaves_it_fit_to_calculate_with() -> None:
    soft = {each.slug for each in RECORDS.values() if each.severity != "error" or each.means}
    assert soft == set(ACCEPTABLE)
    assert list(ACCEPTABLE) == sorted(ACCEPTABLE)


def test_suggestions_for_thousands_of_slips_end_in_time() -> None:
    known = [f"team number {number}" for number in range(2000)]
    suggest_anew()
    said = [did_you_mean(f"taem number {number}", known) for number in range(2000)]
    assert said[0] == "did you mean team number 0?"
    assert said.count("") > 1900
    suggest_anew()
    assert did_you_mean("taem number 7", known) == "did you mean team number 7?"
