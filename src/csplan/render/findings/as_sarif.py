"""Findings as SARIF 2.1.0, the OASIS format that code-scanning services read."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from csplan.findings.catalogue.all import RECORDS
from csplan.render.as_json import dumped
from csplan.render.findings.fingerprints import fingerprints
from csplan.render.problems import described

if TYPE_CHECKING:
    from csplan.findings.diagnostic import Finding, Where
    from csplan.report.validation import Validation

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(validation: Validation) -> str:
    """Return a log of one run."""
    found = validation.findings
    slugs = list(dict.fromkeys(each.code for each in found))
    driver = {"name": "csplan", "version": version("csplan"), "rules": [_rule(slug) for slug in slugs]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not validation.unusable}],
        "results": [
            _result(each, slugs.index(each.code), fingerprint)
            for each, fingerprint in zip(found, fingerprints(found), strict=True)
        ],
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(slug: str) -> dict[str, Any]:
    explained = RECORDS[slug]
    help_text = explained.remedy
    if explained.bad:
        help_text += f"\n\nBad:\n\n{explained.bad}\nGood:\n\n{explained.good}"
    return {
        "id": slug,
        "shortDescription": {"text": explained.about},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": explained.severity},
    }


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": described(finding)},
        "locations": [_location(finding.where)] if finding.where else [],
        "partialFingerprints": {"csplan/1": fingerprint},
    }


def _location(where: Where) -> dict[str, Any]:
    region = {"startLine": where.line, "startColumn": where.column, "endColumn": where.column + where.width}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(where.file)}, "region": region}}


def _uri(file: str) -> str:
    return "file://" * file.startswith("/") + quote(file, errors="replace")
