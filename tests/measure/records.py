"""Plans with a record, written into a folder and loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.loader.plan import load_all

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.loader.plan import Loaded
    from csplan.measure.customers import Customers
    from csplan.plan.plan import Plan

HEAD = """\
csplan: 1
currency: USD
fx: {CNY: 0.1}
roles:
  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
"""
ONE_SEGMENT = "segments:\n  - {name: a}\n"
SCORED = """\
health:
  outcome: {deployment: 20%, engagement: 15%, adoption: 45%, roi: 20%}
  experience: {overall: {column: nps, scale: [-100, 100], weight: 40%}, support: 30%, sentiment: 30%}
  colours: {green: 75, lime: 62, yellow: 45}
"""


def load(folder: Path, plan: str = ONE_SEGMENT, head: str = HEAD, **tables: str | bytes) -> Loaded:
    """Load a plan with these tables beside it; each is named in the plan by its key, unless the plan does so."""
    sections = "".join(f"{name}: {name}.csv\n" for name in tables if f"{name}:" not in plan)
    (folder / "csplan.yaml").write_text(f"{head}{sections}{plan}", encoding="utf-8")
    for name, table in tables.items():
        (folder / f"{name}.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    return load_all(folder)


def plan_of(loaded: Loaded) -> Plan:
    """Return a plan that has no errors."""
    assert loaded.plan is not None, loaded.diagnostics
    return loaded.plan


def record_of(loaded: Loaded) -> Customers:
    """Return the record of a plan that has no errors."""
    record: Customers = plan_of(loaded).history
    assert record is not None, loaded.diagnostics
    return record
