"""csplan: how many customers one CSM should serve, and so how many CSMs each segment needs.

``load`` reads a plan, ``headcount`` and ``cost_floor`` compute from it; none needs typer or rich::

    plan = csplan.load("csplan.yaml")
    report = csplan.headcount(plan)
    report.rows("teams")[0]["heads"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Plan", "PlanError", "Report", "__version__", "cost_floor", "headcount", "load"]

if TYPE_CHECKING:
    from csplan.diagnostics import PlanError
    from csplan.loader.plan import load
    from csplan.plan.document import Plan
    from csplan.reports.cost_floor import cost_floor
    from csplan.reports.headcount import headcount
    from csplan.reports.report import Report

_HOMES = {
    "Plan": "csplan.plan.document",
    "PlanError": "csplan.diagnostics",
    "Report": "csplan.reports.report",
    "cost_floor": "csplan.reports.cost_floor",
    "headcount": "csplan.reports.headcount",
    "load": "csplan.loader.plan",
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
