"""Where the columns of a table stand: by the plan's ``columns``, by their own names, in any case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.findings.catalogue import columns as records
from csplan.findings.diagnostic import At, perhaps, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.sources.table import tidy_heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.findings.diagnostic import Finding
    from csplan.sources.table import Table


class Headings:
    """The headings of a table that a section of the plan names."""

    def __init__(self, section: str, mapped: Mapping[str, Sequence[str]], table: Table) -> None:
        """Look up nothing yet; what is looked up and can't be had is in ``wrong``."""
        self.section = section
        self.mapped = mapped
        self.headings = [heading.casefold() for heading in table.headings]
        self.table = table
        self.wrong: list[Finding] = []
        self.lacking: list[str] = []
        """Columns that are needed and that nothing stands for."""
        self.others: dict[int, tuple[int, ...]] = {}
        """Columns that fill one in, where its cell is empty, by its own."""

    def find(self, name: str, *path: str | int, needed: bool = False) -> int | None:
        """Return where a column stands; report one that is needed, or that the plan maps, where it is not there.

        ``path`` leads to what needs it, where that is not the table itself.
        """
        stated = name in self.mapped
        headings = self.mapped.get(name, (name,))
        places = [at for heading in headings for at in [self._at(name, heading, path)] if at is not None]
        if places:
            self.others[places[0]] = tuple(places[1:])
            return places[0]
        if self.wrong and self.wrong[-1].code == "duplicate-column":
            return None
        if stated or path:
            at = At((self.section, "columns", name)) if stated else At(path, key=True)
            heading = " / ".join(headings)
            hint = perhaps(headings[0], self.table.headings) or self.there()
            self.wrong.append(
                found(records.NO_COLUMN, at, hint=hint, heading=quoted(heading))
            ) if needed or stated else None
        elif needed:
            self.lacking.append(name)
        return None

    def _at(self, name: str, heading: str, path: tuple[str | int, ...]) -> int | None:
        plain = tidy_heading(heading).casefold()
        for known in self.spellings(name):
            count = known.count(plain)
            if count == 1:
                return known.index(plain)
            if count:
                at = At((self.section, "columns", name) if name in self.mapped else path or (self.section,))
                self.wrong.append(found(records.DUPLICATE_COLUMN, at, count=count, heading=quoted(heading)))
                return None
        return None

    def spellings(self, name: str) -> tuple[list[str], ...]:  # noqa: ARG002 - some columns have several
        """Return the headings as a column's name is looked for in them, folded: one list after the other."""
        return (self.headings,)

    def there(self) -> str:
        """Say which headings there are."""
        shown = [heading for heading in self.table.headings if heading][:20]
        more = ", …" if len(self.table.headings) > len(shown) else ""
        return say("its headings are: {headings}", headings=", ".join(shown) + more)

    def report_lacking(self) -> None:
        """Report all columns that are needed and not there, in one finding."""
        if not self.lacking:
            return
        names = ", ".join(quoted(name) for name in self.lacking)
        record = records.MISSING_COLUMN if len(self.lacking) == 1 else records.MISSING_COLUMNS
        mapping = ", ".join(f"{name}: ..." for name in self.lacking)
        hint = perhaps(self.lacking[0], self.may_be()) if len(self.lacking) == 1 else ""
        hint = hint or say("say which they are: `columns: {{{mapping}}}`; {there}", mapping=mapping, there=self.there())
        self.wrong.append(found(record, At((self.section,)), hint=hint, names=names))

    def may_be(self) -> list[str]:
        """Return the headings that a column that is not there may be meant by."""
        return self.table.headings
