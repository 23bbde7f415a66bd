"""What one process keeps from command to command, where a new one would make it again: most of the time (measured)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Self

from typer import main

from csplan.cli.app import LazyGroup
from csplan.loader import packs, plan, rules
from csplan.studies.assign import curve, search

if TYPE_CHECKING:
    from csplan.loader.plan import Loaded


EFFORT = 2
"""How often an assignment is looked for where it is usually looked for many times: in other ways, not by other code."""


class Warm:
    """Commands are made once, shipped rule packs read once, and a plan once for each way to read it until forgotten.

    As long as plans are kept, little effort goes into looking for assignments.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self.plans: dict[str, Loaded] = {}
        self.keeps = True

    @property
    def refused(self) -> bool:
        """Whether every plan that was read since the last one was forgotten can't be used."""
        return bool(self.plans) and not any(each.plan for each in self.plans.values())

    def __enter__(self) -> Self:
        """Take the places of what makes and reads them."""
        self.before = main.get_command, LazyGroup.get_command, rules.shipped, plan.load_all
        made = cache(lambda name: self.before[1](None, None, name))  # type: ignore[arg-type]
        main.get_command = cache(self.before[0])
        LazyGroup.get_command = lambda _, __, name: made(name)  # type: ignore[method-assign, assignment]
        packs.shipped = cache(rules.shipped)  # type: ignore[attr-defined]
        plan.load_all = self._load_all
        self.efforts = search.KICKS, curve.TIMES
        return self

    def __exit__(self, *_: object) -> None:
        """Give their places back."""
        main.get_command, LazyGroup.get_command, packs.shipped, plan.load_all = self.before  # type: ignore[attr-defined, method-assign]
        search.KICKS, curve.TIMES = self.efforts

    def forget(self, *, keeps: bool) -> None:
        """Read plans anew from now on; ``keeps``: each once, as their files stay as they are."""
        self.plans.clear()
        self.keeps = keeps
        search.KICKS, curve.TIMES = (EFFORT, EFFORT) if keeps else self.efforts

    def _load_all(self, path: Any, **options: Any) -> Loaded:
        key = repr((path, sorted(options.items())))
        if not self.keeps or key not in self.plans:
            self.plans[key] = self.before[3](path, **options)
        return self.plans[key]
