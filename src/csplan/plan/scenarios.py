"""The section ``scenarios``: named sets of changes to the plan; and what a change is."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field

from csplan.diagnostics import quoted
from csplan.plan.types import Name, Section, Text, refusal

BASE = "base"
"""The name of the plan as it is written, among its scenarios."""


class Change(NamedTuple):
    """A value that stands in for the plan's, both as users write them."""

    path: str
    value: str
    before: str | None
    """What the plan says; None where it says nothing."""
    scenario: str | None
    """The scenario that it is of; None where it was given with the command."""


def _name(name: str) -> str:
    if name == BASE:
        message, hint = f"{quoted(name)} is the plan as it is written", "take another name"
    elif "," in name:
        message, hint = f"the name {quoted(name)} has a comma in it", "commas stand between names: --compare base,lean"
    else:
        return name
    raise refusal("scenario-name", message, hint)


ScenarioName = Annotated[Name, AfterValidator(_name)]


class Scenario(Section):
    """What would be different, with a word on what it is."""

    about: Text | None = Field(None, description="what it is, in a few words")
    set: dict[Text, Text] = Field(description="new values by path: {segments.mid.arr: 4M, roles.csm.pay: +5%}")


Scenarios = dict[ScenarioName, Scenario]
