"""The words of a formula: what was done to its parts, with their names or with their numbers put in.

A renderer of parts says what stands for each named cell and constant, so the same words carry names and numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.answers.explain.story import story
from csplan.engine.trace import Cell, plain
from csplan.figures.whole import share_out
from csplan.lang.say import both, either, later, say
from csplan.values import show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Voice(NamedTuple):
    """How a formula is told: what stands for a named cell or constant, and for a total; with numbers or with names.

    A total for which there is no text is written out.
    """

    show: Callable[[Any], str]
    total: Callable[[Sequence[Any]], str]
    numbers: bool


SIGNS = {"+": ("+", 1), "-": ("−", 1), "difference": ("−", 1), "*": ("×", 2), "/": ("÷", 2), "ratio": ("÷", 2)}
"""Sign and strength of arithmetic; ``ratio`` divides."""
PHRASES = {
    "larger": later("the largest of {all}"),
    "smaller": later("the smallest of {all}"),
    "least": later("the lower of {all}"),
    "people_up": later("{part_0} rounded up to whole people"),
    "people_down": later("{part_0} rounded down to whole people"),
    "exceeds": later("{part_0} exceeds {part_1}"),
    "reaches": later("{part_0} reaches {part_1}"),
    "is_zero": later("{part_0} is 0"),
    "is_absent": later("{part_0} is absent"),
    "before": later("all earlier months of {part_0}"),
    "lasting": later("the least of {part_0} in this month and the next {part_1}"),
    "mean_of_year": later("the mean of {part_0} over the year's months"),
    "of_first_month": later("{part_0} of the first month"),
}
"""Operations that read like a sentence; the others have a function in ``_OTHERS``."""
_SENTENCE, _NUMBER = 0, 9
"""Strength of a sentence, which needs brackets inside arithmetic, and of what never needs any."""


def is_named(value: Any) -> bool:  # noqa: ANN401 - a cell or a constant
    """Tell whether a value is a figure or an input, not a step between them."""
    return isinstance(value, Cell) and value.operation in ("figure", "input")


def terms(cell: Any) -> list[Any]:  # noqa: ANN401 - a cell or a constant
    """Return what a chain of additions adds up, in order: without recursion, because chains may be long."""
    found = []
    while isinstance(cell, Cell) and cell.operation == "+":
        cell, last = cell.parts
        found.append(last)
    found.append(cell)
    return found[::-1]


def shape(value: Any) -> Any:  # noqa: ANN401 - a cell or a constant; anything that compares
    """Return what two terms of a total have in common: the same figures and steps, of whatever row or segment."""
    if is_named(value):
        return value.place[0], value.name
    return (value.operation, *map(shape, value.parts)) if isinstance(value, Cell) else value


def is_total(parts: Sequence[Any]) -> bool:
    """Tell whether terms are one thing of several rows, segments or teams: then they are a total."""
    return len(parts) > 1 and isinstance(parts[0], Cell) and all(shape(part) == shape(parts[0]) for part in parts[1:])


def text(value: Any, voice: Voice) -> str:  # noqa: ANN401 - a cell or a constant
    """Return the words of a formula."""
    return _text(value, voice)[0]


def _text(value: Any, voice: Voice) -> tuple[str, int]:  # noqa: ANN401
    if not isinstance(value, Cell) or is_named(value):
        return voice.show(value), _NUMBER
    if value.operation == "+" and is_total(added := terms(value)) and (short := voice.total(added)):
        return short, _NUMBER
    known = [part for part in value.parts if part is not None]
    if value.operation in SIGNS:
        return _arithmetic(value.operation, known[:2], voice)
    if value.operation in _OTHERS:
        return _OTHERS[value.operation](value.parts, voice)
    phrase = PHRASES[value.operation]
    if "{all}" in phrase and len(known) == 1:
        return _text(known[0], voice)
    parts = known if "{all}" in phrase else value.parts
    texts = [say("absent") if part is None else _bracketed(part, _SENTENCE + 1, voice) for part in parts]
    facts = {f"part_{number}": each for number, each in enumerate(texts)}
    return say(phrase, **facts, all=", ".join(texts)), _SENTENCE


def _bracketed(value: Any, least: int, voice: Voice) -> str:  # noqa: ANN401
    words, strength = _text(value, voice)
    return f"({words})" if strength < least else words


def _arithmetic(operation: str, parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    sign, strength = SIGNS[operation]
    if operation == "+":
        chain = terms(Cell(None, "+", tuple(parts)))
        return " + ".join(_bracketed(part, strength, voice) for part in chain), strength
    left, right = parts
    first = _bracketed(left, strength, voice)
    # What follows − or ÷ needs brackets where it is as weak: a − (b + c).
    second = _bracketed(right, strength + (operation != "*"), voice)
    return f"{first} {sign} {second}", strength


def _held(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    value, least, most, conflict, *rest = parts
    now = rest[0] if rest else None
    words = _bracketed(value, _NUMBER, voice)
    if least is None and most is None:
        return words, _NUMBER
    low, high = (None if bound is None else _bracketed(bound, _SENTENCE + 1, voice) for bound in (least, most))
    if low is None:
        return say("{value} held to at most {most}", value=words, most=high), _SENTENCE
    if high is None:
        return say("{value} held to at least {least}", value=words, least=low), _SENTENCE
    facts = {"value": words, "least": low, "most": high, "now": "" if now is None else voice.show(now)}
    if not voice.numbers or plain(least) <= plain(most):
        return say("{value} held between {least} and {most}", **facts), _SENTENCE
    if now is not None:
        sentence = later(
            "{value} held between {least} and {most} (a contradiction; today's {now} stay, held between them)"
        )
    elif conflict == "work":
        sentence = later("{value} held between {least} and {most} (a contradiction; work wins)")
    else:
        sentence = later("{value} held between {least} and {most} (a contradiction; money wins)")
    return say(sentence, **facts), _SENTENCE


def _which(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    value, *candidates = parts
    pairs = zip(candidates[::2], candidates[1::2], strict=True)
    named = [
        f"{_text(name, voice)[0]} ({_text(number, voice)[0]})"
        for name, number in pairs
        if name is not None and number is not None
    ]
    facts = {"value": _bracketed(value, 1, voice), "names": ", ".join(named)}
    return say("the first that {value} equals: {names}", **facts), _SENTENCE


def _ifs(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    *pairs, otherwise = parts
    cases = []
    for condition, value in zip(pairs[::2], pairs[1::2], strict=True):
        if condition is True:
            otherwise = value
            break
        # A comparison with what is absent never holds.
        if condition is not False and all(part is not None for part in condition.parts):
            cases.append(
                say("{value} if {condition}", value=_result(value, voice), condition=_text(condition, voice)[0])
            )
    return "; ".join([*cases, say("otherwise {value}", value=_result(otherwise, voice))]), _SENTENCE


def _result(value: Any, voice: Voice) -> str:  # noqa: ANN401
    return say("absent") if value is None else _text(value, voice)[0]


def _all_true(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    return both([_text(part, voice)[0] for part in parts if part is not True]), _SENTENCE


def _any_true(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    there = [part for part in parts if part is not None and part is not False]
    return either([_text(part, voice)[0] for part in there]) or say("no"), _SENTENCE


def _balance(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    if is_total(parts) and (short := voice.total(parts)):
        return short, _NUMBER
    return " + ".join(_bracketed(part, 1, voice) for part in parts), 1


def _ledger(_: Sequence[Any], __: Voice) -> tuple[str, int]:
    return say("what one CSM of each team costs in each account, beside what the team's customers bring"), _SENTENCE


def _breaks(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    holds, accounts, *people = parts
    sentence = later("whether {people} cost more than an account has, of {accounts}, {whose}")
    return _of_accounts(sentence, holds, accounts, people, voice)


def _lacking(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    holds, accounts, *people = parts
    sentence = later("how far {people} overspend the tightest account, of {accounts}, {whose}")
    return _of_accounts(sentence, holds, accounts, people, voice)


def _of_accounts(sentence: str, holds: str, accounts: Any, people: Sequence[Any], voice: Voice) -> tuple[str, int]:  # noqa: ANN401
    whose = say("in each team") if holds == "team" else say("in the whole company")
    return say(sentence, people=_people(people, voice), accounts=voice.show(accounts), whose=whose), _SENTENCE


def _people(people: Sequence[Any], voice: Voice) -> str:
    known = [each for each in people if each is not None]
    if is_total(known) and (short := voice.total(known)):
        return short
    return ", ".join(_text(each, voice)[0] for each in known)


def _covered(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    accounts, name, *people = parts
    sentence = later("what {accounts} has for {name}, as a share of what {people} cost in it")
    return say(sentence, accounts=voice.show(accounts), name=name, people=_people(people, voice)), _SENTENCE


def _staffed(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    """Tell who was added when, and why nobody else was."""
    conflict, holds, accounts, *columns = parts
    if not voice.numbers:
        return (
            say("the people wanted where the accounts pay for them; else one at a time, to where the load is highest"),
            _SENTENCE,
        )
    count = len(columns) // 4
    names, *rest = ([plain(each) for each in columns[at : at + count]] for at in range(0, len(columns), count or 1))
    return story(share_out(conflict, holds, plain(accounts), *rest), names, conflict), _SENTENCE


def _people_of(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    """Name one team's part of the people of all; who the others are is told below."""
    everybody, team = parts
    if voice.numbers:
        return show_number((plain(everybody) or {}).get(plain(team))), _NUMBER
    return say("the people of {team} in {everybody}", team=voice.show(team), everybody=voice.show(everybody)), _SENTENCE


def _none_true(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    there = [say("not {condition}", condition=_text(part, voice)[0]) for part in parts if part is not None]
    return both(there), _SENTENCE


def _unless_empty(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    weight, value = parts
    if plain(weight) != 0:
        return _text(value, voice)
    contacts = getattr(weight, "name", "") == "arrival_share"
    return say("0 without contacts") if contacts else say("0 without customers"), _SENTENCE


def _paid_for(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    words, _ = _arithmetic("ratio", parts, voice)
    if not voice.numbers:
        return say("{value}, but 0 at least", value=words), _SENTENCE
    below = say("{value}, which is below 0, so 0", value=words)
    return (words, SIGNS["ratio"][1]) if plain(parts[0]) >= 0 else (below, _SENTENCE)


def _not_negative(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    words, strength = _text(parts[0], voice)
    if not voice.numbers:
        return say("{value}, but 0 at least", value=words), _SENTENCE
    below = say("{value}, which is below 0, so 0", value=words)
    return (words, strength) if plain(parts[0]) >= 0 else (below, _SENTENCE)


def _first_known(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    """Tell what is taken, and with names what would be if it were not there."""
    known = [part for part in parts if part is not None]
    if voice.numbers or len(known) == 1:
        return _text(known[0], voice)
    words = say("{value}, else {otherwise}", value=_text(known[0], voice)[0], otherwise=_text(known[1], voice)[0])
    return words, _SENTENCE


def _only_without(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    return _text(parts[1], voice)


def _sum_known(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    known = [part for part in parts if part is not None]
    if len(known) == 1:
        return _text(known[0], voice)
    if not is_total(known) or not (words := voice.total(known)):
        return " + ".join(_bracketed(part, 1, voice) for part in known), 1
    if voice.numbers or len(known) == len(parts):
        return words, _NUMBER
    return say("{total}, of those that are known", total=words), _SENTENCE


def _mean_known(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    """Tell whose mean it is; with numbers, of each value and its weight."""
    if not voice.numbers:
        return say("the mean of what is known, by weight"), _SENTENCE
    pairs = [(value, weight) for value, weight in zip(parts[1::2], parts[2::2], strict=True) if value is not None]
    texts = [say("{value} by {weight}", value=voice.show(value), weight=voice.show(weight)) for value, weight in pairs]
    return say("the mean of {all}", all=", ".join(texts)), _SENTENCE


def _spread(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    value, shares, first = parts
    facts = {"value": _text(value, voice)[0], "shares": ", ".join(show_share(each) for each in shares)}
    if not plain(first):
        return say("{value}, of this month and those before: {shares}", **facts), _SENTENCE
    return say("{value}, of the next {months} months: {shares}", months=show_number(-plain(first)), **facts), _SENTENCE


def _ramped(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    starts, curve = (_text(each, voice)[0] for each in parts[:2])
    return say("all {starts} so far, each times {curve} of its month", starts=starts, curve=curve), _SENTENCE


def _queue(sentence: str, *labels: str) -> Callable[[Sequence[Any], Voice], tuple[str, int]]:
    """Tell what a queue is asked, with all that it is made of."""

    def told(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
        known = zip(labels, parts, strict=False)
        made = [say(label, value=_bracketed(part, 1, voice)) for label, part in known if part is not None]
        return say(sentence, parts=", ".join(made)), _SENTENCE

    return told


_LOAD, _TAKES = later("load {value}"), later("each takes {value}")
_IN_TIME, _AT_ONCE, _PATIENCE = later("in time is {value}"), later("at once {value}"), later("patience {value}")
_WAITING = (_LOAD, later("people {value}"), _TAKES, _IN_TIME, _AT_ONCE, _PATIENCE)
_PROMISED = (
    *(_LOAD, _TAKES, _IN_TIME, later("share {value}"), later("busy at most {value}")),
    *(_AT_ONCE, _PATIENCE, later("lost at most {value}")),
)

_OTHERS = {
    "people_of": _people_of,
    "answered_in_time": _queue(later("the share answered in time, by Erlang ({parts})"), *_WAITING),
    "given_up": _queue(later("the share that gives up, by Erlang ({parts})"), *_WAITING),
    "mean_wait": _queue(later("the mean wait, by Erlang ({parts})"), *_WAITING),
    "people_to_answer": _queue(later("the least people who keep the promise, by Erlang ({parts})"), *_PROMISED),
    "all_true": _all_true,
    "any_true": _any_true,
    "balance": _balance,
    "breaks": _breaks,
    "covered": _covered,
    "first_known": _first_known,
    "held": _held,
    "ifs": _ifs,
    "ledger": _ledger,
    "none_true": _none_true,
    "mean_known": _mean_known,
    "not_negative": _not_negative,
    "lacking": _lacking,
    "only_without": _only_without,
    "paid_for": _paid_for,
    "ramped": _ramped,
    "spread": _spread,
    "staffed": _staffed,
    "sum_known": _sum_known,
    "unless_empty": _unless_empty,
    "which": _which,
}
SPOKEN = frozenset((*SIGNS, *PHRASES, *_OTHERS))
"""Every operation that has words."""


def leaves(cell: Any) -> Iterator[tuple[Cell, bool]]:  # noqa: ANN401 - a cell or a constant
    """Return the figures and inputs of a formula in reading order, and whether each is a term of a total by itself."""
    if is_named(cell):
        yield cell, False
    elif isinstance(cell, Cell):
        if cell.operation == "first_known":
            yield from leaves(next(part for part in cell.parts if part is not None))
            return
        added = [part for part in cell.parts if part is not None] if cell.operation == "sum_known" else terms(cell)
        if len(added) > 1:
            alone = is_total(added)
            for term in added:
                yield from ((each, alone and each is term) for each, _ in leaves(term))
        else:
            # Whether there are customers is no part of a number where there are some.
            served = cell.operation == "unless_empty" and plain(cell.parts[0]) != 0
            for part in cell.parts[served:]:
                yield from leaves(part)
