"""Tables that another program changes while they are read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from csplan.sources import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random


class Changing:
    """Tables that change while they are read, one in so many; for as long as this lasts."""

    def __init__(self, random: Random) -> None:
        """Know how to choose."""
        self.random = random
        self.share = 0.0

    def __enter__(self) -> Self:
        """Take the place of the readers of rows."""
        self.before = table.Table.rows, table.Table.blocks
        table.Table.rows = self._interrupted(table.Table.rows)  # type: ignore[method-assign]
        table.Table.blocks = self._interrupted(table.Table.blocks)  # type: ignore[method-assign]
        return self

    def _interrupted(self, read: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        def rows(*arguments: Any) -> Iterator[Any]:
            at = self.random.choice((0, 0, 1, 5)) if self.random.random() < self.share else -1
            for number, row in enumerate(read(*arguments)):
                if number == at:
                    self.change()
                yield row

        return rows

    def __exit__(self, *_: object) -> None:
        """Give its place back."""
        table.Table.rows, table.Table.blocks = self.before  # type: ignore[method-assign]

    def change(self) -> None:
        """Change every table that is there."""
        for path in Path("a").glob("*.csv"):
            how = self.random.randrange(4)
            if how == 0:
                os.truncate(path, self.random.randrange(path.stat().st_size + 1))
            elif how == 1:
                path.write_bytes(b"\xff" * 9 + path.read_bytes())
            elif how == 2:
                path.unlink()
            else:
                path.write_bytes(path.read_bytes() + b"x,y,1\n")
