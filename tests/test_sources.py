"""Every source that the project names leads to docs/sources.md, and every file that it names is there."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from csplan.engine.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
GIT = shutil.which("git") or "git"
PAGE = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
NAMES = set(re.findall(r"^\| ([\w ,-]+?) +\| ", PAGE, re.MULTILINE)) - {"short name", "structure"}
HEADING = re.compile(r"^## (\d+)\. [^\n]+\n+([^\n]+(?:\n[^\n]+)*)", re.MULTILINE)
SECTIONS = {int(number): text for number, text in HEADING.findall(PAGE)}


def wrong(citation: str) -> list[str]:
    return [text for part in re.split(r"\. ", citation)[0].rstrip(".").split("; ") for text in lacking(part)]


def lacking(part: str) -> list[str]:
    name = next((name for name in NAMES if re.match(rf"{re.escape(name)}\b", part)), None)
    if name is None:
        return [f"{part!r}: no source of this name"]
    numbers = [int(number) for number in re.findall(r"\d+", part.removeprefix(name).partition(":")[0])]
    return [
        f"{part!r}: section {number} takes nothing from {name}"
        for number in numbers
        if number not in SECTIONS or name not in SECTIONS[number]
    ]


def of_code() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and (text := ast.get_docstring(node)):
                for citation in re.findall(r"\bSource: ([^\n]+(?:\n(?! *\n)[^\n]+)*)", text):
                    yield file.name, " ".join(citation.split())


def of_packs() -> Iterator[tuple[str, str]]:
    def sources(data: object) -> Iterator[str]:
        if isinstance(data, dict):
            for key, value in data.items():
                yield from [value] if key == "source" else sources(value)
        elif isinstance(data, list):
            for each in data:
                yield from sources(each)

    for file in sorted((ROOT / "configs").glob("*.yaml")):
        yield from ((file.name, source) for source in sources(yaml.safe_load(file.read_text(encoding="utf-8"))))


def test_there_are_sources_to_look_for() -> None:
    assert {"csm-management", "six-pits", "notes-17", "csplan"} <= NAMES
    assert sorted(SECTIONS) == [*range(1, 12)]
    assert len({*of_code()}) > 20
    assert len([*of_packs()]) > 20


def test_every_source_is_on_the_page() -> None:
    found = sorted({*of_code(), *of_packs()})
    assert [f"{file}: {text}" for file, citation in found for text in wrong(citation)] == []


def test_explain_names_sources_of_the_page() -> None:
    sources = {each.source for figures in CATALOGUE.values() for each in figures.values() if each.source}
    assert len(sources) > 5
    assert [text for source in sources for text in wrong(source)] == []


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        ("notes-17, section 12", "'notes-17, section 12': section 12 takes nothing from notes-17"),
        ("csm-management, section 3", "'csm-management, section 3': section 3 takes nothing from csm-management"),
        ("somebody, section 1", "'somebody, section 1': no source of this name"),
    ],
)
def test_a_wrong_citation_is_found(citation: str, text: str) -> None:
    assert wrong(citation) == [text]


def test_no_file_names_a_page_that_is_not_there() -> None:
    listed = subprocess.run([GIT, "-C", ROOT, "ls-files"], capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no git repository")
    files = [ROOT / name for name in listed.stdout.splitlines()]
    pages = {file.name for file in files if file.suffix == ".md"}
    read = [file for file in files if file.suffix in {".py", ".md", ".yaml", ".toml"} and "tests" not in file.parts]
    named = {
        (file.name, page)
        for file in read
        for page in re.findall(r"(?<![\w/*.-])(?:docs/)?([a-z][a-z-]+\.md)\b", file.read_text(encoding="utf-8"))
    }
    assert {(file, page) for file, page in named if page not in pages} == set()
