"""Which change causes which part of the outcome: each made alone to the old plan, and computed through the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.checks.all import check_all
from csplan.checks.known import Known
from csplan.engine.tree import adopted
from csplan.inputs.build import build
from csplan.inputs.history import measured_drivers
from csplan.studies.diff.keys import Places, holds_money, names_before, unit_of, written
from csplan.studies.diff.sides import changes, made, pair, ready

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.placing import Placed
    from csplan.plan.plan import Plan
    from csplan.studies.diff.changes import Change, Path
    from csplan.studies.diff.sides import Pair, Side

    Outcome = Mapping[str, float | None]
    Figures = Mapping[str, Any]
    Key = tuple[str, ...]

FIGURES = ("at_least", "csms_needed", "heads", "utilization", "cost", "gross_margin", "operating_margin")
"""Figures of the plan that are taken apart by cause."""
OF_TEAMS = ("at_least", "at_most", "verdict")
"""Figures of teams that each cause is asked for: they do not add up."""
MOST_CAUSES = 50
"""More are put together, key by key: nobody reads more, and each is a plan computed anew."""
MOST_WORK = 40_000
"""Segments computed for all causes, at most (about ten seconds)."""
_GROUPS = {("bands",), ("fx",), ("currency",), ("accounts",), ("log",), ("history",), ("rules",)}
_TARGETS = ("gross_margin", "operating_margin", "cs_budget")
"""Of the section economics: a plan states margins, or what customer success may cost, and not both."""
_LOCAL = 20
"""Changing one segment costs less than computing all of them by this factor."""


class Cause(NamedTuple):
    """Changes that are made together, and what they do to OLD alone.

    ``effect`` is the difference of each of FIGURES, None where it can't be told; ``touched`` names the segments of
    which any input differs. ``alone`` is false where OLD with these changes only would be no valid plan. ``group`` says
    what makes several changes one: bands, fx, currency, accounts, log, rules; "" where they are only alike. ``teams``
    has OF_TEAMS before and after, of each team that the changes alone give another.
    """

    changes: tuple[Change, ...]
    effect: Outcome
    touched: Sequence[str] = ()
    alone: bool = True
    group: str = ""
    teams: Mapping[str, tuple[Figures, Figures]] = {}

    @property
    def acts(self) -> bool:
        """Whether any figure rests on it: one of a segment, or what money or spending besides people means."""
        return bool(self.touched) or not self.alone or any(_besides_people(each.path) for each in self.changes)


class Comparison(NamedTuple):
    """Two plans with their nodes, what changed, and what caused what; ``together`` is what no change does alone."""

    pair: Pair
    old: Inputs
    new: Inputs
    changes: Sequence[Change]
    causes: Sequence[Cause]
    difference: Outcome
    together: Outcome


def compare(old: Plan, new: Plan) -> Comparison:
    """Compare two plans. Money of plans in different currencies has no difference."""
    before, after = build(old), build(new)
    both = pair(old, new)
    found = changes(both)
    same_money = old.currency == new.currency
    difference = _less(outcome(after.root), outcome(before.root), money=same_money)
    attempts = _Attempts(both, found, same_money=same_money)
    causes = sorted(attempts.all(_grouped(both, found)), key=_size, reverse=True)
    together = {
        name: None if whole is None else whole - sum(cause.effect[name] or 0.0 for cause in causes)
        for name, whole in difference.items()
    }
    return Comparison(both, before, after, found, causes, difference, together)


def outcome(root: Node) -> Outcome:
    """Return what is taken apart by cause."""
    return {name: root.value(name) for name in FIGURES}


def _less(after: Outcome, before: Outcome, *, money: bool) -> Outcome:
    pairs = {name: (after[name], before[name]) for name in FIGURES}
    return {
        name: None if a is None or b is None or (name == "cost" and not money) else a - b
        for name, (a, b) in pairs.items()
    }


def _size(cause: Cause) -> tuple[bool, list[float]]:
    order = ("cost", "at_least", "csms_needed", "gross_margin", "operating_margin")
    return cause.alone, [abs(cause.effect[name] or 0.0) for name in order]


def _besides_people(path: Path) -> bool:
    return path == ("currency",) or path[:2] == ("economics", "spending")


# --- which changes are one cause -------------------------------------------------------------------------------------


def _grouped(both: Pair, found: Sequence[Change]) -> dict[Key, tuple[Change, ...]]:
    """Put changes together that mean nothing alone, and then as many as it takes for the causes to be few."""
    groups: dict[Key, list[Change]] = {}
    tiers = {each.path[1] for each in found if each.whole and each.path[0] == "tiers" and not each.renamed}
    joined = {**_joined(both, found), **_whose_money(both, found)}
    for change in found:
        groups.setdefault(joined.get(id(change)) or _key(change, tiers), []).append(change)
    segments = len(both.new.document.segments or ())
    while len(groups) > MOST_CAUSES or _work(groups, segments) > MOST_WORK:
        kinds: dict[Key, list[Key]] = {}
        for key, each in groups.items():
            kinds.setdefault(_kind(each[0]), []).append(key)
        most = max(kinds, key=lambda kind: len(kinds[kind]))
        if len(kinds[most]) == 1:
            break  # all that can be put together is
        groups[most] = [change for key in kinds[most] for change in groups.pop(key)]
    return {key: tuple(each) for key, each in groups.items()}


def _key(change: Change, tiers: set[str]) -> Key:
    """Return what is the same for changes that are one cause."""
    path = change.path
    if path[0] == "tiers" and (change.whole or path[2] == "acv"):
        return ("bands",)  # where one tier ends another begins
    if path[-1] in tiers and path[0] in {"tasks", "economics"}:
        return ("bands",)
    if path[0] == "accounts" or (path[0] == "book" and change.whole):
        return ("accounts",)
    if path[0] in {"history", "events", "snapshots", "health", "people"}:
        return ("history",)
    return ("log",) if path[0] in {"log", "time_log"} else path


def _joined(both: Pair, found: Sequence[Change]) -> dict[int, Key]:
    """Return which changes belong together because one of them switches from one way to state something to another."""
    paths = {each.path for each in found}
    switched = any(each.path == ("economics", "cs_budget") and None in (each.before, each.after) for each in found)
    packs = ("rules",) in paths and not (both.old.plan.document.tiers or both.new.plan.document.tiers)
    emptied = {
        each.path[:2]
        for each in found
        if each.path[0] in {"segments", "book"} and each.path[2:] in {("customers",), ("arr",)} and _has_zero(each)
    }
    keys: dict[int, Key] = {}
    for change in found:
        path = change.path
        if switched and path[0] == "economics" and path[1:2] and path[1] in _TARGETS:
            keys[id(change)] = ("economics", "targets")
        elif packs and path[0] in {"rules", "tiers"}:
            keys[id(change)] = ("rules",)  # the tiers are the packs' own
        elif path[:2] in emptied and path[2:] in {("customers",), ("arr",)}:
            keys[id(change)] = (*path[:2], "emptied")
    return keys


def _has_zero(change: Change) -> bool:
    return 0 in (change.before, change.after)


def _whose_money(both: Pair, found: Sequence[Change]) -> dict[int, Key]:
    """Return which changes are only those of a currency or of an exchange rate."""
    old, new = both.old, both.new
    if old.plan.currency != new.plan.currency:
        # Amounts in the old currency and in the new one can't stand in one plan.
        return {id(each): ("currency",) for each in found if each.path[0] in {"currency", "fx"} or holds_money(each)}
    if old.document.fx == new.document.fx:
        return {}
    before, after = Places(old, names_before(both.names)), Places(new)
    return {
        id(each): ("fx",)
        for each in found
        if each.path[0] == "fx"
        or (
            unit_of(each.path).startswith("Money")
            and written(before.where(each.path)) == written(after.where(each.path))
        )
    }


def _kind(change: Change) -> Key:
    """Return the section and key of a change, without the names of things."""
    section, *rest = change.path
    verb = "added" if change.before is None else "removed" if change.after is None else "changed"
    return ("all", section, *rest[1:2], *(() if rest[1:] else (verb,)))


def _work(groups: Mapping[Key, Sequence[Change]], segments: int) -> int:
    local = sum(_is_local(each) for each in groups.values())
    return (len(groups) - local) * segments + local * segments // _LOCAL


def _is_local(found: Sequence[Change]) -> bool:
    return len(found) == 1 and found[0].path[0] in {"segments", "book"}


# --- one cause alone -------------------------------------------------------------------------------------------------


class _Attempts:
    """Makes changes to OLD and computes what they do."""

    def __init__(self, both: Pair, found: Sequence[Change], *, same_money: bool) -> None:
        self.both = both
        self.same_money = same_money
        self.start = ready(both, found)
        self.plan = self.start.as_plan()
        self.inputs = build(self.plan, self.plan.placed)
        self.before = outcome(self.inputs.root)
        self.nothing = {
            name: None if value is None or (name == "cost" and not same_money) else 0.0
            for name, value in self.before.items()
        }
        self.wrong = _wrong(self.start, self.plan)
        self.teams = {team.name: team for team in self.inputs.root.below["team"]}

    def all(self, groups: Mapping[Key, tuple[Change, ...]]) -> list[Cause]:
        """Return what each group does alone; those that can't stand alone are tried as one."""
        causes = [
            self.made_alone(group)._replace(group=key[0] if key in _GROUPS and len(group) > 1 else "")
            for key, group in groups.items()
        ]
        apart = [cause for cause in causes if not cause.alone]
        if len(apart) > 1:
            joined = self.made_alone(tuple(change for cause in apart for change in cause.changes))
            if joined.alone:
                return [*(cause for cause in causes if cause.alone), joined]
        return causes

    def made_alone(self, found: tuple[Change, ...]) -> Cause:
        """Return what some changes do, and to which segments."""
        side = made(self.start, found, self.both.new)
        if side == self.start:
            return Cause(found, dict.fromkeys(FIGURES, 0.0))
        plan = side.as_plan()
        if _wrong(side, plan) - self.wrong:
            return Cause(found, dict.fromkeys(FIGURES), alone=False)
        moved = self.moved(plan)
        root = build(plan, [each for each in plan.placed if moved is None or each.team in moved]).root
        touched = self.splice(root, moved)
        if touched is None:
            # Who holds the customers tells how many CSMs there are today, which takes all segments to count.
            return Cause(found, self.nothing, [each.path[1] for each in found if each.path[-1] == "held"])
        effect = _less(outcome(root), self.before, money=self.same_money)
        return Cause(found, effect, touched, teams=dict(self.teams_moved(root)))

    def teams_moved(self, root: Node) -> Iterator[tuple[str, tuple[Figures, Figures]]]:
        """Return each team with OF_TEAMS before and after, where any of them differs."""
        after = {team.name: team for team in root.below["team"]}
        for name in {**after, **self.teams}:
            old, new = self.teams.get(name), after.get(name)
            if old is not new:
                figures = _of_team(old), _of_team(new)
                if figures[0] != figures[1]:
                    yield name, figures

    def moved(self, plan: Plan) -> set[str] | None:
        """Return the teams of the segments that differ, where nothing else does; else None, which is all."""
        old, new = self.plan.document, plan.document
        sections = (name for name in type(old).model_fields if name not in {"segments", "accounts"})
        economics = new.economics
        if (
            plan.rules is not self.plan.rules
            or plan.record is not self.plan.record
            or plan.history is not self.plan.history
            or plan.people is not self.plan.people
            or any(getattr(old, name) is not getattr(new, name) for name in sections)
            or (economics and economics.growth and economics.growth.credited_revenue is not None)
        ):
            return None
        before, after = _by_name(self.plan.placed), _by_name(plan.placed)
        differing = (name for name in {**before, **after} if _place(before.get(name)) != _place(after.get(name)))
        return {each.team for name in differing for each in (before.get(name), after.get(name)) if each is not None}

    def splice(self, root: Node, moved: set[str] | None) -> list[str] | None:
        """Put OLD's teams, computed once, where nothing differs; return the segments where anything does.

        None where no input differs anywhere.
        """
        built = {team.name: team for team in root.below["team"]}
        if root.inputs != self.inputs.root.inputs:
            return [segment.name for team in built.values() for segment in team.below["segment"]]
        touched: list[str] = []
        any_differs = False
        teams: list[Node] = []
        for name in {**self.teams, **built}:
            old, new = self.teams.get(name), built.get(name)
            if old is not None and ((moved is not None and name not in moved) or _same(old, new)):
                teams.append(adopted(old, root))
                continue
            any_differs = True
            touched += _differing(old, new)
            if new is not None:
                teams.append(new)
        root.below["team"] = teams
        return list(dict.fromkeys(touched)) if any_differs else None


def _of_team(team: Node | None) -> Figures:
    return {name: None if team is None else team.value(name) for name in OF_TEAMS}


def _by_name(placed: Iterable[Placed]) -> dict[str, Placed]:
    return {each.segment.name: each for each in placed}


def _place(placed: Placed | None) -> tuple[Any, ...] | None:
    return None if placed is None else (placed.segment, placed.tier, placed.team, placed.role, placed.sums)


def _same(old: Node, new: Node | None) -> bool:
    return (
        new is not None
        and old.inputs == new.inputs
        and old.above["role"].name == new.above["role"].name
        and old.above["role"].inputs == new.above["role"].inputs
        and [each.name for each in old.below["segment"]] == [each.name for each in new.below["segment"]]
        and not _differing(old, new)
    )


def _differing(old: Node | None, new: Node | None) -> list[str]:
    """Return the segments of a team of which any input differs, that of their role or team included."""
    if old is None or new is None:
        return [segment.name for team in (old, new) if team is not None for segment in team.below["segment"]]
    before = {segment.name: segment for segment in old.below["segment"]}
    after = {segment.name: segment for segment in new.below["segment"]}
    whole = old.inputs != new.inputs or old.above["role"].inputs != new.above["role"].inputs
    desks = _desks(old), _desks(new)
    changed = {name for name in {**desks[0], **desks[1]} if desks[0].get(name) != desks[1].get(name)}
    served = {
        link.node.name
        for team in (old, new)
        for desk in team.below.get("desk", ())
        if desk.name in changed
        for link in desk.linked["task"]
    }
    return [
        name
        for name in {**before, **after}
        if whole
        or name in served
        or name not in before
        or name not in after
        or not _same_inputs(before[name], after[name])
    ]


def _desks(team: Node) -> dict[str, Any]:
    """Return all that is stated of each desk of a team, by its name."""
    return {
        desk.name: (
            desk.inputs,
            desk.rows["interval"].inputs,
            [(link.node.name, link.row) for link in desk.linked["task"]],
        )
        for desk in team.below.get("desk", ())
    }


def _same_inputs(old: Node, new: Node) -> bool:
    rows = old.rows.keys() == new.rows.keys() and all(
        old.rows[level].inputs == new.rows[level].inputs for level in old.rows
    )
    return rows and old.inputs == new.inputs


def _wrong(side: Side, plan: Plan) -> set[tuple[str, str]]:
    """Return what would keep a plan from being used."""
    document = side.document
    known = Known(
        present={name for name in type(document).model_fields if getattr(document, name)} | {"rules"},
        partial=(),
        tiers={tier.name for tier in document.tiers or ()},
        roles=set(document.roles or ()),
        teams={team.name for team in document.teams or ()} or None,
        segments={segment.name for segment in document.segments or ()},
        book_read=bool(side.sums),
        overridden=(),
        measured=measured_drivers(plan.history) if plan.history is not None else (),
    )
    return {(each.code, each.subject) for each in check_all(plan, known) if each.severity == "error"}
