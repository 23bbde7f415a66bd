"""Findings as a GitLab code-quality report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.render.as_json import dumped
from csplan.render.findings.fingerprints import fingerprints
from csplan.render.problems import described

if TYPE_CHECKING:
    from csplan.report.validation import Validation

_SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def render(validation: Validation) -> str:
    """Return the report: a list, empty where there are no findings."""
    found = validation.findings
    return dumped(
        [
            {
                "description": described(each),
                "check_name": each.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[each.severity],
                "location": {
                    "path": each.where.file if each.where else "csplan.yaml",
                    "lines": {"begin": each.where.line if each.where else 1},
                },
            }
            for each, fingerprint in zip(found, fingerprints(found), strict=True)
        ]
    )
