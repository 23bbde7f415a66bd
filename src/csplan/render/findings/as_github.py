"""Findings as GitHub's workflow commands, which it shows beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.render.problems import described
from csplan.render.text import one_line

if TYPE_CHECKING:
    from csplan.findings.diagnostic import Finding
    from csplan.report.validation import Validation

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(validation: Validation) -> str:
    """Return a command for each finding."""
    return "".join(_command(each) + "\n" for each in validation.findings)


def _command(finding: Finding) -> str:
    where = finding.where
    place = {"file": where.file, "line": str(where.line), "col": str(where.column)} if where else {}
    properties = {**place, "title": finding.code}
    listed = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(described(finding))}"


def _data(text: str) -> str:
    """Escape what would end the command; the percent sign first, because the others become one."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape what would end the property, too."""
    return _data(one_line(text)).replace(":", "%3A").replace(",", "%2C")
