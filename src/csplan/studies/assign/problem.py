"""Accounts and people of one team as numbers: what is to be shared out, who may have what, and what has to stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from csplan.figures.fair import deviation, fair_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    Array = Any  # numpy is not imported where nothing is computed

NOBODY = -1
"""Who has an account that nobody has, or somebody who is not there any more."""
EPSILON = 1e-9
NOT_BETTER = -1e-12
"""A change of the sum of squares that is none."""


LimitName = Literal["max_customers", "max_customers_per_csm", "arr_cap"]


class Limit(NamedTuple):
    """What each person may hold at most, of customers or of ARR."""

    name: LimitName
    size: Array
    """What each account counts."""
    most: Array
    """What each person may hold; infinite for whom it does not limit."""
    amounts: bool = True
    """Whether these are customers or ARR; else, where segments differ, parts of what one may hold."""

    def parts(self) -> Array:
        """Return what each account takes of what each person may hold, which is 1."""
        return self.size[:, None] / self.most[None, :]


@dataclass(frozen=True, slots=True)
class Problem:
    """Accounts by row, people by column, measures such as ARR and hours by layer.

    ``size`` is what an account counts in each measure, ``fair`` each person's share of the whole by capacity. ``able``
    says who may have what, ``today`` who has it.
    """

    accounts: Sequence[str]
    people: Sequence[str]
    size: Array
    fair: Array
    able: Array
    kept: Array
    """Accounts that stay where they are: with somebody."""
    today: Array
    limits: Sequence[Limit] = ()

    @property
    def shape(self) -> tuple[int, int]:
        """How many accounts and people there are."""
        return self.size.shape[0], self.fair.shape[0]

    def loads(self, owner: Array) -> Array:
        """Return what each person has in each measure."""
        import numpy as np

        _, people = self.shape
        there = owner >= 0
        measures = range(self.size.shape[1])
        sums = [np.bincount(owner[there], weights=self.size[there, at], minlength=people) for at in measures]
        return np.stack(sums, axis=1)

    def used(self, owner: Array) -> list[Array]:
        """Return how much of each limit everybody has used."""
        import numpy as np

        _, people = self.shape
        [at] = np.nonzero(owner >= 0)
        return [np.bincount(owner[at], weights=each.size[at], minlength=people) / each.most for each in self.limits]

    def stays(self) -> Array:
        """Return the accounts that are with somebody and stay there: what is kept, and what nobody may have."""
        return (self.kept | ~self.able.any(axis=1)) & (self.today != NOBODY)

    def deviations(self, owner: Array) -> Array:
        """Return how far everybody is from their share in each measure: 0.1 is 10% above it."""
        return deviation(self.loads(owner), self.fair)

    def worst(self, owner: Array) -> float:
        """Return how far the one is who is furthest from their share."""
        return float(abs(self.deviations(owner)).max())

    def must_leave(self) -> Array:
        """Return the accounts that can't stay: nobody's, of somebody who left, with somebody who may not have them."""
        import numpy as np

        unable = ~self.able[np.arange(len(self.today)), self.today] & self.able.any(axis=1)
        return (self.today == NOBODY) | (unable & ~self.kept)

    def moved(self, owner: Array) -> int:
        """Return how many accounts are with another than today."""
        return int((owner != self.today).sum())


def fair_shares(total: Array, capacity: Array) -> Array:
    """Return each person's share of the whole by capacity, in each measure."""
    return fair_share(total[None, :], capacity[:, None], capacity.sum())
