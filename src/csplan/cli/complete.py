"""What a shell completes: figures, and the names that a plan has. Imports what it needs when a shell asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def figures(incomplete: str) -> list[str]:
    """Return the figures and inputs that begin like this."""
    from csplan.answers.explain.asked import known_names

    return _beginning(incomplete, known_names())


def names_of(option: str) -> Callable[[typer.Context, str], list[str]]:
    """Return what completes the name that an option takes: of a segment, a team, a task (of whatever segment)."""

    def names(ctx: typer.Context, incomplete: str) -> list[str]:
        from csplan.answers.explain.asked import levels_of, names_for
        from csplan.loader.plan import load_all

        # Behind an option that has no value yet, arguments are not sorted out.
        words = (ctx.params.get("plan"), *ctx.args)
        first = next((word for word in words if word and not levels_of(word)), "csplan.yaml")
        plan = load_all(first).plan
        return [] if plan is None else _beginning(incomplete, names_for(plan, option))

    return names


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    """Return the names that begin like this; none that nobody can type."""
    return [name for name in names if name.startswith(incomplete) and name.isprintable()]


# --- what shells are told --------------------------------------------------------------------------------------------
#
# Typer's own answers are code in which names stand half quoted: zsh evaluates what it is told, twice, and bash and
# PowerShell put it on the command line as it is. So the answers for these are made here. Fish quotes by itself.

ASKED = "_CSPLAN_COMPLETE"
"""The variable by which a shell asks what completes a word."""


def quote_for_shells() -> None:
    """Have every shell be told names as text that it can't take for anything else."""
    from typer import _completion_classes as shells

    def zsh(asked: Any) -> str:  # noqa: ANN401 - typer's own
        args, incomplete = asked.get_completion_args()
        after_equals = incomplete.startswith("--") and "=" in incomplete
        return _for_zsh([(each.value, each.help) for each in asked.get_completions(args, incomplete)], after_equals)

    def bash(_: Any, item: Any) -> str:  # noqa: ANN401
        return for_bash(item.value)

    def power_shell(_: Any, item: Any) -> str:  # noqa: ANN401
        return f"{for_power_shell(item.value)}:::{item.help or ' '}"

    for shell, method, ours in (
        ("ZshComplete", "complete", zsh),
        ("BashComplete", "format_completion", bash),
        ("PowerShellComplete", "format_completion", power_shell),
    ):
        original = getattr(shells, shell)
        getattr(original, method)  # fails where a typer to come has another way: better no completion than this one
        setattr(original, method, ours)


def _for_zsh(found: list[tuple[str, str | None]], after_equals: bool) -> str:
    """Return the commands that zsh evaluates: names are offered as they are, with their help where they have any."""
    if not found:
        return "_files"
    if any(text for _, text in found):
        items = (f"{value}:{text or value}" for value, text in found)
        return f"local -a csplan; csplan=({' '.join(map(for_zsh, items))}); _describe csplan csplan"
    start = "compset -P 1 '*='; " if after_equals else ""
    return f"{start}compadd -- {' '.join(for_zsh(value) for value, _ in found)}"


def for_zsh(text: str) -> str:
    """Return text as a word of zsh: all but ASCII letters and digits by the bytes it has."""
    return "$'" + "".join(char if char.isalnum() and char.isascii() else _bytes(char) for char in text) + "'"


def _bytes(char: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in char.encode(errors="replace"))


def for_bash(text: str) -> str:
    """Return text as a word of bash: what means something to it has a backslash before it."""
    return re.sub(r"([^\w@%+=:,./-])", r"\\\1", text)


def for_power_shell(text: str) -> str:
    """Return text as a word of PowerShell, where curly quotes are quotes too."""
    if re.fullmatch(r"[\w./-]+", text):
        return text
    quoted = re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", text).replace(":::", ": : :")
    return f"'{quoted}'"
