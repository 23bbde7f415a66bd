"""What the project promises about itself: its metadata, its requirements, its files."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path

import pytest

import csplan

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINNED = ("runtime.txt", "dev.txt", "pip-oldest.txt", "pip-newest.txt")

# Put together here, so that this file names none of them.
REGISTRIES = [
    name.replace("*", "")
    for name in (
        "pypi*.org",
        "pypi*.python",
        "python*hosted",
        "https://*files.",
        "npm*js",
        "npm*mirror",
        "yarn*pkg",
        "ana*conda",
        "conda-*forge",
        "crates*.io",
        "index-*url",
        "find-*links",
    )
]
DOWNLOAD = re.compile(r"https?://\S+\.(whl|tar\.gz|tgz|zip|crate|gem|jar)\b")


def test_dependencies_are_the_five() -> None:
    names = {re.split(r"[^\w-]", dependency)[0] for dependency in PROJECT["dependencies"]}
    assert names == {"typer", "pydantic", "pyyaml", "rich", "numpy"}
    assert len(PROJECT["dependencies"]) == len(names)


def test_version_is_the_same_everywhere() -> None:
    version = PROJECT["version"]
    assert csplan.__version__ == version
    assert metadata.version("csplan") == version
    assert f"\n## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


MOST_LINES = 400
"""Of a module: a longer one has a second reason to change."""


def test_modules_have_one_reason_to_change() -> None:
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in (ROOT / "src").rglob("*.py")}
    assert [path.relative_to(ROOT).as_posix() for path, count in lines.items() if count > MOST_LINES] == []


def test_types_are_shipped() -> None:
    assert (ROOT / "src" / "csplan" / "py.typed").is_file()


@pytest.mark.parametrize("name", PINNED)
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    requirements = read_pinned(name)
    assert requirements
    for requirement, hashes in requirements.items():
        assert re.match(r"[\w.-]+(\[\w+\])?==[\w.]+( ;|$)", requirement), requirement
        assert hashes, f"{requirement} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), requirement


def test_pins_cover_what_the_project_asks_for() -> None:
    runtime = {requirement.partition("==")[0] for requirement in read_pinned("runtime.txt")}
    assert {re.split(r"[^\w-]", dependency)[0] for dependency in PROJECT["dependencies"]} <= runtime
    wanted = [line for line in (ROOT / "requirements" / "dev.in").read_text().splitlines() if line[:1] not in {"", "#"}]
    assert all("#" in line for line in wanted), "a tool without a reason"
    tools = {re.split(r"[^\w-]", line)[0].lower() for line in wanted}
    assert tools <= {requirement.partition("==")[0] for requirement in read_pinned("dev.txt")}


def test_tests_run_with_what_users_get() -> None:
    assert read_pinned("runtime.txt").items() <= read_pinned("dev.txt").items()


def test_a_requirement_without_hash_is_found() -> None:
    assert parse_pinned("a==1 \\\n    --hash=sha256:0\n    # via b\nc==2\n") == {"a==1": {"sha256:0"}, "c==2": set()}


def test_no_file_names_a_registry_or_a_download() -> None:
    assert [f"{path}: {found}" for path in tracked() for found in addresses((ROOT / path).read_bytes())] == []


def test_an_address_is_found() -> None:
    host = REGISTRIES[0]
    assert addresses(f"see {host.upper()} for more".encode()) == [host]
    download = "https://example.com/csplan-0.1.0" + ".whl"
    assert addresses(f"pip install {download}".encode()) == [download]
    assert addresses(b"https://example.com/docs") == []


def test_no_lock_file_is_tracked() -> None:
    assert [path for path in tracked() if Path(path).name == "uv.lock"] == []


def read_pinned(name: str) -> dict[str, set[str]]:
    return parse_pinned((ROOT / "requirements" / name).read_text(encoding="utf-8"))


def parse_pinned(text: str) -> dict[str, set[str]]:
    """Read requirements with the hashes that follow each."""
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        entry = line.strip().removesuffix("\\").strip()
        if entry.startswith("--hash="):
            found[list(found)[-1]].add(entry.removeprefix("--hash="))
        elif entry and not entry.startswith("#"):
            found[entry] = set()
    return found


def addresses(data: bytes) -> list[str]:
    """Find the registries and downloads that a file names."""
    text = data.decode("utf-8", errors="replace").lower()
    return [host for host in REGISTRIES if host in text] + [match[0] for match in DOWNLOAD.finditer(text)]


def tracked() -> list[str]:
    """List the project's files: what git tracks, or in a copy without git, all that it would."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run([git, "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=True)
        return [path for path in listed.stdout.split("\0") if path and (ROOT / path).is_file()]
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()]
    return [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*")
        if path.is_file()
        and not any(fnmatch(part, pattern) for part in path.relative_to(ROOT).parts for pattern in ignored)
    ]
