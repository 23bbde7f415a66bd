"""What other promises of a desk would take in people, each alone: a later answer, more at once, another share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.tree import what_if

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.engine.nodes import Node

LATER = (60.0, 240.0)
"""Minutes in which a slower desk answers: one hour, four hours."""
AT_ONCE = 3.0
"""Chats that one person manages."""
SHARES = (0.8, 0.9, 0.95)
LARGER = 10.0


class Promise(NamedTuple):
    """Another promise of a desk: what is different, to which value, and the CSMs and the work that it then takes."""

    kind: str
    """later, at_once, share or larger."""
    value: float
    csms: float
    work: float


def other_promises(root: Node, desk: Node) -> Iterator[Promise]:
    """Yield what other promises of a desk would take, as far as they differ from what is promised."""
    value = desk.value
    later = next((each for each in LATER if each > value("within")), None)
    if later is not None:
        yield from _promise(root, desk, "later", later, {"within": later})
    if value("at_once") < AT_ONCE:
        yield from _promise(root, desk, "at_once", AT_ONCE, {"at_once": AT_ONCE})
    share = next((each for each in SHARES if each > value("answered")), SHARES[0])
    yield from _promise(root, desk, "share", share, {"answered": share})
    work = {name: LARGER * value(name) for name in ("contacts", "desk_work")}
    yield from _promise(root, desk, "larger", LARGER, work)


def _promise(root: Node, desk: Node, kind: str, value: float, inputs: dict[str, Any]) -> Iterator[Promise]:
    team = desk.above["team"].name
    [changed] = what_if(root, {("desk", desk.name): inputs}, only={team}).below["team"]
    new = next(each for each in changed.below["desk"] if each.name == desk.name)
    csms, work = new.value("desk_csms"), new.value("csms_by_desk_work")
    if csms is not None and work is not None:
        yield Promise(kind, value, csms, work)
