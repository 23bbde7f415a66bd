"""Findings as a JUnit report: a suite for each plan, in which what is an error fails."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from csplan.lang.say import say
from csplan.render.problems import text
from csplan.render.text import one_line, printable

if TYPE_CHECKING:
    from csplan.findings.diagnostic import Finding
    from csplan.report.validation import Checked, Validation


def render(validation: Validation) -> str:
    """Return the report as XML."""
    suites = Element("testsuites", name="csplan validate")
    for each in validation.plans:
        suites.append(_suite(each))
    for count in ("tests", "failures"):
        suites.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _suite(plan: Checked) -> Element:
    suite = Element("testsuite", name=one_line(plan.file))
    for each in plan.findings:
        _case(suite, plan, each)
    failures = sum(each.severity == "error" for each in plan.findings)
    if not failures:
        case = SubElement(suite, "testcase", classname=one_line(plan.file), name=say("the plan can be used"))
        if plan.state != "usable":
            failures = 1
            SubElement(
                case, "failure", type=plan.state, message=say("it can't be used, for reasons that are not shown")
            )
    for name, count in (("tests", len(suite)), ("failures", failures), ("errors", 0), ("skipped", 0)):
        suite.set(name, str(count))
    return suite


def _case(suite: Element, plan: Checked, finding: Finding) -> None:
    where = finding.where
    place = f" at {where.file}:{where.line}:{where.column}" if where else ""
    case = SubElement(suite, "testcase", classname=one_line(plan.file), name=one_line(finding.code + place))
    if where:
        case.set("file", one_line(where.file))
        case.set("line", str(where.line))
    if finding.severity == "error":
        failure = SubElement(case, "failure", type=finding.code, message=one_line(finding.message))
        failure.text = printable(text(finding))
    else:
        SubElement(case, "system-out").text = printable(text(finding))
