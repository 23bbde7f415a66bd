"""How whole people were shared out over teams, step by step: who got one more, and who did not."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from csplan.lang.say import later, say
from csplan.values import show_csms, show_number
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.figures.whole import Staffing

_FIRST = {
    "keep": later("first today's people, and nowhere more than are wanted: {people}"),
    "money": later("first nobody"),
    "work": later("all who are wanted, whatever they cost: {people}"),
}
_SAID = 12
"""Steps of the sharing out that are told: the last ones decide."""


def story(found: Staffing, names: Sequence[str], conflict: str) -> str:
    """Tell how whole people were shared out over the teams of these names."""
    if found.holds:
        return say("all who are wanted are paid for")
    first = shown(dict(zip(names, found.start, strict=True)), "Staffing")
    told = [say(_FIRST[conflict], people=first)]
    if len(found.added) > _SAID:
        told.append(say("then {count} people, one at a time", count=len(found.added) - _SAID))
    told += [
        say("{team} gets one more, to {heads}", team=names[each.team], heads=show_number(each.heads))
        if each.load == inf
        else say(
            "{team} gets one more, to {heads} (before, each had the work of {load} CSMs)",
            team=names[each.team],
            heads=show_number(each.heads),
            load=show_csms(each.load),
        )
        for each in found.added[-_SAID:]
    ]
    if found.refused is not None:
        told.append(say("one more for {team} is not paid for", team=names[found.refused.team]))
    return "; ".join(told)
