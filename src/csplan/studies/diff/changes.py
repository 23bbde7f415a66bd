"""What changed between two sections of a plan, value by value and by name; and one change made to a section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.plan.rules import ArrRule
from csplan.plan.types import ALL, Section, Sourced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Path = tuple[str, ...]


class Change(NamedTuple):
    """One value that differs, or one thing that was added or taken away: then the other side is None.

    ``path`` leads to it by keys and names: ``("segments", "small shops", "arr")``. A thing under another name has the
    names as its values and ``renamed`` set.
    """

    path: Path
    before: Any
    after: Any
    renamed: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is of one thing of a section as a whole."""
        return len(self.path) == 2  # noqa: PLR2004 - the section and the thing


def name_of(item: object) -> str | None:
    """Return what an item of a list is known by: its name; a rule by its conditions. None where it has neither."""
    if isinstance(item, ArrRule):
        return ", ".join(f"{fact} {' or '.join(texts)}" for fact, texts in (item.when or {}).items()) or "otherwise"
    name = getattr(item, "name", None)
    return name if isinstance(name, str) else None


def by_name(items: Sequence[Any]) -> dict[str, Any] | None:
    """Return the items of a list by name; None where they have none of their own."""
    named = {name_of(item): item for item in items}
    return None if None in named or len(named) != len(items) else {str(name): item for name, item in named.items()}


def differences(old: Any, new: Any, path: Path) -> Iterator[Change]:  # noqa: ANN401 - any part of a plan
    """Return what differs between two parts of the same kind, as deep as both sides go."""
    if old == new:
        return
    if isinstance(old or new, Sourced) and (old and old.value) != (new and new.value):
        yield Change(path, old, new)  # another number has another source: together they are one thing
        return
    if isinstance(old, Section) and isinstance(new, Section):
        for name in type(old).model_fields:
            yield from differences(getattr(old, name), getattr(new, name), (*path, name))
        return
    parts = _parts(old, new)
    if parts is None:
        yield Change(path, old, new)
        return
    before, after = parts
    for name in {**before, **after}:
        yield from differences(before.get(name), after.get(name), (*path, name))


def _parts(old: Any, new: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:  # noqa: ANN401
    """Return the parts of two mappings or lists by name; None where they can be compared as a whole only."""
    if isinstance(old, dict) and isinstance(new, dict):
        # One value for every tier and one by tier have no parts in common.
        return None if (ALL in old) != (ALL in new) else (old, new)
    if not (isinstance(old, tuple) and isinstance(new, tuple)):
        return None
    before, after = by_name(old), by_name(new)
    if before is None or after is None:
        return None
    rules = any(isinstance(item, ArrRule) for item in (*old, *new))
    # The first rule that matches counts, so another order is another list.
    return None if rules and list(before) != list(after) else (before, after)


def put(holder: Any, values: Iterable[tuple[Path, Any]]) -> Any:  # noqa: ANN401 - any part of a plan
    """Return a part of a plan with other values at some paths; None takes an item of a list or mapping away."""
    inner: dict[str, list[tuple[Path, Any]]] = {}
    for path, value in values:
        if not path:
            return value
        inner.setdefault(path[0], []).append((path[1:], value))
    if isinstance(holder, Section):
        return holder.model_copy(update={step: put(getattr(holder, step), rest) for step, rest in inner.items()})
    parts = dict(holder if isinstance(holder, dict) else by_name(holder or ()) or {})
    for step, rest in inner.items():
        parts[step] = put(parts.get(step), rest)
    kept = {step: part for step, part in parts.items() if part is not None or step not in inner}
    return kept if isinstance(holder, dict) else tuple(kept.values())
