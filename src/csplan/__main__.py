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
    import os

    gc.set_threshold(COLLECT_AFTER)
    # Pydantic would look for plugins in every package that is installed, at each start; csplan needs none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from csplan.cli.app import run

    run()


if __name__ == "__main__":
    main()
