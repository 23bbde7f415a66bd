"""The section ``checks``: what of csplan's findings a plan accepts."""

from typing import Literal

from pydantic import Field

from csplan.plan.types import Section, Text


class Checks(Section):
    """Findings that the plan accepts, or takes to be more or less severe than csplan does."""

    ignore: tuple[Text, ...] = Field((), description="slugs of findings that the plan accepts")
    severity: dict[Text, Literal["error", "warning", "note"]] = Field(
        {}, description="how severe a finding is here, by its slug: error, warning or note"
    )
    because: Text = Field(description="the reason")
