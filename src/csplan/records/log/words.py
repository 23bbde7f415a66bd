"""What the texts of a time log mean: words for what is no work; and each text is read once and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from csplan.values import Unreadable
from csplan.values.columns import say_the_same

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

K = TypeVar("K")
V = TypeVar("V")

_MOST_TEXTS = 1 << 16
"""Texts of one kind that are remembered at once."""

_YES = frozenset(
    (
        *(
            "true",
            "yes",
            "y",
            "1",
            "on",
            "x",
            "ja",
            "wahr",
            "ein",
            "aan",
            "vero",
            "sì",
            "vrai",
            "oui",
            "sí",
            "si",
            "verdadero",
            "sim",
        ),
        *("verdadeiro", "waar", "是", "да"),
    )
)
_BREAKS = ("break", "breaks", "pause", "pausen", "pausa", "pausas", "descanso", "descansos", "pauze", "休息", "перерыв")
_NO_WORK = dict.fromkeys(_BREAKS, "break") | {"cancelled": "cancelled", "canceled": "cancelled", "free": "free"}
_NO_WORK |= {
    "away": "away",
    "frei": "free",
    "libre": "free",
    "disponible": "free",
    "out of office": "away",
    "abwesend": "away",
}
"""What a type of entries says that are no work, in lower case, with what they are."""

_SHOWN = {"0": "free", "3": "free"} | _NO_WORK
"""What a calendar shows the time of an event as that is no work; Outlook numbers it."""

REASONS: Mapping[str, Mapping[str, str]] = {
    "type": _NO_WORK,
    "show_as": _SHOWN,
    "all_day": dict.fromkeys(_YES, "all-day"),
}
"""Columns that tell what is no work, with what their cells say, in lower case."""


def reason(column: str, text: str) -> str:
    """Return why an entry is no work by a cell; nothing where it is."""
    return REASONS[column].get(text.strip().casefold(), "")


class Remembered(dict[K, V], Generic[K, V]):
    """What texts mean: read when first seen, then looked up. Forgets all where it grows too large."""

    def __init__(self, read: Callable[[K], V], bad: V) -> None:
        """Say how a text is read, and what stands for one that can't be."""
        super().__init__()
        self.read = read
        self.bad = bad
        self.why: dict[K, str] = {}
        """Why texts can't be read."""

    def __missing__(self, text: K) -> V:
        """Read a text."""
        try:
            value = self.read(text)
        except Unreadable as error:
            value = self.bad
            self.why[text] = error.message
        self[text] = value
        return value

    def all(self, texts: Sequence[K]) -> list[V]:
        """Look a column up."""
        if len(self) >= _MOST_TEXTS:
            self.clear()
            self.why.clear()
        if say_the_same(texts):
            return [self[texts[0]]] * len(texts)
        return list(map(self.__getitem__, texts))

    def wrong_in(self, values: Sequence[V]) -> list[int]:
        """Return the rows whose text, just looked up, can't be read."""
        bad = self.bad
        return [row for row, value in enumerate(values) if value == bad] if self.why and bad in values else []
