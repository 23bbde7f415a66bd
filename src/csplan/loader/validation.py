"""From plain data to a plan file: all that is right in it, with everything that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from csplan.loader.problems import path_of, troubles
from csplan.plan.document import LISTS, model_of, read_document

if TYPE_CHECKING:
    from csplan.findings.diagnostic import Finding
    from csplan.plan.currencies import Currencies
    from csplan.plan.document import PlanFile

    Path = tuple[str | int, ...]


class Valid(NamedTuple):
    """What is right in the data, and what was left out of it so that one bad part does not hide others."""

    document: PlanFile
    troubles: list[Finding]
    kept: dict[Path, list[int]]
    """Of a list from which items were left out: where the items that are left were."""
    partial: set[str]
    """The sections that are left out, wholly or in part."""

    def original(self, path: Path) -> Path:
        """Return the path in the files of what stands at a path in the document."""
        for length in range(1, len(path)):
            indices = self.kept.get(path[:length])
            if indices is not None:
                path = (*path[:length], indices[int(path[length])], *path[length + 1 :])
        return path


def validate(data: dict[str, Any], currencies: Currencies) -> Valid:
    """Read the sections; where something is wrong, leave out the item of a list or mapping that it is in."""
    try:
        return Valid(read_document(data, currencies), [], {}, set())
    except ValidationError as error:
        wrong = troubles(error, model_of())
    bad = {_part(path_of(trouble)) for trouble in wrong}
    kept: dict[Path, list[int]] = {}
    left = {key: _without(value, (key,), bad, kept) for key, value in data.items() if (key,) not in bad}
    for key in LISTS:
        if left.get(key) == () != data[key]:  # all of it is wrong, which is told
            del left[key]
    return Valid(read_document(left, currencies, data), wrong, kept, {str(path[0]) for path in bad})


def _part(path: Path) -> Path:
    """Return the path of what has to be left out where something is wrong: an item, or else the whole section."""
    section, *rest = path
    if rest and (section == "roles" or isinstance(rest[0], int)):
        return path[:2]
    if rest[:1] in (["costs"], ["spending"]) and len(rest) > 1:
        return path[:3]
    return path[: 2 if section == "economics" else 1]


def _without(value: Any, at: Path, bad: set[Path], kept: dict[Path, list[int]]) -> Any:  # noqa: ANN401 - any YAML
    """Return a section without its bad parts."""
    if isinstance(value, dict):
        return {key: _without(each, (*at, key), bad, kept) for key, each in value.items() if (*at, key) not in bad}
    if isinstance(value, tuple) and any(path[: len(at)] == at for path in bad):
        kept[at] = [index for index in range(len(value)) if (*at, index) not in bad]
        return tuple(value[index] for index in kept[at])
    return value
