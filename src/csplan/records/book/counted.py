"""What is counted while the rows of an account book pass."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csplan.sources.table import Table

KEPT = ("csm", "health", "new", "renewal_date", "since", "opt_out")
"""Columns that are kept for each customer where an answer is about them one by one."""
MOST_WORDS = 1000
"""Words of one kind that are told apart, at most."""


class Sums:
    """What the rows of one segment add up to so far."""

    __slots__ = (
        *("arr", "at_risk", "customers", "dates", "held", "known_health", "new", "unknown", "unknown_new", "unserved"),
    )

    def __init__(self) -> None:
        """Start with nothing."""
        self.customers = self.known_health = self.at_risk = self.new = self.unserved = self.unknown_new = 0
        self.arr = 0.0
        self.held: defaultdict[str, int] = defaultdict(int)
        self.dates: defaultdict[str, int] = defaultdict(int)
        self.unknown: dict[str, Counter[str]] = {"health": Counter(), "new": Counter()}
        """Cells of optional columns that say nothing that csplan knows, by column."""

    def cannot_read(self, column: str, word: str, count: int) -> None:
        """Count cells of an optional column that say nothing that csplan knows."""
        if word:
            self.unknown[column][word] += count


class Group:
    """Customers that are in no segment, or in several: the first of them by name, and how many."""

    __slots__ = ("arr", "count", "named", "words")

    def __init__(self) -> None:
        """Start with nobody."""
        self.count, self.arr = 0, 0.0
        self.named: list[str] = []
        self.words: Counter[str] = Counter()
        """What their rows say where a segment is meant."""

    def add(self, customer: str, arr: float, word: str = "") -> None:
        """Count one more."""
        self.count += 1
        self.arr += arr
        if len(self.named) < 10:  # noqa: PLR2004 - more would only fill the screen
            self.named.append(customer)
        if word and (word in self.words or len(self.words) < MOST_WORDS):
            self.words[word] += 1

    def remove(self, customer: str, arr: float) -> None:
        """Count one less."""
        self.count -= 1
        self.arr -= arr
        self.named = [name for name in self.named if name != customer]


class Counted:
    """What one pass over the book gave."""

    def __init__(self, table: Table, at: dict[str, int | None], segments: Iterable[str]) -> None:
        """Start with nothing."""
        self.table = table
        self.at = at
        self.sums = {name: Sums() for name in segments}
        self.unclaimed = Group()
        self.contested = Group()
        self.customers: dict[str, None] = {}
        """Customers, each once, in their order."""
        self.places = array("i")
        """The index of the segment of each customer; -1 where no segment or more than one claims it."""
        self.arrs = array("d")
        self.cells: dict[str, list[str]] = {}
        """What stands in columns that are kept for each customer, and the ARR; nothing where none is kept."""
        self.may_be_alike = False
        """Whether the name of any customer is all in capitals, or has none, or is written oddly: others may differ from
        it in that alone."""
        self.repeated = Group()
        """Rows of customers that stand in the table before."""
        self.most = 0.0
        """The largest ARR of a customer."""
        self.people: dict[str, str] = {}
        """CSMs by what they are told apart by, as first written."""
        self.nobody: Counter[str] = Counter()
        """Words that stand for nobody where a CSM is named."""
        self.gone: Counter[str] = Counter()
        """What the rows of customers say who are none any more, or none yet."""
        self.gone_arr = 0.0
        self.like_totals: list[str] = []
        """Customers that are named like totals of rows that they do not add up."""
        self.last_is_total = ""
        """The last customer, where it is as large as all others together and nothing else tells what it is."""

    def keep(self, columns: Mapping[str, int]) -> None:
        """Keep what the rows say in these columns, beside customer, segment and ARR."""
        self.cells = {name: [] for name in columns}

    def forget_last(self) -> None:
        """Forget the customer that was added last."""
        self.customers.popitem()
        if self.arrs:
            self.arrs.pop()
            for cells in self.cells.values():
                cells.pop()
