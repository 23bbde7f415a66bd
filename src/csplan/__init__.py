"""csplan: how many customers one CSM should serve, and so how many CSMs each segment needs.

``load`` reads a plan, ``headcount`` and ``cost_floor`` compute from it, ``as_text`` writes what they found as JSON,
CSV, Markdown or a table; none needs typer::

    plan = csplan.load("csplan.yaml")
    report = csplan.headcount(plan)
    report.rows("teams")[0]["heads"]
    csplan.as_text(report, "markdown")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = [
    "Plan",
    "PlanError",
    "Report",
    "__version__",
    "as_text",
    "assign",
    "cost_floor",
    "headcount",
    "health",
    "load",
    "pay",
    "scorecard",
    "value",
]

if TYPE_CHECKING:
    from csplan.answers.assign.answer import assign
    from csplan.answers.cost_floor.answer import cost_floor
    from csplan.answers.headcount.answer import headcount
    from csplan.answers.health.answer import health
    from csplan.answers.pay.answer import pay
    from csplan.answers.scorecard.answer import scorecard
    from csplan.answers.value.answer import value
    from csplan.findings.diagnostic import PlanError
    from csplan.loader.plan import load
    from csplan.plan.plan import Plan
    from csplan.render.formats import as_text
    from csplan.report.report import Report

_HOMES = {
    "Plan": "csplan.plan.plan",
    "PlanError": "csplan.findings.diagnostic",
    "Report": "csplan.report.report",
    "as_text": "csplan.render.formats",
    "assign": "csplan.answers.assign.answer",
    "cost_floor": "csplan.answers.cost_floor.answer",
    "headcount": "csplan.answers.headcount.answer",
    "health": "csplan.answers.health.answer",
    "load": "csplan.loader.plan",
    "pay": "csplan.answers.pay.answer",
    "scorecard": "csplan.answers.scorecard.answer",
    "value": "csplan.answers.value.answer",
}


def __getattr__(name: str) -> object:
    """Import what is asked for: `csplan --version` should not wait for pydantic."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    """Name what there is, imported or not."""
    return sorted({*globals(), *__all__})
