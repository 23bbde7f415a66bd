"""The command line: which commands there are, each imported when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Annotated, Any, NamedTuple

# Typer reads this when it is imported: plain help appears in half the time.
os.environ.setdefault("TYPER_USE_RICH", "0")

import typer
from typer.core import TyperGroup


class Entry(NamedTuple):
    """One command: its group in the help, its one line there; its module and function are named as it is."""

    group: str
    help: str


INTERRUPTED, PIPE_CLOSED = 130, 141
"""Exit codes as shells report them for SIGINT and SIGPIPE."""

COMMANDS = {
    "init": Entry("Plan", "Write a starter plan from a rule pack, ready to run."),
    "validate": Entry("Plan", "Is the plan right, in every file, and does it still agree with the record?"),
    "schema": Entry("Plan", "Print the JSON Schema that editors complete and check with."),
    "rules": Entry("Plan", "Show the rule packs, each number with its source."),
    "headcount": Entry("Calculate", "How many CSMs each segment and team needs, why, and against today."),
    "cost-floor": Entry("Calculate", "How many customers a CSM must serve for the margin to hold."),
    "ceiling": Entry("Calculate", "How many customers one CSM can serve in the hours there are."),
    "timelog": Entry("Calculate", "Where the time goes, how sure that is, how saturated the team is."),
    "explain": Entry("Explore", "Where a figure comes from, down to the line in the plan or the source of the rule."),
    "options": Entry("Explore", "Hire, automate, re-tier, pool, raise price, do nothing: each priced alike."),
    "diff": Entry("Explore", "What changed between two plans, in heads and money, and which change causes it."),
}
"""All commands, in the order of the help."""


class LazyGroup(TyperGroup):
    """Commands that are imported when they are called; the help needs none of them."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's context is its own
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Return one command, or None."""
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name)(getattr(import_module(f"csplan.cli.{name}"), name))
        return typer.main.get_command(app)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Return the command that the arguments name."""
        if args[0] not in COMMANDS:
            from csplan.diagnostics import did_you_mean, quoted

            ctx.fail(f"no command is named {quoted(args[0])}: {did_you_mean(args[0], COMMANDS)}".rstrip(": "))
        if args[0] == "diff" and "--" in args:
            # The parser takes the first one away, and diff has to know what stands before it and what after.
            args = [*args[: args.index("--")], "--", *args[args.index("--") :]]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """Write the commands in their groups."""
        for group in dict.fromkeys(entry.group for entry in COMMANDS.values()):
            with formatter.section(group):
                formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items() if entry.group == group])


app = typer.Typer(cls=LazyGroup, no_args_is_help=True, rich_markup_mode=None)


def _version(value: bool) -> None:
    if value:
        from csplan import __version__

        typer.echo(f"csplan {__version__}")
        raise typer.Exit


@app.callback()
def csplan(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Tell how many customers one CSM should serve, and so how many CSMs we need.

    Cost sets the floor of customers per CSM, time and efficiency set the ceiling, and the ARR rule says what comparable
    companies do: csplan computes all three for each customer segment and says where they contradict.
    """


def run() -> None:
    """Run the command that the arguments name, and leave without the interpreter's slow goodbye."""
    for stream in (sys.stdout, sys.stderr):
        # UTF-8 whatever the locale says, so that names in Chinese are neither lost nor a reason to crash.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    code: object = 0
    try:
        app(prog_name="csplan")  # whoever starts it, and however
    except SystemExit as leaving:
        code = leaving.code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as error:
        sys.stderr.write(f"csplan: {error.strerror or error}\n")
        code = 2
    except BaseException as defect:  # noqa: BLE001 - the last line of defence: no traceback for users
        code = _report_defect(defect)
    _leave(code if isinstance(code, int) else int(code is not None))


def _report_defect(defect: BaseException) -> int:
    import traceback

    last = traceback.extract_tb(defect.__traceback__)[-1]
    sys.stderr.write(
        f"csplan: this is a defect of csplan, not of your plan: {type(defect).__name__}: {defect}\n"
        f"  in {os.path.basename(last.filename)}, line {last.lineno}; please report it with the command and the plan\n"  # noqa: PTH119
    )
    return 3


def _leave(code: int) -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader had enough, such as `head`.
        code = code or PIPE_CLOSED
    except OSError as error:
        sys.stderr.write(f"csplan: the result can't be written: {error.strerror}\n")
        code = code or 2
    sys.stderr.flush()
    if os.environ.get("CSPLAN_SLOW_EXIT"):
        sys.exit(code)
    # Tearing down the interpreter costs as much as a fifth of the whole run; there is nothing left to save.
    os._exit(code)
