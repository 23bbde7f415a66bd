"""What `csplan assign` looks for: no formula has it, so it is said what it is and where it stands."""

from __future__ import annotations

from typing import NamedTuple

from csplan.lang.say import later, say
from csplan.report.report import Column, Report, Table


class Searched(NamedTuple):
    """One thing that is looked for: its unit, what it is, and where people read it."""

    unit: str
    meaning: str
    stands: str


_SENTENCE = later("in the first sentence of each team")
SEARCHED = {
    "moved": Searched(
        "Customers", later("Accounts that have another CSM than today, in the assignment that is shown"), _SENTENCE
    ),
    "must_move": Searched(
        "Customers",
        later("Accounts that can't stay: nobody's, of somebody who is gone or may not have them, or over a limit"),
        later("as the first point of what evenness costs"),
    ),
    "moves_bound": Searched(
        "Customers",
        later("Fewer moves than these can't bring everybody within what was asked for, whoever looks for them"),
        later("in the first sentence of each team, after: at least"),
    ),
    "worst_bound": Searched(
        "Share",
        later("How far from their share somebody has to be in any assignment, by accounts that could be cut"),
        later("below the tables, where it is more than was asked for"),
    ),
    "reached": Searched("Truth", later("Whether nobody is further from their share than was asked for"), _SENTENCE),
    "curve": Searched(
        "Rows",
        later("For each number of accounts moved how far the furthest is off in the most even assignment found"),
        later("under: What evenness costs"),
    ),
}
"""What `csplan assign` looks for, by its name in JSON."""
_CALLED = {"moved": later("accounts moved"), "curve": later("What evenness costs")}
"""What its tables call them."""
COLUMNS = (Column("figure", "Text"), Column("unit", "Unit"), Column("meaning", "Text"), Column("stands", "Text"))


def looked_for(words: str) -> str:
    """Return the name of what is looked for and is called so; "" where nothing is."""
    plain = " ".join(words.casefold().split())
    named = [name for name, called in _CALLED.items() if say(called).casefold() == plain]
    return next((name for name in (plain.replace(" ", "_"), *named) if name in SEARCHED), "")


def explain_searched(name: str) -> Report:
    """Say what something is that `csplan assign` looks for, and where it stands."""
    unit, meaning, stands = SEARCHED[name]
    row = {"figure": name, "unit": unit, "meaning": say(meaning), "stands": say(stands)}
    return Report(
        "explain",
        say("{name} is no formula: csplan assign looks for it", name=name),
        None,
        "",
        [Table("searched", "", COLUMNS, [row], behind=True)],
        answer=[
            say("{meaning}.", meaning=row["meaning"]),
            say(
                "`csplan assign` prints it {stands}; in JSON it is {name}, under teams.",
                name=name,
                stands=row["stands"],
            ),
            say("Today's books are figures: `csplan explain PLAN deviation --csm NAME --measure arr`."),
        ],
    )
