"""Asks git for files as they were. Runs nothing of a repository, changes nothing, believes nothing but its objects."""

from __future__ import annotations

import os
import shutil
import subprocess  # git itself is asked, with lists of arguments and never through a shell
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue import files as records
from csplan.findings.diagnostic import Finding, Unusable
from csplan.findings.record import found
from csplan.lang.say import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_TOTAL = 1024 * 1024 * 1024
"""Bytes of all files of a plan in a revision."""
_PATIENCE = 60
"""Seconds for one answer of git."""

_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    # A folder of a plan may hold the files of a bare repository: it is not asked about itself.
    "safe.bareRepository=explicit",
)
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
"""Of git's variables only those that lead to the user's own settings: others, such as hooks have, name a repository."""
_CEILINGS = "GIT_CEILING_DIRECTORIES"


class NoVersion(Unusable):
    """A plan that is not to be had: nothing is wrong in a file, so it is no finding, and the command says it."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Say why."""
        super().__init__(Finding("", "error", message, hint))


class Entry(NamedTuple):
    """A file in a revision."""

    mode: str
    object: str


class Repository(NamedTuple):
    """A git repository, by the top of its working tree."""

    top: Path

    def git(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Ask git."""
        return _git(self.top, arguments)

    def commit(self, revision: str) -> str | None:
        """Return the commit that a revision means; None where there is none."""
        if revision.startswith("-") or "\0" in revision:
            return None
        done = self.git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return done.stdout.decode().split()[-1] if done.returncode == 0 and done.stdout.strip() else None

    def relative(self, path: str) -> PurePosixPath:
        """Return where a path is in the working tree; raises Unusable where it is outside."""
        whole = _absolute(path)
        nearest = whole
        while not nearest.exists():
            nearest = nearest.parent
        for top, place in (
            (self.top, whole),
            (self.top.resolve(), nearest.resolve() / whole.relative_to(nearest)),
        ):
            if place.is_relative_to(top):
                return PurePosixPath(place.relative_to(top).as_posix())
        raise Unusable(found(records.OUTSIDE_REPOSITORY, path=path, top=self.top))

    def kind(self, commit: str, path: PurePosixPath) -> tuple[str, str]:
        """Return the mode and the kind (blob, tree or commit) of a path in a commit; two "" where there is none."""
        done = self.git("ls-tree", "-z", "--full-tree", commit, "--", path.as_posix())
        mode, kind = (*done.stdout.split(b" ")[:2], b"", b"")[:2]
        return mode.decode(), kind.decode()

    def entries(self, commit: str, folder: PurePosixPath) -> Iterator[tuple[PurePosixPath, Entry]]:
        """Return the files of a commit in a folder and below."""
        inside_folder = () if folder == PurePosixPath() else ("--", f"{folder.as_posix()}/")
        done = self.git("ls-tree", "-r", "-z", "--full-tree", commit, *inside_folder)
        for line in done.stdout.split(b"\0")[:-1]:
            facts, _, name = line.partition(b"\t")
            mode, kind, object_name = facts.decode().split()
            if kind == "blob":
                yield PurePosixPath(os.fsdecode(name)), Entry(mode, object_name)

    def write(self, entry: Entry, path: Path, most: int) -> int:
        """Write one file as it is stored (no filter of the repository sees it) and return its size."""
        size = self.git("cat-file", "-s", entry.object)
        if size.returncode == 0 and int(size.stdout) > most:
            raise Unusable(found(records.REVISION_SIZE, most=f"{MOST_TOTAL // 1024**2}"))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            done = _git(self.top, ("cat-file", "blob", entry.object), file)
        if done.returncode:
            raise Unusable(found(records.UNREADABLE_IN_GIT, file=path.name, reason=_said(done)))
        return int(size.stdout)


def repository(path: str | Path = ".") -> Repository:
    """Return the repository that holds a path, which need not exist; raises Unusable.

    It is the innermost folder around the path with a `.git` in it. Where that lies inside the repository in which the
    command runs, it is refused: what is compared does not answer for itself.
    """
    top = _top(_absolute(path))
    if top is None:
        raise NoVersion(say("this is no git repository"), say("name two files or folders"))
    here = _top(Path.cwd()) if top not in Path.cwd().parents else None
    if here is not None and top != here and top.is_relative_to(here):
        message = say("{top} is a repository of its own inside of {here}", top=top, here=here)
        raise NoVersion(message, say("run csplan in that folder"))
    return Repository(top)


def _absolute(path: str | Path) -> Path:
    # `..` is read as it is written, and the links stay: git knows files by their names.
    return Path(os.path.abspath(path))  # noqa: PTH100


def _top(path: Path) -> Path | None:
    """Return the top of the working tree around a path; None where there is none. Raises Unusable."""
    ceilings = os.environ.get(_CEILINGS, "").split(os.pathsep)
    for folder in (path, *path.parents):
        if str(folder) in ceilings:
            break
        if os.path.lexists(folder / ".git"):
            done = _git(folder, ("rev-parse", "--show-toplevel", "--absolute-git-dir"))
            if done.returncode and "not a git repository" not in _said(done):
                raise NoVersion(say("git: {reason}", reason=_said(done)), say("name two files or folders"))
            if not done.returncode:
                return _checked(folder, *(Path(os.fsdecode(line)) for line in done.stdout.splitlines()))
    return None


def _checked(folder: Path, top: Path, store: Path) -> Path:
    """Return the top of a working tree; raises Unusable where it is not the folder in which its `.git` stands."""
    if top.resolve() != folder.resolve() or store.resolve() == folder.resolve():
        message = say("the repository in {folder} says that its files are in {top}", folder=folder, top=top)
        raise NoVersion(message, say("name two files or folders"))
    return top


def _git(folder: Path, arguments: Sequence[str], into: IO[bytes] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Ask git in the top of a working tree; its answer goes to a file where there is one."""
    program = shutil.which("git")
    if program is None or not Path(program).is_absolute():  # never one of the folder in which the command runs
        raise NoVersion(say("git is not there, so revisions can't be read"), say("name two files or folders"))
    settings = [part for each in _SETTINGS for part in ("-c", each)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, of which those by users are no options
            [program, "-C", str(folder), *settings, "--literal-pathspecs", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=into or subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
            timeout=_PATIENCE,
            env={**kept, **_ENVIRONMENT, _CEILINGS: str(folder.parent)},
        )
    except subprocess.TimeoutExpired:
        raise NoVersion(say("git gave no answer in {seconds} seconds", seconds=_PATIENCE)) from None


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
