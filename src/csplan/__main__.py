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

    Told so by its variable, it would still import thirty modules to read the packages with. So what looks for plugins
    is replaced, for as long as nothing else of it is asked for.
    """
    import os
    from importlib import import_module
    from types import ModuleType

    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    name = "pydantic.plugin._loader"
    loader = ModuleType(name)

    def of_pydantic(asked: str) -> object:
        if asked.startswith("__"):
            raise AttributeError(asked)
        del sys.modules[name]
        return getattr(import_module(name), asked)

    loader.get_plugins = tuple  # type: ignore[attr-defined]
    loader.__getattr__ = of_pydantic  # type: ignore[method-assign]
    sys.modules.setdefault(name, loader)


if __name__ == "__main__":
    main()
