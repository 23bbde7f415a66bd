"""Figures and inputs by name: what they are, and which node of a plan somebody means who names one."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.answers.phrases import named
from csplan.engine.catalogue import CATALOGUE
from csplan.engine.levels import ABOVE, LABEL, LEVEL, LEVELS
from csplan.engine.trace import plain
from csplan.engine.tree import nodes
from csplan.figures import evenness
from csplan.figures.inputs import INPUTS
from csplan.findings.diagnostic import did_you_mean, quoted
from csplan.inputs.build import build
from csplan.lang.glossary import called
from csplan.lang.say import later, say
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.engine.nodes import Node
    from csplan.measure.customers import Customers
    from csplan.plan.plan import Plan

_FEW = 6
"""Names that a hint lists."""
WORDS = {each.name: each.words for each in LEVELS}
"""What people call one of a level."""
_NONE = {
    "indicator": later("the plan has none: add `snapshots` and `events`, from which they are read"),
    "book": later("the plan has none: add `accounts`, with a column `csm`"),
    "customer": later("the plan says nothing of it: add `snapshots`, and `outcome` or `experience` to `health`"),
    "csm": later("the plan has none: add `snapshots` or `events`, from which their customers are counted"),
}
"""What to do where a plan has nothing of a level that could be named."""
LOGGED = frozenset(("silent", "silent_known"))
"""What a time log says as well, which no other number waits for."""
Chosen = dict[str, str | None]
"""The nodes that somebody asks about, by the name of the option that names them; None where they name none."""


class Meaning(NamedTuple):
    """What a figure or input is: its unit, one sentence, and the source it rests on."""

    unit: str
    meaning: str
    source: str


class Place(NamedTuple):
    """A node of a plan, or a row of one."""

    level: str
    node: Node
    row: int = -1

    @property
    def name(self) -> str:
        """The name of the node or row."""
        return self.node.name if self.row < 0 else str(self.node.rows[self.level].inputs[LABEL[self.level]][self.row])


class Unclear(Exception):  # noqa: N818 - no error of csplan: the question has no answer as it stands
    """A question that can't be answered as it was put: what is wrong, and what to say instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both."""
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


def about(level: str, name: str) -> Meaning:
    """Return what a figure or input of a level is."""
    if name in CATALOGUE[level]:
        figure = CATALOGUE[level][name]
        return Meaning(figure.unit, figure.meaning.rstrip(".:"), figure.source)
    return Meaning(*INPUTS[level][name], "")


def _names(level: str) -> list[str]:
    """Return the names of the figures and inputs of a level."""
    return [*CATALOGUE[level], *INPUTS.get(level, ())]


def value_at(place: Place, name: str) -> Any:  # noqa: ANN401 - any figure
    """Return a figure or input of a node or row; None where it is absent."""
    if place.row < 0:
        return place.node.value(name)
    column = place.node.rows[place.level].column(name)
    return None if column is None else column[place.row]


def labelled(place: Place, name: str, seen_from: Place) -> str:
    """Return a figure's name, with that of its node where it is seen from another one."""
    same = place.level == seen_from.level or (seen_from.row >= 0 and place.level == seen_from.node.level)
    return name if same else f"{name} of {WORDS[place.level]} {place.name}"


def levels_of(name: str) -> list[str]:
    """Return the levels on which a figure or input of this name stands, the plan's own first."""
    return [each.name for each in LEVELS if each.name != "tier" and name in _names(each.name)]


def figures_called(words: str) -> list[str]:
    """Return the figures and inputs that are meant by a name, or by the words that tables have for them."""
    if levels_of(words):
        return [words]
    own = "_".join(words.casefold().split())
    return list(dict.fromkeys(name for name in (own, *called(words)) if levels_of(name)))


def meant(root: Node, words: str, chosen: Chosen) -> tuple[str, Place]:
    """Return the figure that words mean, and the node or row of which it is meant.

    What stands on the very level that was named comes first. Raises Unclear where none is meant, or where the words
    are those of several figures that are not the same number.
    """
    names = figures_called(words)
    if len(names) < 2:  # noqa: PLR2004 - nothing to choose from
        name = names[0] if names else words
        return name, find(root, name, chosen)
    found: list[tuple[str, Place]] = []
    unclear: list[Unclear] = []
    for name in names:
        try:
            found.append((name, find(root, name, chosen)))
        except Unclear as question:
            unclear.append(question)
    if not found:
        raise unclear[0]
    start = _start(root, chosen)
    near = [each for each in found if start is not None and each[1].level == start.level] or found
    if len({plain(value_at(place, name)) for name, place in near}) > 1:
        *others, last = (name for name, _ in near)
        facts = {"words": quoted(words), "names": ", ".join(others), "last": last}
        raise Unclear(say("{words} may be {names} or {last}", **facts), say("name one of them"))
    return near[0]


def known_levels(name: str) -> list[str]:
    """Return the levels of a figure or input; raises Unclear where none has the name."""
    levels = [level for each in figures_called(name) for level in levels_of(each)]
    if not levels:
        hint = did_you_mean(name, known_names()) or say("`csplan explain` lists them")
        raise Unclear(say("no figure is named {name}", name=quoted(name)), hint)
    return levels


def of_books(figure: str) -> bool:
    """Tell whether a figure is one of who has which account: such need the accounts of the plan one by one."""
    named = figures_called(figure)
    own = (CATALOGUE["team"].get(name) for name in named)
    of_teams = any(each is not None and each.function.__module__ == evenness.__name__ for each in own)
    return of_teams or any(not {"book", "measure"}.isdisjoint(levels_of(name)) for name in named)


def known_names() -> list[str]:
    """Return the names of all figures and inputs."""
    return list(dict.fromkeys(name for level in ABOVE for name in _names(level)))


def find(root: Node, name: str, chosen: Chosen) -> Place:
    """Return the node or row whose figure is meant; raises Unclear where none is, or more than one may be.

    A figure of a node above is found from one below, as formulas do: the hours of a segment's role, its team's heads.
    """
    levels = known_levels(name)
    start = _start(root, chosen)
    if start is None:
        return _alone(root, name, levels)
    for level in (start.level, *ABOVE[start.level]):
        if level in levels:
            return start if level == start.level else Place(level, _above(start, level))
    facts = {"figure": name, "level": WORDS[start.level], "levels": named([WORDS[level] for level in levels])}
    raise Unclear(
        say("{figure} is not a figure of a {level}, but of: {levels}", **facts), _how(root, levels, start.node)
    )


def _above(place: Place, level: str) -> Node:
    return place.node if place.node.level == level else place.node.above[level]


def _start(root: Node, chosen: Chosen) -> Place | None:
    """Return the lowest node or row that was named."""
    place: Place | None = None
    for level in (each for each in LEVELS if not each.label):
        name = chosen.get(level.key)
        if name is not None:
            within = place.node if place is not None and level.repeats and place.level == level.part_of else None
            if place is not None and within is None:
                facts = {"one": LEVEL[place.level].options[0], "other": level.options[0], "level": level.words}
                message = say("{one} and {other} can't both be meant", **facts)
                raise Unclear(message, say("name the {level} alone", **facts))
            place = Place(level.name, named_node(root, level.name, name, within))
    for level in (each for each in LEVELS if each.label):
        name = chosen.get(level.key)
        if name is not None:
            if place is not None and place.level != level.part_of:
                facts = {
                    "level": level.words,
                    "whole": WORDS[level.part_of],
                    "option": LEVEL[level.part_of].options[0],
                    "labels": ", ".join(each.label for each in LEVELS if each.label and each.part_of == level.part_of),
                }
                hint = say("name it with {option}, and one of these: {labels}", **facts)
                raise Unclear(say("a {level} is part of a {whole}", **facts), hint)
            what = f"{level.words} {quoted(name)}"
            place = _row(level.name, name, place.node if place else _only(root, level.part_of, what))
            break
    return place


def names_for(plan: Plan, option: str) -> list[str]:
    """Return the names that an option may take: those of the nodes of its level, or of the rows of all nodes."""
    [level] = (each for each in LEVELS if each.key == option)
    if level.name == "customer":
        return list(plan.history.history.customers) if plan.history is not None else []
    inputs = build(plan)
    root = inputs.root
    if "indicator" in {level.name, level.part_of} and plan.history is not None:
        from csplan.inputs.indicators import add_indicators

        add_indicators(plan, inputs)
    if not level.label:
        return [node.name for node in nodes(root, level.name)]
    return list(dict.fromkeys(name for node in nodes(root, level.part_of) for name in _labels(level.name, node)))


def customers_called(record: Customers, name: str | None) -> Sequence[int]:
    """Return the customer of a name, whatever its case, all where none is named; raises Unclear where none has it."""
    names = record.history.customers
    if name is None:
        return range(len(names))
    found = [at for at, each in enumerate(names) if folded(each) == folded(name)]
    if not found:
        hint = did_you_mean(name, names)
        raise Unclear(say("no {level} is named {name}", level=WORDS["customer"], name=quoted(name)), hint)
    return found


def named_node(root: Node, level: str, name: str, within: Node | None = None) -> Node:
    """Return a node by its name; raises Unclear where none has it, or several have that none is named ``within``."""
    known = nodes(root, level) if within is None else within.below.get(level, [])
    found = [node for node in known if node.name == name]
    if not found:
        hint = did_you_mean(name, dict.fromkeys(node.name for node in known)) if known else say(_NONE.get(level, ""))
        raise Unclear(say("no {level} is named {name}", level=level, name=quoted(name)), hint)
    if len(found) > 1:
        whole = LEVEL[level].part_of
        what = f"{WORDS[level]} {quoted(name)}"
        names = ", ".join(shlex.quote(node.above[whole].name) for node in found[:_FEW])
        hint = say("name one: {options}", options=f"{LEVEL[whole].options[0]} {names}")
        raise Unclear(say("{what} may be of more than one {level}", what=what, level=WORDS[whole]), hint)
    return found[0]


def _row(level: str, name: str, node: Node) -> Place:
    labels = _labels(level, node)
    if name not in labels:
        hint = did_you_mean(name, labels)
        facts = {"whole": WORDS[node.level], "node": quoted(node.name), "level": WORDS[level], "name": quoted(name)}
        raise Unclear(say("{whole} {node} has no {level} {name}", **facts), hint)
    return Place(level, node, labels.index(name))


def _labels(level: str, node: Node) -> Sequence[str]:
    """Return the names of a node's rows of a level."""
    return node.rows[level].inputs[LABEL[level]] if level in node.rows else ()


def _alone(root: Node, name: str, levels: Sequence[str]) -> Place:
    """Return the place where nothing is named: the plan's own figure, else that of the only node of a level."""
    for level in levels:
        if level in LABEL:
            node = _only(root, LEVEL[level].part_of, name)
            if len(_labels(level, node)) == 1:
                return Place(level, node, 0)
        elif len(nodes(root, level)) == 1:
            return Place(level, nodes(root, level)[0])
    raise Unclear(
        say(
            "{figure} is not one number: there is one for each {levels}",
            figure=name,
            levels=named([WORDS[each] for each in levels]),
        ),
        _how(root, levels),
    )


def _only(root: Node, level: str, what: str) -> Node:
    found = nodes(root, level)
    if len(found) > 1:
        raise Unclear(say("{what} may be of more than one {level}", what=what, level=WORDS[level]), _how(root, [level]))
    if not found:
        raise Unclear(
            say("{what} is of a {level}, and the plan has none", what=what, level=WORDS[level]), _how(root, [level])
        )
    return found[0]


def _how(root: Node, levels: Sequence[str], node: Node | None = None) -> str:
    """Say what can be named."""
    options = []
    for level in (LEVEL[each] for each in levels):
        option = level.options[0] if level.options else ""
        names = list(dict.fromkeys(each.name for each in nodes(root, level.name)))
        if level.label:
            option = option if node else f"{LEVEL[level.part_of].options[0]} NAME {option}"
            names = list(_labels(level.name, node) if node and level.name in node.rows else ["NAME"])
        if not names:
            continue
        facts = {"option": option, "names": ", ".join(map(shlex.quote, names[:_FEW])), "more": len(names) - _FEW}
        if len(names) > _FEW:
            options.append(say("{option} {names} or {more} more", **facts))
        else:
            options.append(f"{option} {facts['names']}")
    if options:
        return say("name one: {options}", options="; ".join(options))
    return next((say(_NONE[level]) for level in levels if level in _NONE), "")
