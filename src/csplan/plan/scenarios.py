"""The section ``scenarios``: named sets of changes to the plan; and what a change is."""

from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field

from csplan.findings.catalogue import settings as records
from csplan.findings.diagnostic import quoted
from csplan.plan.refusals import refusal
from csplan.plan.types import Name, Section, Text

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
        raise refusal(records.SCENARIO_NAME, name=quoted(name))
    if "," in name:
        raise refusal(records.COMMA_IN_NAME, name=quoted(name))
    return name


ScenarioName = Annotated[Name, AfterValidator(_name)]


class Scenario(Section):
    """What would be different, with a word on what it is."""

    about: Text | None = Field(None, description="what it is, in a few words")
    set: dict[Text, Text] = Field(description="new values by path: {segments.mid.arr: 4M, roles.csm.pay: +5%}")


Scenarios = dict[ScenarioName, Scenario]
