"""What an operation is: one function with three lives, on plain numbers, on arrays, on traced cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Form = TypeVar("Form", bound=Callable[..., object])

TOLERANCE: Final = 1e-9
"""Relative differences below this come from floating point, not from the plan: 21 / (1 - 0.3) is 30 people."""

PLAIN = frozenset((float, int, bool, str, dict, tuple, type(None)))
"""Types of values that are neither arrays nor cells; a dict has what is by name, a tuple what is by month."""


class Recording(Protocol):
    """A value that writes down what is done to it: a traced cell."""

    def record(self, operation: Operation, values: Sequence[Any]) -> Any:
        """Apply the operation to values of which some record."""


class Operation:
    """One operation with its three lives: on plain numbers, on arrays, on traced cells."""

    def __init__(self, on_numbers: Callable[..., object], on_arrays: Callable[..., object]) -> None:
        """Join the form for plain numbers with the one for arrays, which gets numpy as its first argument."""
        self.name = on_numbers.__name__
        self.__doc__ = on_numbers.__doc__
        self._on_numbers = on_numbers
        self._on_arrays = on_arrays

    def __call__(self, *values: Any) -> Any:
        """Apply the form that fits the values."""
        for value in values:
            if type(value) not in PLAIN:
                if hasattr(value, "record"):
                    return cast("Recording", value).record(self, values)
                import numpy as np  # costs more than a whole command; only arrays need it

                return self._on_arrays(np, *values)
        return self._on_numbers(*values)


def known_of(values: Iterable[Any]) -> list[Any]:
    """Return the values that exist."""
    return [value for value in values if value is not None]


def operation(on_arrays: Callable[..., object]) -> Callable[[Form], Form]:
    """Make an operation of its form for plain numbers, which is decorated, and of the one for arrays."""

    def join(on_numbers: Form) -> Form:
        return cast("Form", Operation(on_numbers, on_arrays))

    return join
