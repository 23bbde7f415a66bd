"""Whole sentences with named facts: the English one is the key under which a catalogue has another language's."""

from __future__ import annotations

from contextlib import contextmanager
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Translate = Callable[[str], str]
    """From an English sentence, its facts still named in braces, to the same in another language."""
    Form = Callable[[int | float, tuple[str, ...]], str]
    """From a number and the English forms of a sentence to the one that the language uses: its rule of plurals."""


def _english(sentence: str) -> str:
    return sentence


def _one_or_many(number: float, forms: tuple[str, ...]) -> str:
    return forms[0] if number == 1 else forms[1]


_translate: Translate = _english
_form: Form = _one_or_many


def say(sentence: str, /, **facts: object) -> str:
    """Return a whole sentence in the reader's language, with its named facts in place.

    Facts are text as it is shown, so amounts are formatted before; they are never read as part of the sentence. A brace
    that is meant as one is written twice. Raises KeyError where a fact is missing.
    """
    return _translate(sentence).format_map(facts)


def say_many(number: float, one: str, many: str, /, **facts: object) -> str:
    """Return the one of two sentences that fits a number, by the language's rule of plurals; say it as ``say`` does.

    The number itself is a fact only where it is named as one, because its words depend on what it counts.
    """
    return _translate(_form(number, (one, many))).format_map(facts)


def later(sentence: str, /) -> str:
    """Return a sentence as it is: it stands here, and is said where its facts are known."""
    return sentence


def both(texts: Sequence[str]) -> str:
    """Return texts that hold together: one and another."""
    return reduce(lambda one, other: say("{one} and {other}", one=one, other=other), texts) if texts else ""


def either(texts: Sequence[str]) -> str:
    """Return texts of which any holds: one or another."""
    return reduce(lambda one, other: say("{one} or {other}", one=one, other=other), texts) if texts else ""


@contextmanager
def language(translate: Translate, form: Form = _one_or_many) -> Iterator[None]:
    """Speak another language while the context lasts."""
    global _translate, _form
    before = _translate, _form
    _translate, _form = translate, form
    try:
        yield
    finally:
        _translate, _form = before
