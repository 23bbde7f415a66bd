"""Runs csplan from the command line: ``csplan`` or ``python -m csplan``."""

from __future__ import annotations

import sys


def main() -> None:
    """Answer `--version` at once; start the rest without the garbage collector, which a short run never needs."""
    if sys.argv[1:] == ["--version"]:
        from csplan import __version__

        sys.stdout.write(f"csplan {__version__}\n")
        return
    import gc

    gc.disable()
    from csplan.cli.app import run

    run()


if __name__ == "__main__":
    main()
