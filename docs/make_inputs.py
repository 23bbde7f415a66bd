"""Writes `src/csplan/figures/keys.py` from the fields of a plan: ``python docs/make_inputs.py``. A test holds it.

The figures import nothing, the engine nothing but them, so what they have to know of a plan's keys is made, like pages.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "src"))

from csplan.inputs.all_bindings import inputs  # noqa: E402 - found only once the path is set

FILE = HERE.parent / "src/csplan/figures/keys.py"
_HEAD = '''\
"""The inputs that keys of a plan state, with unit and meaning: made from the fields by `docs/make_inputs.py`."""

from __future__ import annotations

KEYS: dict[str, dict[str, tuple[str, str]]] = {'''


def text() -> str:
    """Return the module, as it is formatted."""
    lines = [_HEAD]
    for level, rows in inputs().items():
        lines.append(f"    {_quoted(level)}: {{")
        for name, about in rows.items():
            unit, meaning = map(_quoted, about)
            one = f"        {_quoted(name)}: ({unit}, {meaning}),"
            several = [f"        {_quoted(name)}: (", f"            {unit},", f"            {meaning},", "        ),"]
            lines += [one] if len(one) <= _WIDTH else several
        lines.append("    },")
    return "\n".join([*lines, "}\n"])


_WIDTH = 120
"""Characters of a line."""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
