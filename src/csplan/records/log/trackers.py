"""The headings of time trackers and calendars, from trackers.yaml: data, so that another one is an entry there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from csplan.lang.say import both, either
from csplan.sources.yaml_events import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from csplan.plan.timelog import Preset


class Tracker(NamedTuple):
    """The headings of one tracker in one language."""

    name: Preset
    sign: tuple[tuple[str, ...], ...]
    """Headings that tell its exports, in lower case: one of each group."""
    columns: dict[str, tuple[str, ...]]
    """By column the headings of which in every row the first that is filled counts."""
    joined: dict[str, tuple[str, ...]]
    """By column the headings that make up a value together."""

    def called(self, name: str) -> str:
        """Return what the tracker calls a column, or nothing."""
        return both(self.joined.get(name, ())) or either(self.columns.get(name, ()))

    def fits(self, folded: Collection[str]) -> bool:
        """Tell whether a file with these headings, in lower case, is an export of it."""
        return all(any(heading in folded for heading in group) for group in self.sign)


@cache
def trackers() -> tuple[Tracker, ...]:
    """Return all, in the order in which they are tried."""
    text = Path(__file__).with_name("trackers.yaml").read_text(encoding="utf-8")
    return tuple(_tracker(each) for each in parse(text).data)


@cache
def known_headings() -> frozenset[str]:
    """Return all headings of all trackers, in lower case."""
    named = (heading for each in trackers() for names in each.columns.values() for heading in names)
    signs = (heading for each in trackers() for group in each.sign for heading in group)
    return frozenset(heading.casefold() for heading in named) | frozenset(signs)


@cache
def starts_and_ends() -> frozenset[tuple[str, str]]:
    """Return all pairs of headings, in lower case, under which a tracker has start and end."""
    return frozenset(
        (start.casefold(), end.casefold())
        for each in trackers()
        for start in each.columns.get("start", ())
        for end in each.columns.get("end", ())
    )


def _tracker(entry: Mapping[str, Any]) -> Tracker:
    columns, joined = dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]]()
    for name, headings in entry.items():
        if name in {"tracker", "sign"}:
            continue
        if isinstance(headings, tuple):
            columns[name] = headings
        elif " + " in headings:
            joined[name] = tuple(headings.split(" + "))
        else:
            columns[name] = (headings,)
    sign = tuple(tuple(each.strip().casefold() for each in group.split("|")) for group in entry["sign"])
    return Tracker(cast("Preset", entry["tracker"]), sign, columns, joined)
