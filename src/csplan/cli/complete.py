"""What a shell completes: figures, and the names that a plan has. Imports what it needs when a shell asks."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def figures(incomplete: str) -> list[str]:
    """Return the figures and inputs that begin like this."""
    from csplan.reports.names import known_names

    return _beginning(incomplete, known_names())


def names_of(level: str) -> Callable[[typer.Context, str], list[str]]:
    """Return what completes the name of a segment, team or role, or of a task or cost line (of whatever segment)."""

    def names(ctx: typer.Context, incomplete: str) -> list[str]:
        from csplan.loader.plan import load_all
        from csplan.reports.names import levels_of

        # Behind an option that has no value yet, arguments are not sorted out.
        words = (ctx.params.get("plan"), *ctx.args)
        first = next((word for word in words if word and not levels_of(word)), "csplan.yaml")
        plan = load_all(first).plan
        if plan is None:
            return []
        document = plan.document
        found: dict[str, Iterable[str]] = {
            "segment": (placed.segment.name for placed in plan.placed),
            "team": (placed.team for placed in plan.placed),
            "role": document.roles or (),
            "task": (task.name for task in document.tasks or ()),
            "spending": (item.name for item in (document.economics and document.economics.spending) or ()),
            "line": (line.name for line in (document.economics and document.economics.costs) or ()),
        }
        return _beginning(incomplete, dict.fromkeys(found[level]))

    return names


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    found = [name for name in names if name.startswith(incomplete)]
    if "bash" not in os.environ.get("_CSPLAN_COMPLETE", ""):
        return found  # other shells quote by themselves
    return [re.sub(r"([^\w@%+=:,./-])", r"\\\1", name) for name in found]
