"""Runs csplan from the command line: ``csplan`` or ``python -m csplan``."""

from __future__ import annotations

import sys

COLLECT_AFTER = 300_000
"""Objects after which the garbage collector looks: many copies of many teams would fill the memory without it."""


def main() -> None:
    """Answer `--version` at once; start the rest with a garbage collector that a short run never hears of."""
    if sys.argv[1:] == ["--version"]:
        from csplan import __version__
        from csplan.cli.streams import leave, open_streams

        open_streams()
        code: object = 0
        try:
            sys.stdout.write(f"csplan {__version__}\n")
        except SystemExit as lost:
            code = lost.code
        leave(code if isinstance(code, int) else 1)
    import gc

    gc.set_threshold(COLLECT_AFTER)
    _without_plugins()
    from csplan.cli.app import run

    run()


def _without_plugins() -> None:
    """Spare pydantic its search for plugins in every package that is installed: csplan needs none.

    Told so by its variable, it would still import thirty modules to read the packages with.
    """
    from types import ModuleType

    loader = ModuleType("pydantic.plugin._loader")
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(loader.__name__, loader)


if __name__ == "__main__":
    main()
