"""What a key of a plan says of its value as an input of the figures: one row an input, and the field is the row.

A field's type says the unit and whether values differ by tier, its description the meaning, its model the level and the
path. What these don't say stands in `said`; `csplan.inputs.bindings` reads all of it as one table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pydantic.config import JsonDict


def said(  # noqa: PLR0913 - what there is to say of an input
    name: str = "",
    *,
    level: str = "",
    unit: str = "",
    meaning: str = "",
    default: float | str | None = None,
    source: str = "csplan",
    pack: str = "",
    measured_by: Literal["log", "book", ""] = "",
    add: str = "",
    kind: Literal["input", "figure", "none"] = "input",
    by_hand: bool = False,
) -> JsonDict:
    """Return what a field says of its value as an input, beyond its type and description; "" is as these have it.

    ``name`` and ``level`` are those of the input. ``default`` is what counts where neither plan nor rule pack says
    anything, with its ``source``; ``pack`` is the key of the rule pack's `defaults` that is asked before. ``add`` is
    what to add where it is absent. ``kind``: whether it is an input, stands in for a figure of its name, or neither.
    ``by_hand``: it is not read as it stands, but by code that knows more.
    """
    return {
        "name": name,
        "level": level,
        "unit": unit,
        "meaning": meaning,
        "default": default,
        "source": source,
        "pack": pack,
        "measured_by": measured_by,
        "add": add,
        "kind": kind,
        "by_hand": by_hand,
    }
