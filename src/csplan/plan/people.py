"""The section ``people``, and what it says once it is read: who serves customers, where, from when, what they know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from pydantic import ConfigDict, Field

from csplan.plan.keys import said
from csplan.plan.tables import TableFile
from csplan.plan.types import ALL, Cost, Count, Date, FileOrList, Listed, Name, PartOf, Section, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

Names = Annotated[tuple[Name, ...], Listed]
Values = Annotated[tuple[Text, ...], Listed]
"""One value, several in one text with semicolons between them, or a list of them."""

COLUMNS = ("csm", "role", "team", "from", "until", "share", "pay", "max_customers")
"""Those of a table of people; any other is something that people can, such as a language."""


class PersonItem(Section):
    """Somebody who serves customers; other keys are what they can, such as ``language: [en, de]``."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Values] = Field(init=False)

    name: Name = Field(alias="csm", description="the name, as the account book has it")
    role: Name | None = Field(None, description="one of `roles` (default: the team's)")
    team: Names | None = Field(None, description="a team, or segments (default: where the account book has them)")
    first: Date | None = Field(None, alias="from", description="first day (default: long ago)")
    last: Date | None = Field(None, alias="until", description="last day (default: stays)")
    share: PartOf | None = Field(None, description="of full time (default 100%)", json_schema_extra=said(kind="none"))
    pay: Cost | None = Field(None, description="a year", json_schema_extra=said(kind="none"))
    max_customers: Count | None = Field(
        None, description="customers at most (default: the tier's)", json_schema_extra=said(kind="none")
    )


class PeopleTable(TableFile):
    """Where the table of people is and how its headings read."""

    file: Text | None = Field(None, description="a CSV file or an Excel workbook, one row a person")
    columns: dict[Name, Names] | None = Field(None, description="headings of the file: {csm: Name, language: Sprachen}")
    listed: tuple[PersonItem, ...] | None = Field(None, alias=ALL, description="the people themselves")


PeopleSection = Annotated[PeopleTable, FileOrList]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who serves customers."""

    name: str
    role: str | None = None
    """None: the team's."""
    teams: tuple[str, ...] = ()
    """Teams or segments, by their names in the plan; none where nothing is said."""
    first: date | None = None
    last: date | None = None
    share: float = 1.0
    pay: float | None = None
    max_customers: float | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What other columns say, by their headings, folded: ``language`` en and de."""

    def there(self, day: date) -> bool:
        """Tell whether they are there on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class People:
    """The people of a plan, in the order of their table or list."""

    file: str
    """The table, as it is shown; the plan's own file where they stand in it."""
    persons: tuple[Person, ...]
    columns: Sequence[str] = ()
    """Other columns, folded, whether anybody has a value in them or not."""
