"""From the path of a value to its place in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.plan.plan import Origins

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.findings.diagnostic import Where
    from csplan.sources.yaml_file import YamlFile

    Path = tuple[str | int, ...]


MERGED = ("triggers", "pay", "profiles", "judge", "defaults")
"""Parts of a rule pack that are overridden one by one; the others as a whole."""


class Place(NamedTuple):
    """Where a change of a value is written: its path and the value."""

    key: Where
    value: Where


def changed_place(changed: Mapping[Path, Place], path: Path, *, key: bool, stated: bool) -> Where | None:
    """Return the place of the change that a value at a path comes from; None where it comes from none.

    ``stated``: the plan itself has something there, of which a change inside it is only a part.
    """
    for length in range(len(path), 0, -1):
        place = changed.get(path[:length])
        if place is not None:
            return place.key if key and length == len(path) else place.value
    inside = (place.key for each, place in changed.items() if each[: len(path)] == path)
    return None if stated else next(inside, None)


class Places(Origins):
    """The files of a plan: which section stands in which."""

    def __init__(self, main: YamlFile) -> None:
        """Start with one file for everything."""
        self.main = main
        self.sections: dict[str, YamlFile] = {}
        self.packs: list[YamlFile] = []
        """The rule packs that the section ``rules`` rests on, the one it names first."""
        self.changed: Mapping[Path, Place] = {}
        """Values that are not those of the files."""

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Where:
        """Return the place of a value, in the file that holds its section, or of the change that made it."""
        section, rest = (str(path[0]), path[1:]) if path else ("", path)
        if self.changed:
            stated = self.sections[section].holds(rest) if section in self.sections else self.main.holds(path)
            another_pack = self._another_pack(section, rest)
            changes = {each: place for each, place in self.changed.items() if not another_pack or len(each) > 1}
            changed = changed_place(changes, tuple(path), key=key, stated=stated)
            if changed is not None:
                return changed
        file, rest = self._home(path)
        return file.where(rest, key=key)

    def overrides(self, path: Sequence[str | int]) -> bool:
        """Tell whether the plan itself, or a change, states a number of the rule pack that the plan rests on."""
        if not self.packs:
            return False
        changes = {each: place for each, place in self.changed.items() if len(each) > 1}
        made = changed_place(changes, tuple(path), key=False, stated=True) is not None
        return made or self._home(path)[0] not in self.packs

    def written(self, path: Sequence[str | int]) -> str:
        """Return a value as it is written; "" where no single value stands at the path, or it was changed."""
        if self.changed and changed_place(self.changed, tuple(path), key=False, stated=True) is not None:
            return ""
        file, rest = self._home(path)
        data = file.at(rest) if file.holds(rest) else None
        return data if isinstance(data, str) else ""

    def _another_pack(self, section: str, rest: Sequence[str | int]) -> bool:
        """Tell whether a value is of a rule pack that stands in for the plan's own."""
        return section == "rules" and bool(rest) and ("rules",) in self.changed

    def _home(self, path: Sequence[str | int]) -> tuple[YamlFile, Sequence[str | int]]:
        """Return the file that holds a value, and its path there."""
        section, rest = (str(path[0]), path[1:]) if path else ("", path)
        if rest and section in self.sections:
            return self.sections[section], rest
        if rest and section == "rules":
            # What the plan does not override stands in the pack, or in the one that this rests on.
            part = rest[:2] if rest[0] in MERGED else rest[:1]
            if self._another_pack(section, rest) or not self.main.holds(("rules", *part)):
                for pack in self.packs:
                    if pack.holds(part):
                        return pack, rest
        return self.main, path
