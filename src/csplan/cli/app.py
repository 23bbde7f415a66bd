"""The command line: which commands there are, each imported when it is called."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

# Typer reads this when it is imported: plain help appears in half the time.
os.environ.setdefault("TYPER_USE_RICH", "0")

import typer
from typer.core import TyperGroup

from csplan.cli.complete import ASKED, quote_for_shells
from csplan.cli.streams import COULD_NOT, behind, leave, open_streams
from csplan.lang.say import say
from csplan.render.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator


HELP = {"help_option_names": ["-h", "--help"]}


class Entry(NamedTuple):
    """One command: its group in the help, its one line there; its module and function are named as it is."""

    group: str
    help: str


INTERRUPTED, SIGNALLED = 130, 128
"""Exit codes as shells report them: for SIGINT, and what the number of any signal is added to."""

COMMANDS = {
    "init": Entry("Plan", "Write a starter plan that runs as it is."),
    "validate": Entry("Plan", "Check a plan: is it right, and does it still agree with the record?"),
    "schema": Entry("Plan", "Print the JSON Schema with which editors check a plan."),
    "rules": Entry("Plan", "Show the rule packs, each number with its source."),
    "headcount": Entry("Calculate", "Say how many CSMs you need, team by team and in all, and why."),
    "cost-floor": Entry("Calculate", "Say how many customers a CSM must serve to be paid for."),
    "ceiling": Entry("Calculate", "Say how many customers a CSM can serve in the hours there are."),
    "timelog": Entry("Calculate", "Say where the time goes, how sure that is, and how busy people are."),
    "health": Entry("Calculate", "Say how customers are: who moved, who left, what goes with renewing."),
    "pay": Entry("Calculate", "Say what CSMs are paid for, which structure fits, and what it costs."),
    "value": Entry("Calculate", "Say what the team is credited with, and what it really added."),
    "scorecard": Entry("Calculate", "Say how each CSM works, what renewals say of it, and what teams are for."),
    "hire": Entry("Calculate", "Say whom to hire when, month by month, and when to open each position."),
    "assign": Entry("Calculate", "Say who should have which account, and how even books are today."),
    "explain": Entry("Explore", "Show where a number comes from, down to the line of the plan."),
    "options": Entry("Explore", "Compare ways out of a gap: share, hire, automate, pool, raise the price."),
    "diff": Entry("Explore", "Show what changed between two plans, in work, people and money."),
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
        from csplan.cli.arguments import flat

        name = cmd_name.replace("-", "_")
        app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=HELP)
        app.command(cmd_name)(flat(getattr(import_module(f"csplan.cli.{name}"), name)))
        return typer.main.get_command(app)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """Return the command that the arguments name."""
        if args[0] not in COMMANDS:
            import shlex

            from csplan.findings.diagnostic import did_you_mean, quoted

            if os.path.exists(args[0]) or args[0].lower().endswith((".yaml", ".yml")):  # noqa: PTH110 - pathlib is slow
                ctx.fail(
                    say(
                        "{plan} comes behind a command: csplan headcount {typed}",
                        plan=quoted(args[0]),
                        typed=shlex.quote(args[0]),
                    )
                )
            facts = {"name": quoted(args[0]), "near": did_you_mean(args[0], COMMANDS)}
            if not facts["near"]:
                ctx.fail(say("no command is named {name}", **facts))
            ctx.fail(say("no command is named {name}: {near}", **facts))
        if args[0] == "diff" and "--" in args:
            # The parser takes the first one away, and diff has to know what stands before it and what after.
            args = [*args[: args.index("--")], "--", *args[args.index("--") :]]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """Write the commands in their groups."""
        for group in dict.fromkeys(entry.group for entry in COMMANDS.values()):
            with formatter.section(group):
                formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items() if entry.group == group])


app = typer.Typer(cls=LazyGroup, no_args_is_help=True, rich_markup_mode=None, context_settings=HELP)


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
    open_streams()
    code: object = 0
    try:
        with _ended_by_signals():
            _errors_on_one_line()
            if ASKED in os.environ:
                quote_for_shells()
                sys.stdout = behind(sys.stdout)
            app(prog_name="csplan")  # whoever starts it, and however
    except SystemExit as leaving:
        code = leaving.code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as error:
        sys.stderr.write(f"csplan: {error.strerror or error}\n")
        code = COULD_NOT
    except BaseException as defect:  # noqa: BLE001 - the last line of defence: no traceback for users
        code = _report_defect(defect)
    leave(code if isinstance(code, int) else int(code is not None))


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let signals that end the process end it as errors do: what is temporary is removed first."""

    def end(number: int, _: object) -> None:
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(SIGNALLED + number)

    before = {
        number: handler
        for name in ("SIGTERM", "SIGHUP", "SIGINT")
        if threading.current_thread() is threading.main_thread()
        and (number := getattr(signal, name, None)) is not None
        and (handler := signal.getsignal(number)) in {signal.SIG_DFL, signal.default_int_handler}
    }
    for each in before:
        signal.signal(each, end)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _errors_on_one_line() -> None:
    """Have mistakes in how a command is called told on one line, whatever was typed."""
    usage: Any = typer.BadParameter.__mro__[1]  # typer gives no name to what all of them are
    if hasattr(usage, "csplan_show"):
        return
    usage.csplan_show = usage.show

    def show(error: Any, file: Any = None) -> None:  # noqa: ANN401 - typer's
        message = one_line(error.format_message())
        error.format_message = lambda: message
        error.csplan_show(file)

    usage.show = show


def _report_defect(defect: BaseException) -> int:
    import traceback

    last = traceback.extract_tb(defect.__traceback__)[-1]
    what = one_line(f"{type(defect).__name__}: {defect}")
    text = say(
        "csplan: this is a defect of csplan, not of your plan: {what}\n"
        "  in {file}, line {line}; please report it with the command and the plan",
        what=what,
        file=os.path.basename(last.filename),  # noqa: PTH119
        line=last.lineno,
    )
    sys.stderr.write(f"{text}\n")
    return 3
