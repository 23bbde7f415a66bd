"""The words of a formula: what was done to its parts, with their names or with their numbers put in.

A renderer of parts says what stands for each named cell and constant, so the same words carry names and numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.trace import Cell, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Voice(NamedTuple):
    """How a formula is told: what stands for a named cell or constant, and for a total; with numbers or with names.

    A total for which there is no text is written out.
    """

    show: Callable[[Any], str]
    total: Callable[[Sequence[Any]], str]
    numbers: bool


SIGNS = {"+": ("+", 1), "-": ("−", 1), "*": ("×", 2), "/": ("÷", 2), "ratio": ("÷", 2)}
"""Sign and strength of arithmetic; ``ratio`` divides."""
PHRASES = {
    "larger": "the largest of {all}",
    "smaller": "the smallest of {all}",
    "people_up": "{0} rounded up to whole people",
    "people_down": "{0} rounded down to whole people",
    "exceeds": "{0} exceeds {1}",
    "reaches": "{0} reaches {1}",
    "is_zero": "{0} is 0",
    "is_absent": "{0} is absent",
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
    texts = ["absent" if part is None else _bracketed(part, _SENTENCE + 1, voice) for part in parts]
    return phrase.format(*texts, all=", ".join(texts)), _SENTENCE


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
    value, least, most, conflict = parts
    words = _bracketed(value, _NUMBER, voice)
    if least is None and most is None:
        return words, _NUMBER
    low, high = (None if bound is None else _bracketed(bound, _SENTENCE + 1, voice) for bound in (least, most))
    if low is None:
        return f"{words} held to at most {high}", _SENTENCE
    if high is None:
        return f"{words} held to at least {low}", _SENTENCE
    contradict = f" (a contradiction; {conflict} wins)" if voice.numbers and plain(least) > plain(most) else ""
    return f"{words} held between {low} and {high}{contradict}", _SENTENCE


def _which(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    value, *candidates = parts
    pairs = zip(candidates[::2], candidates[1::2], strict=True)
    named = [
        f"{voice.show(name)} ({voice.show(number)})"
        for name, number in pairs
        if name is not None and number is not None
    ]
    return f"the first that {_bracketed(value, 1, voice)} equals: {', '.join(named)}", _SENTENCE


def _ifs(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    *pairs, otherwise = parts
    cases = []
    for condition, value in zip(pairs[::2], pairs[1::2], strict=True):
        if condition is True:
            otherwise = value
            break
        # A comparison with what is absent never holds.
        if condition is not False and all(part is not None for part in condition.parts):
            cases.append(f"{_result(value, voice)} if {_text(condition, voice)[0]}")
    return "; ".join([*cases, f"otherwise {_result(otherwise, voice)}"]), _SENTENCE


def _result(value: Any, voice: Voice) -> str:  # noqa: ANN401
    return "absent" if value is None else _text(value, voice)[0]


def _all_true(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    return " and ".join(_text(part, voice)[0] for part in parts if part is not True), _SENTENCE


def _none_true(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    return " and ".join(f"not {_text(part, voice)[0]}" for part in parts if part is not None), _SENTENCE


def _unless_empty(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    customers, value = parts
    return ("0 without customers", _SENTENCE) if plain(customers) == 0 else _text(value, voice)


def _paid_for(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    words, _ = _arithmetic("ratio", parts, voice)
    if not voice.numbers:
        return f"{words}, but 0 at least", _SENTENCE
    return (words, SIGNS["ratio"][1]) if plain(parts[0]) >= 0 else (f"{words}, which is below 0, so 0", _SENTENCE)


def _not_negative(parts: Sequence[Any], voice: Voice) -> tuple[str, int]:
    words, strength = _text(parts[0], voice)
    if not voice.numbers:
        return f"{words}, but 0 at least", _SENTENCE
    return (words, strength) if plain(parts[0]) >= 0 else (f"{words}, which is below 0, so 0", _SENTENCE)


_OTHERS = {
    "all_true": _all_true,
    "held": _held,
    "ifs": _ifs,
    "none_true": _none_true,
    "not_negative": _not_negative,
    "paid_for": _paid_for,
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
        added = terms(cell)
        if len(added) > 1:
            alone = is_total(added)
            for term in added:
                yield from ((each, alone and each is term) for each, _ in leaves(term))
        else:
            # Whether there are customers is no part of a number where there are some.
            served = cell.operation == "unless_empty" and plain(cell.parts[0]) != 0
            for part in cell.parts[served:]:
                yield from leaves(part)
