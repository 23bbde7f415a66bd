"""Findings in every format: what each reader's rules ask for, whatever users have named their things."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml

from csplan.findings.catalogue.all import RECORDS
from csplan.findings.diagnostic import Finding, Where
from csplan.render.findings import as_concise, as_full, as_github, as_gitlab, as_json, as_junit, as_sarif
from csplan.render.findings.fingerprints import fingerprints
from csplan.report.validation import Checked, Rating, Validation, validation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

EVIL = [
    "a: b, c",
    "100% %0A %3A",
    "line\nbreak\r\nx",
    "::error::x",
    "]]> <b>&amp;",
    "\x1b[31mred\x1b[0m",
    "\x00\x08\ufffe",
    "right\u202eleft",
    "零售连锁，华东",
    "lone \ud800 half",
    "🙂",
]
FORMATS = (as_full, as_concise, as_github, as_gitlab, as_json, as_junit, as_sarif)


def finding(text: str = "x", line: int = 3, **changes: Any) -> Finding:
    where = Where(f"plans/{text}.yaml", line, 5, f"  - {text}", 2)
    return Finding("tiers-gap", "warning", f"about {text}", f"mend {text}", where, text)._replace(**changes)


def of(*findings: Finding, plan: str = "csplan.yaml") -> Validation:
    return validation([Checked(plan, "usable", {"name": "n", "file": plan}, findings)], Rating())


@pytest.mark.parametrize("text", EVIL)
@pytest.mark.parametrize("format", FORMATS, ids=lambda module: module.__name__)
def test_user_text_does_nothing(format: Any, text: str) -> None:  # noqa: A002 - the option's name
    shown = format.render(of(finding(text)))
    assert all(char.isprintable() or char == "\n" for char in shown)
    shown.encode()


# --- GitHub --------------------------------------------------------------------------------------------------


def unescaped(text: str) -> str:
    for escape, char in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(escape, char)
    return text


def command(text: str) -> tuple[str, dict[str, str], str]:
    """Read one command as the runner does."""
    match = re.fullmatch(r"::(\w+) (.*?)::(.*)", text)
    assert match is not None
    properties = dict(each.split("=", 1) for each in match[2].split(","))
    return match[1], {name: unescaped(value) for name, value in properties.items()}, unescaped(match[3])


def test_github_by_hand() -> None:
    note = finding("50%, or: so", severity="note", hint="")
    assert as_github.render(of(note)) == (
        "::notice file=plans/50%25%2C or%3A so.yaml,line=3,col=5,title=tiers-gap::about 50%25, or: so\n"
    )
    assert as_github.render(of(finding(where=None, severity="error"))) == (
        "::error title=tiers-gap::about x%0Ahint: mend x\n"
    )
    assert as_github.render(of()) == ""


@pytest.mark.parametrize("text", [each for each in EVIL if each.isprintable()])
def test_github_reads_what_was_meant(text: str) -> None:
    (line,) = as_github.render(of(finding(text))).splitlines()
    name, properties, message = command(line)
    assert name == "warning"
    assert properties == {"file": f"plans/{text}.yaml", "line": "3", "col": "5", "title": "tiers-gap"}
    assert message == f"about {text}\nhint: mend {text}"


@given(st.lists(st.text(), max_size=4))
def test_github_has_one_line_for_each(texts: list[str]) -> None:
    findings = [finding(text, line) for line, text in enumerate(texts)]
    lines = as_github.render(of(*findings)).split("\n")
    assert len(lines) == len(texts) + 1
    assert all(command(line)[1]["title"] == "tiers-gap" for line in lines[:-1])


# --- GitLab and fingerprints ---------------------------------------------------------------------------------


def test_gitlab() -> None:
    found = json.loads(as_gitlab.render(of(finding(severity="error"), finding("y"), finding("z", where=None))))
    assert [each["severity"] for each in found] == ["critical", "minor", "minor"]
    assert found[0]["description"] == "about x\nhint: mend x"
    assert found[0]["check_name"] == "tiers-gap"
    assert [each["location"] for each in found] == [
        {"path": "plans/x.yaml", "lines": {"begin": 3}},
        {"path": "plans/y.yaml", "lines": {"begin": 3}},
        {"path": "csplan.yaml", "lines": {"begin": 1}},
    ]
    assert json.loads(as_gitlab.render(of())) == []


@given(st.lists(st.sampled_from([finding(text, line) for text in "xyz" for line in range(1, 5)]), max_size=20))
def test_fingerprints_are_unique_and_stay_when_lines_move(findings: Sequence[Finding]) -> None:
    prints = fingerprints(findings)
    assert len(set(prints)) == len(findings)
    moved = [each._replace(where=each.where._replace(line=each.where.line + 7)) for each in findings if each.where]
    assert fingerprints(moved) == prints


def test_fingerprints_differ_by_what_a_finding_is() -> None:
    one = finding()
    assert one.where is not None
    others = [
        one._replace(code="money"),
        one._replace(message="else"),
        one._replace(subject="else"),
        one._replace(where=one.where._replace(file="else")),
    ]
    assert len({fingerprints([each])[0] for each in (one, *others)}) == 5
    # A message may name another line, which moves too.
    first, second = (one._replace(message=f"stands twice; first in line {line}") for line in (7, 8))
    assert fingerprints([first]) == fingerprints([second])
    # How severe something is taken to be, and the words of a hint, say nothing of what it is.
    assert fingerprints([one]) == fingerprints([one._replace(severity="error", hint="")])


# --- SARIF ---------------------------------------------------------------------------------------------------

TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string"}},
    "additionalProperties": False,
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
COUNTED = {"type": "integer", "minimum": 1}


def closed(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def many(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


RULE = closed(
    "id", id={"type": "string"}, shortDescription=TEXT, help=TEXT, defaultConfiguration=closed("", level=LEVEL)
)
REGION = closed("startLine", startLine=COUNTED, startColumn=COUNTED, endColumn=COUNTED)
PLACE = closed("", artifactLocation=closed("", uri={"type": "string", "format": "uri-reference"}), region=REGION)
RESULT = closed(
    "message",
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": -1},
    level=LEVEL,
    message=TEXT,
    locations=many(closed("", physicalLocation=PLACE)),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
)
DRIVER = closed("name", name={"type": "string"}, version={"type": "string"}, rules={**many(RULE), "uniqueItems": True})
RUN = closed(
    "tool",
    tool=closed("driver", driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations=many(closed("executionSuccessful", executionSuccessful={"type": "boolean"})),
    results=many(RESULT),
)
SARIF = closed("version runs", **{"$schema": {"type": "string"}, "version": {"const": "2.1.0"}, "runs": many(RUN)})
"""What SARIF 2.1.0 says of the properties that csplan writes, and no others (its sections 3.13 to 3.52)."""


@pytest.mark.parametrize("text", ["x", "a: b, c", "100%", "零售", "]]>", "sp ace", "?q#f"])
def test_sarif(text: str) -> None:
    found = json.loads(as_sarif.render(of(finding(text), finding(text, 9), finding("n", code="money", where=None))))
    jsonschema.Draft202012Validator(SARIF, format_checker=jsonschema.FormatChecker()).validate(found)
    (run,) = found["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["tiers-gap", "money"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["warning", "error"]
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[\w./%~-]+", uri, re.ASCII)
    assert run["results"][2]["locations"] == []
    assert run["results"][0]["partialFingerprints"] != run["results"][1]["partialFingerprints"]


def test_sarif_outside_the_folder_is_absolute() -> None:
    where = Where("/plans/ä.yaml", 1, 1)
    (result,) = json.loads(as_sarif.render(of(finding(where=where))))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "file:///plans/%C3%A4.yaml"


def test_sarif_has_a_rule_for_every_finding() -> None:
    every = [finding(code=slug) for slug in RECORDS]
    found = json.loads(as_sarif.render(of(*every)))
    jsonschema.Draft202012Validator(SARIF).validate(found)
    assert len(found["runs"][0]["tool"]["driver"]["rules"]) == len(RECORDS)


# --- JUnit ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", EVIL)
def test_junit(text: str, tmp_path: Path) -> None:
    plans = [
        Checked(f"{text}.yaml", "usable", None, [finding(text, severity="error"), finding(text, 9)]),
        Checked("clean.yaml", "usable", None, []),
        Checked("warned.yaml", "usable", None, [finding(text)]),
    ]
    file = tmp_path / "junit.xml"
    file.write_text(as_junit.render(Validation(plans, 0)), encoding="utf-8")
    found = JUnitXml.fromfile(str(file))
    assert (found.tests, found.failures) == (5, 1)
    first, clean, warned = list(found)
    assert (first.tests, first.failures, first.errors, first.skipped) == (2, 1, 0, 0)
    bad, fine = list(first)
    assert [(type(each), each.type) for each in bad.result] == [(Failure, "tiers-gap")]
    assert "hint: mend" in bad.result[0].text
    assert not fine.result
    assert "hint: mend" in fine.system_out
    assert [case.name for case in clean] == ["the plan can be used"]
    assert (clean.tests, clean.failures) == (1, 0)
    assert (warned.tests, warned.failures) == (2, 0)


def test_junit_without_a_place() -> None:
    text = as_junit.render(of(finding(where=None)))
    assert 'name="tiers-gap"><system-out>' in text.replace("\n", "").replace("  ", "")


# --- the same in two plans -------------------------------------------------------------------------------------


def test_what_two_plans_share_is_said_once() -> None:
    shared = finding()
    found = Validation([Checked(name, "usable", None, [shared, finding(name)]) for name in ("a", "b")], 0)
    assert [each.subject for each in found.findings] == ["x", "a", "b"]
    assert len(json.loads(as_json.render(found))["findings"]) == 3
    assert as_concise.render(found).count("about x") == 1
    assert as_junit.render(found).count("<system-out>") == 4  # each suite has its own


def test_a_finding_in_json_is_as_in_every_command() -> None:
    (found,) = json.loads(as_json.render(of(finding())))["findings"]
    assert found == {
        "code": "tiers-gap",
        "severity": "warning",
        "message": "about x",
        "hint": "mend x",
        "where": {"file": "plans/x.yaml", "line": 3, "column": 5},
        "subject": "x",
    }
