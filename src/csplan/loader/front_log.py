"""The sections for a time log in a plan that is made of an account book: its tasks, with what it measures of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue.log import NO_LOG_FOR_TASKS
from csplan.findings.diagnostic import Unusable
from csplan.findings.record import found
from csplan.lang.say import say_many
from csplan.loader.front_text import in_yaml
from csplan.loader.plan import load_all

if TYPE_CHECKING:
    from pathlib import Path

_MOST_TASKS = 20


def tasks_of(plan: Path, text: str, log: str) -> str:
    """Return the sections for a time log, which ``log`` names in the folder of a plan of this text.

    Raises Unusable where the log can't be read.
    """
    section = f"time_log: {in_yaml(log)}\n"
    loaded = load_all(plan, log=True, data=f"{text}{section}".encode())
    errors = [each for each in loaded.diagnostics if each.severity == "error"]
    if loaded.plan is None:
        raise Unusable(errors[0])
    if loaded.plan.record is None:
        raise Unusable(found(NO_LOG_FOR_TASKS))
    read = loaded.plan.record.log
    customers = sum(each.customers or 0 for each in loaded.plan.placed)
    named = sorted(read.unknown, key=lambda each: -each.minutes)[:_MOST_TASKS]
    tasks = "".join(
        _TASK.format(
            name=in_yaml(each.name),
            minutes=f"{each.minutes / each.rows:.4g} min",
            times=f"{each.rows / read.years / customers:.3g}" if customers else "1",
            rows=say_many(each.rows, "1 entry", "{count} entries", count=f"{each.rows:,}"),
        )
        for each in named
    )
    return f"\n# What CSMs did and how long it took.\n{section}" + (f"{_TASKS}{tasks}" if tasks else "")


_TASK = """\
  - name: {name}
    kind: proactive
    per: customer
    takes: {minutes:<27}# {rows}
    times: {times:<27}# a year and customer
"""
_TASKS = """
# The tasks found in it, with what it measures of them; take takes and times out, and they are measured tier by tier.
# kind and per are guesses for you to correct: implementation | reactive | proactive | renewal | internal, and
# customer | new_customer | renewal | at_risk_customer.
tasks:
"""
