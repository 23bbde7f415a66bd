"""The section ``scorecard``: by which columns of the snapshots it is seen how CSMs work."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from csplan.plan.history import Cells
from csplan.plan.types import Age, ByTier, Listed, Name, PositiveNumber, Section

STEPS_OF_DEPTH = 5.0
"""Trained, used, tied to the business, enabling it, earning. Source: six-pits, section 9."""
STEPS_WITH_EXECUTIVES = 4.0
"""They know you, understand, recognise, help. Source: six-pits, section 9."""
EVERY = 90.0
"""Days in which an executive should be met, where the plan does not say. Source: csplan."""


class Depth(Section):
    """How deeply a customer uses the product."""

    column: Name = Field(description="of the snapshots: a number from 0 to `of`")
    of: PositiveNumber | None = Field(
        None, description="its highest number (default 5: trained, used, tied to the business, enabling it, earning)"
    )

    @property
    def steps(self) -> float:
        """The highest number."""
        return self.of or STEPS_OF_DEPTH


def _depth_form(value: object) -> object:
    return value if isinstance(value, dict) else {"column": value}


DepthForm = BeforeValidator(_depth_form)
"""Turns the name of a column into the form that may say its highest number."""


class Executives(Section):
    """How well a customer's executives are known, and when somebody last spoke with one."""

    stage: Name = Field(description="column of the snapshots: a number from 0 to `of`")
    of: PositiveNumber | None = Field(
        None, description="its highest number (default 4: they know you, understand, recognise, help)"
    )
    contact: Name | None = Field(
        None, description="column of the snapshots: the day of the last talk with one (default: events `contact`)"
    )
    every: Age | None = Field(None, description="how often that should be (default 90 d)")

    @property
    def steps(self) -> float:
        """The highest number."""
        return self.of or STEPS_WITH_EXECUTIVES


class Scorecard(Section):
    """By which columns of the snapshots it is seen how CSMs work: the four process dimensions."""

    file: Annotated[tuple[Name, ...], Listed] | None = Field(
        None, description="items of the customer file, each a column (a day, or yes); or one column, the share filled"
    )
    depth: Annotated[Depth, DepthForm] | None = Field(
        None, description="how deeply customers use the product: {column: depth, of: 5}"
    )
    executives: Executives | None = Field(
        None, description="how well executives are known: {stage: executive_stage, of: 4, contact: executive_contact}"
    )
    leads: ByTier[PositiveNumber] | None = Field(
        None,
        description="customers with a lead (CSQL), of 100 in a year, that count as full: 60",
    )

    @property
    def file_cells(self) -> tuple[Cells, ...]:
        """The columns of the customer file: of one the share filled, of several whether each is."""
        names = self.file or ()
        return tuple(Cells(name, "share" if len(names) == 1 else "filled") for name in names)

    @property
    def cells(self) -> dict[Cells, tuple[str | int, ...]]:
        """The columns that it names, and where it first does."""
        found: dict[Cells, tuple[str | int, ...]] = {}
        for index, cells in enumerate(self.file_cells):
            found.setdefault(cells, ("scorecard", "file", index))
        if self.depth is not None:
            found.setdefault(Cells(self.depth.column, "number"), ("scorecard", "depth"))
        if self.executives is not None:
            found.setdefault(Cells(self.executives.stage, "number"), ("scorecard", "executives", "stage"))
            if self.executives.contact is not None:
                found.setdefault(Cells(self.executives.contact, "day"), ("scorecard", "executives", "contact"))
        return found

    @property
    def scales(self) -> dict[str, float]:
        """The highest number of the columns that have one."""
        found = {} if self.depth is None else {self.depth.column: self.depth.steps}
        return found if self.executives is None else {**found, self.executives.stage: self.executives.steps}
