"""Imports point one way: who may import whom, read from the source itself.

Imports inside functions count, and so do imports by a literal name (`import_module("csplan.loader")`).
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[1] / "src" / "csplan"
FILES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))

PAGE = SOURCE.parents[1] / "docs" / "architecture.md"


def rooms_of(page: str) -> dict[str, set[str]]:
    """Read who may import whom from the table of rooms: a room is a folder right under csplan."""
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ?([^|]*)\|$", page, re.MULTILINE)
    return {room: set(re.findall(r"\w+", others)) for room, others in rows}


ROOMS = rooms_of(PAGE.read_text(encoding="utf-8"))

# Packages from outside, each with the places that may import it: rooms, or single files of one.
PACKAGES: dict[str, set[str]] = {
    "numpy": {"engine", "figures/operation.py", "inputs", "measure", "studies"},
    "pydantic": {"plan", "loader", "schema", "records"},
    "pydantic_core": {"plan", "loader", "records"},
    "rich": {"render", "cli"},
    "typer": {"cli"},
    "icalendar": {"sources/calendars.py"},
    "recurring_ical_events": {"sources/calendars.py"},
    "yaml": {"sources", "records/log/sources.py"},
    "python_calamine": {"sources/workbooks.py"},
}

# Costs as much to import as all the others together, so never while a module loads.
ONLY_IN_FUNCTIONS = {"numpy", "python_calamine"}

# Who may write to the user's terminal.
MAY_PRINT = {"cli", "__main__"}


@dataclass(frozen=True)
class Import:
    """One imported name, where it stands, and whether loading the module runs it."""

    name: str
    line: int
    at_load: bool


def test_rooms_allow_no_circle() -> None:
    TopologicalSorter(ROOMS).prepare()


def test_no_file_imports_itself_by_way_of_others() -> None:
    """Imports for types count: who has to read the other file to understand this one."""
    TopologicalSorter({file: files_of(file, (SOURCE / file).read_text(encoding="utf-8")) for file in FILES}).prepare()


def test_a_circle_is_found() -> None:
    files = ["values/read.py", "values/show.py"]
    sources = ["from csplan.values import show", "if TYPE_CHECKING:\n    from csplan.values.read import read"]
    graph = {file: files_of(file, source) for file, source in zip(files, sources, strict=True)}
    with pytest.raises(CycleError):
        TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("file", FILES)
def test_imports_point_one_way(file: str) -> None:
    assert complaints(file, (SOURCE / file).read_text(encoding="utf-8")) == []


def test_there_is_something_to_walk() -> None:
    assert "__init__.py" in FILES
    assert {room_of(file) for file in FILES} == ROOMS.keys()
    assert ROOMS["figures"] == set()
    assert ROOMS["engine"] == {"figures"}


@pytest.mark.parametrize(
    ("file", "source", "complaint"),
    [
        ("values/read.py", "import csplan.plan", "values may not import plan"),
        ("engine/order.py", "from csplan.answers.headcount import build", "engine may not import answers"),
        ("engine/order.py", "from csplan import answers", "engine may not import answers"),
        ("engine/order.py", "from csplan import loader as quiet", "engine may not import loader"),
        ("engine/order.py", "from ..answers import headcount", "engine may not import answers"),
        ("engine/__init__.py", "from ..cli import main", "engine may not import cli"),
        ("engine/deep/er.py", "from ...plan import Plan", "engine may not import plan"),
        ("plan/roles.py", "from csplan import __version__", "plan may not import __init__"),
        ("plan/roles.py", "import csplan", "plan may not import __init__"),
        ("figures/cost.py", "def f():\n    from csplan.plan import Plan", "figures may not import plan"),
        ("figures/cost.py", "def f():\n    import numpy as np", "numpy does not belong here"),
        ("figures/cost.py", "def f():\n    from numpy import linalg", "numpy does not belong here"),
        ("figures/operation.py", "import numpy", "numpy is imported while the module loads"),
        ("engine/arrays.py", "class A:\n    import numpy.linalg", "numpy is imported while the module loads"),
        ("engine/arrays.py", "try:\n    import numpy\nfinally:\n    pass", "numpy is imported while the module loads"),
        ("answers/headcount/answer.py", "from rich.table import Table", "rich does not belong here"),
        ("__main__.py", "import typer", "typer does not belong here"),
        ("plan/roles.py", "import yaml", "yaml does not belong here"),
        ("loader/book.py", "import pandas", "pandas is not a dependency"),
        ("plan/roles.py", "import_module('csplan.loader')", "plan may not import loader"),
        ("plan/roles.py", "importlib.import_module('yaml.events')", "yaml does not belong here"),
        ("plan/roles.py", "__import__('csplan.loader')", "plan may not import loader"),
        ("loader/book.py", "from csplan.attic import box", "csplan.attic is no room"),
        ("attic/box.py", "import math", "attic is no room"),
        ("attic.py", "", "attic is no room"),
        ("answers/headcount/answer.py", "print('done')", "answers may not print"),
        ("loader/book.py", "import sys\nsys.stderr.write('oops')", "loader may not print"),
        ("loader/book.py", "from sys import stdout", "loader may not print"),
    ],
)
def test_a_wrong_import_is_found(file: str, source: str, complaint: str) -> None:
    [found] = complaints(file, source)
    assert found.startswith(file)
    assert found.endswith(f": {complaint}")


def test_a_complaint_names_the_line() -> None:
    assert complaints("values/read.py", "\nimport yaml\n") == ["values/read.py:2: yaml does not belong here"]


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("engine/arrays.py", "def f():\n    import numpy as np"),
        ("engine/arrays.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import numpy as np"),
        ("engine/order.py", "from csplan.engine.trace import Cell\nfrom . import trace\nfrom .trace import Cell"),
        ("engine/__init__.py", "from .trace import Cell\nfrom ..figures import arr"),
        ("cli/app.py", "import sys\nimport typer\nfrom csplan import __version__\nprint(1, file=sys.stderr)"),
        ("__init__.py", "from .loader.plan import load\nfrom csplan.answers.headcount import answer"),
        ("__main__.py", "def main():\n    from csplan.cli import app"),
    ],
)
def test_a_right_import_passes(file: str, source: str) -> None:
    assert complaints(file, source) == []


def test_the_api_computes_without_typer_rich_and_numpy() -> None:
    example = SOURCE.parents[1] / "examples" / "acme-usd"
    code = f"""
import csplan, sys
csplan.headcount(csplan.load({str(example)!r}))
print({{"typer", "rich", "numpy"}}.intersection(sys.modules))
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "set()\n"


def complaints(file: str, source: str) -> list[str]:
    """Say what is wrong with the imports and the printing of one file, one line each."""
    room = room_of(file)
    if room not in ROOMS:
        return [f"{file}: {room} is no room"]
    tree = ast.parse(source)
    found = [(found.line, text) for found in imports(tree, file) if (text := wrong_import(found, room, file))]
    if room not in MAY_PRINT:
        found += [(line, f"{room} may not print") for line in prints(tree)]
    return [f"{file}:{line}: {text}" for line, text in found]


def room_of(file: str) -> str:
    return file.split("/", 1)[0].removesuffix(".py")


def wrong_import(found: Import, room: str, file: str) -> str | None:
    """Say what is wrong with one import, or nothing."""
    package, _, rest = found.name.partition(".")
    if package == "csplan":
        target = rest.partition(".")[0] or "__init__"
        if target not in ROOMS:
            return f"csplan.{target} is no room"
        return None if target in {room, *ROOMS[room]} else f"{room} may not import {target}"
    return None if package in sys.stdlib_module_names else wrong_package(package, {room, file}, found)


def wrong_package(package: str, places: set[str], found: Import) -> str | None:
    """Say what is wrong with the import of a package from outside, or nothing."""
    if package not in PACKAGES:
        return f"{package} is not a dependency"
    if not places & PACKAGES[package]:
        return f"{package} does not belong here"
    if found.at_load and package in ONLY_IN_FUNCTIONS:
        return f"{package} is imported while the module loads"
    return None


def imports(tree: ast.AST, file: str, *, at_load: bool = True) -> Iterator[Import]:
    """Walk all imports, noting which of them run when the module is loaded."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno, at_load) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (Import(name, node.lineno, at_load) for name in names_of(node, file))
        elif isinstance(node, ast.Call):
            yield from (Import(name, node.lineno, at_load) for name in named_in_call(node))
        runs_later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or is_for_types(node)
        yield from imports(node, file, at_load=at_load and not runs_later)


def files_of(file: str, source: str) -> set[str]:
    """Return the other files of csplan that a file imports: the modules that it names, else the package they are of."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {path for alias in node.names for path in paths_of(alias.name)}
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found |= paths_of(f"{node.module}.{alias.name}") or paths_of(node.module)
    return found - {file}


def paths_of(module: str) -> set[str]:
    path = module.removeprefix("csplan.").replace(".", "/") if module.startswith("csplan.") else ""
    return {f"{path}.py", f"{path}/__init__.py"} & set(FILES)


def names_of(node: ast.ImportFrom, file: str) -> set[str]:
    """Resolve `from x import y` to module names: rooms where csplan itself is x, else x."""
    module = node.module or ""
    if node.level:
        parts = ("csplan", *file.split("/")[:-1])
        module = ".".join((*parts[: len(parts) - node.level + 1], *filter(None, [module])))
    if module == "csplan":
        return {f"csplan.{alias.name}" if alias.name in ROOMS else "csplan" for alias in node.names}
    return {module}


def named_in_call(call: ast.Call) -> Iterator[str]:
    """Name the module that a call imports by a literal name, if it does."""
    if ast.unparse(call.func).rpartition(".")[2] in {"import_module", "__import__"}:
        for argument in call.args[:1]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).rpartition(".")[2] == "TYPE_CHECKING"


def prints(tree: ast.AST) -> Iterator[int]:
    """Find the lines that print, or reach for a standard stream."""
    streams = {"stdout", "stderr", "__stdout__", "__stderr__"}
    for node in ast.walk(tree):
        if (
            (isinstance(node, ast.Call) and ast.unparse(node.func) == "print")
            or (isinstance(node, ast.Attribute) and node.attr in streams and ast.unparse(node.value) == "sys")
            or (isinstance(node, ast.ImportFrom) and node.module == "sys" and streams & {n.name for n in node.names})
        ):
            yield node.lineno
