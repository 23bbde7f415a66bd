"""The levels of a plan, one row each: what is above and below, nodes or rows, what names them, where a plan lists them.

Adding a level is adding its row: figures of a module that is `of` it are found, evaluated, traced and explained, and a
figure of the level above may list and add up what is here.
"""

from __future__ import annotations

from typing import NamedTuple


class Level(NamedTuple):
    """One level.

    Figures read inputs and figures of their own level, of those ``above`` (the nearest first), and lists of what is a
    ``part_of`` theirs. ``groups`` are levels of which it lists some that are part of something else. A level with a
    ``label``, the input that names them, is rows of a node: columns, because there are many. ``options`` name one of it
    on a command line. ``section`` leads to where a plan lists them. ``repeats``: several of what it is part of may have
    one of the same name.
    """

    name: str
    above: tuple[str, ...] = ()
    part_of: str = ""
    groups: tuple[str, ...] = ()
    label: str = ""
    options: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    repeats: bool = False

    @property
    def words(self) -> str:
        """What people call one of it."""
        return self.name.replace("_", " ")

    @property
    def key(self) -> str:
        """The name of its first option, without dashes: by that somebody chooses one."""
        return self.options[0].lstrip("-") if self.options else ""


LEVELS = (
    Level("plan"),
    Level("team", ("role", "plan"), part_of="plan", options=("--team",), section=("teams",)),
    Level(
        "segment",
        ("team", "role", "plan"),
        part_of="team",
        groups=("desk",),
        options=("--segment", "-s"),
        section=("segments",),
    ),
    Level("role", ("plan",), groups=("team",), options=("--role",), section=("roles",)),
    Level(
        "task",
        ("segment", "team", "role", "plan"),
        part_of="segment",
        label="task",
        options=("--task",),
        section=("tasks",),
    ),
    Level(
        "cost_line",
        ("segment", "team", "role", "plan"),
        part_of="segment",
        label="line",
        options=("--line",),
        section=("economics", "costs"),
    ),
    Level(
        "cell",
        ("segment", "team", "role", "plan"),
        part_of="segment",
        label="cell",
    ),
    Level(
        "desk",
        ("team", "role", "plan"),
        part_of="team",
        groups=("task",),
        options=("--desk",),
        section=("desks",),
        repeats=True,
    ),
    Level(
        "interval",
        ("desk", "team", "role", "plan"),
        part_of="desk",
        label="interval",
        options=("--interval",),
    ),
    Level(
        "purpose",
        ("team", "role", "plan"),
        part_of="team",
        groups=("task", "segment"),
        options=("--purpose",),
        repeats=True,
    ),
    Level("book", ("team", "role", "plan"), part_of="team", options=("--book",), repeats=True),
    Level("measure", ("book", "team", "role", "plan"), part_of="book", label="measure", options=("--measure",)),
    Level("spending", ("plan",), part_of="plan", options=("--spending",), section=("economics", "spending")),
    Level("csm", ("plan",), part_of="plan", options=("--csm",), section=("people",)),
    Level("bonus_part", ("csm", "plan"), part_of="csm", label="part", options=("--part",)),
    Level("indicator", ("plan",), part_of="plan", options=("--indicator",)),
    Level("stratum", ("indicator", "plan"), part_of="indicator", label="stratum", options=("--stratum",)),
    Level("customer", ("plan",), part_of="plan", options=("--customer",), section=("snapshots",)),
    Level("outcome", ("customer", "plan"), part_of="customer", label="dimension"),
    Level("experience", ("customer", "plan"), part_of="customer", label="dimension"),
    Level("tier", ("plan",), groups=("segment", "cost_line")),
)
"""All levels, in the order in which somebody who names a figure means them."""

LEVEL = {each.name: each for each in LEVELS}
"""Each by its name."""

ABOVE = {each.name: each.above for each in LEVELS}
"""The levels whose figures those of a level read, the nearest first."""

BELOW = {level.name: (*(each.name for each in LEVELS if each.part_of == level.name), *level.groups) for level in LEVELS}
"""The levels that those of a level read as lists."""

LABEL = {each.name: each.label for each in LEVELS if each.label}
"""The column that names the rows of a level."""


def inside(level: str) -> frozenset[str]:
    """Return a level and all that are part of it, or of what is part of it."""
    return frozenset((level, *(each.name for each in LEVELS if level in each.above and each.part_of)))
