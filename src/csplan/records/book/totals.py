"""What the rows of an account book add up to, segment by segment, a block of rows at a time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

from csplan.records.book.columns import health_of, new_of
from csplan.values.names import folded, is_blank, is_nobody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from csplan.records.book.counted import Counted, Sums

    _Together = tuple[Sequence[str], Sequence[int], Counter[tuple[Any, ...]]]

_TOO_MANY_TEXTS = 1 << 16
_MOST_TOGETHER = 1 << 14
"""Kinds of rows that are counted before their texts are read."""
_FEW = ("csm", "health", "new")
"""Columns of few words."""
_NOBODY = "\n"
"""How what is nobody starts: no name does."""

V = TypeVar("V")


class Known(dict[str, V]):
    """What the texts of a column mean: read when first seen."""

    def __init__(self, read: Callable[[str], V]) -> None:
        """Say how a text is read."""
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> V:
        """Read a text; forget all of them where there are too many."""
        if len(self) >= _TOO_MANY_TEXTS:
            self.clear()
        self[text] = self.read(text)
        return self[text]

    def all(self, texts: Iterable[str]) -> list[V]:
        """Look a column up."""
        return list(map(self.__getitem__, texts))


class Totals:
    """Adds rows to the sums of their segments."""

    def __init__(self, counted: Counted, large: float) -> None:
        """Add to the sums of ``counted``; ``large`` is the ARR from which a customer counts as large."""
        self.counted = counted
        self.large = large
        self._sums = list(counted.sums.values())
        self._arrs = [0.0] * len(self._sums)
        known: dict[str, Known[Any]] = {
            "csm": Known(self._csm),
            "health": Known(health_of()),
            "new": Known(new_of()),
            "renewal_date": Known(str),
        }
        self._known = known
        self._pairs: dict[str, Counter[tuple[int, Any]]] = {name: Counter() for name in known}
        """How often each value of a column stands in each segment."""
        there = [name for name in known if counted.at[name] is not None]
        self._together: list[_Together] = [
            (names, [counted.at[name] or 0 for name in names], Counter())
            for names in ([name for name in there if name in _FEW], [name for name in there if name not in _FEW])
            if names
        ]
        """Columns whose texts are counted together, segment by segment, before any is read."""
        self._nobodies = Known(is_nobody)

    def add(
        self,
        columns: Mapping[int, Sequence[str]],
        arrs: Sequence[float],
        places: Sequence[int],
    ) -> None:
        """Add rows, by their columns; their segments are at ``places``."""
        sums, totals = self._sums, self._arrs
        for place, arr in zip(places, arrs, strict=True):
            totals[place] += arr
        for place, count in Counter(places).items():
            sums[place].customers += count
        for names, ats, counter in self._together:
            counter.update(zip(places, *[columns[at] for at in ats], strict=True))
            if len(counter) > _MOST_TOGETHER:
                self._read(names, counter)
                counter.clear()
                if len(names) > 1:  # so many kinds that each column is better counted by itself
                    apart: list[_Together] = [([name], [at], Counter()) for name, at in zip(names, ats, strict=True)]
                    self._together = [each for each in self._together if each[0] != names] + apart
        at_csm = self.counted.at["csm"]
        if at_csm is not None and max(arrs) >= self.large:
            for csm, place, arr in zip(columns[at_csm], places, arrs, strict=True):
                sums[place].unserved += arr >= self.large and self._nobodies[csm]

    def _read(self, names: Sequence[str], counter: Counter[tuple[Any, ...]]) -> None:
        """Read the texts that were counted."""
        for at, name in enumerate(names, 1):
            pairs, known = self._pairs[name], self._known[name]
            for texts, count in counter.items():
                pairs[texts[0], known[texts[at]]] += count

    def _csm(self, text: str) -> str:
        """Return the CSM that a cell names; where it is nobody, the word for it after the end of a line."""
        if is_nobody(text):
            return _NOBODY if is_blank(text) else f"{_NOBODY}{text.strip()}"
        return self.counted.people.setdefault(folded(text), " ".join(text.split()))

    def finish(self) -> None:
        """Add to each segment what its rows say beside their number."""
        for sums, arr in zip(self._sums, self._arrs, strict=True):
            sums.arr = arr
        for names, _, counter in self._together:
            self._read(names, counter)
        self._add_people()
        for sums, at_risk, count in self._of("health"):
            if isinstance(at_risk, str):
                sums.cannot_read("health", at_risk, count)
            elif at_risk is not None:
                sums.known_health += count
                sums.at_risk += at_risk * count
        for sums, new, count in self._of("new"):
            if isinstance(new, str):
                sums.unknown_new += count
                sums.cannot_read("new", new, count)
            else:
                sums.new += new * count
        for sums, date, count in self._of("renewal_date"):
            sums.dates[date] += count

    def _add_people(self) -> None:
        for sums, csm, count in self._of("csm"):
            if not csm.startswith(_NOBODY):
                sums.held[csm] += count
            elif csm != _NOBODY:
                self.counted.nobody[csm[1:]] += count

    def _of(self, name: str) -> Iterator[tuple[Sums, Any, int]]:
        for (place, value), count in self._pairs[name].items():
            yield self._sums[place], value, count
