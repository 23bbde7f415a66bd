"""Plans in git: what a revision is, and the plan as it was there. Runs nothing of the repository, changes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess  # git itself is asked, with lists of arguments and never through a shell
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, NamedTuple

from csplan.diagnostics import Diagnostic, quoted
from csplan.loader.files import MOST_BYTES, Unusable, inside, unreadable
from csplan.loader.plan import DEFAULT_NAME, Loaded, load_all
from csplan.plan.document import Origins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.diagnostics import Where

MOST_TOTAL = 1024 * 1024 * 1024
"""Bytes of all files of a plan in a revision."""
_PATIENCE = 60
"""Seconds for one answer of git."""
_QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_YAML = (".yaml", ".yml")
_FILE, _LINK = ("100644", "100755", "100664"), "120000"


class NoVersion(Unusable):
    """A plan that is not to be had: nothing is wrong in a file, so it is no finding, and the command says it."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Say why."""
        super().__init__("", message, hint)


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


class _Entry(NamedTuple):
    """A file in a revision."""

    mode: str
    object: str


def repository(path: str | Path = ".") -> Repository:
    """Return the repository that holds a path, which need not exist; raises Unusable."""
    folder = Path(os.path.abspath(path))  # noqa: PTH100 - the links stay: git knows them by their names
    while not folder.is_dir():
        folder = folder.parent
    done = _git(folder, ("rev-parse", "--show-toplevel"))
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        message = "this is no git repository" if "not a git repository" in said else f"git: {said}"
        raise NoVersion(message, "name two files or folders")
    return Repository(Path(os.fsdecode(done.stdout.rstrip(b"\n"))))


def _git(folder: Path, arguments: Sequence[str], into: IO[bytes] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Ask git; its answer goes to a file where there is one."""
    program = shutil.which("git")
    if program is None:
        raise NoVersion("git is not there, so revisions can't be read", "name two files or folders")
    command = [program, "-C", str(folder), "-c", "core.fsmonitor=false", "--literal-pathspecs", *arguments]
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, of which those by users are no options
            command,
            stdin=subprocess.DEVNULL,
            stdout=into or subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
            timeout=_PATIENCE,
            env={**os.environ, **_QUIET},
        )
    except subprocess.TimeoutExpired:
        raise NoVersion(f"git gave no answer in {_PATIENCE} seconds") from None


def load_revision(revision: str, path: str, *, log: bool = False) -> Loaded:
    """Read a plan as it was in a revision; ``path`` is where it would be now. Raises Unusable.

    Its files are laid out in a temporary folder, which is gone afterwards; places read ``main:plan/csplan.yaml:12``.
    """
    home = repository(path)
    commit = home.commit(revision)
    if commit is None:
        raise NoVersion(f"no revision is named {quoted(revision)}", hint_at(revision))
    main = _main(home, commit, revision, _relative(home, path))
    entries = dict(_entries(home, commit, main.parent))
    with TemporaryDirectory(prefix="csplan-") as folder:
        root = Path(folder) / (home.top.name or "plan")
        links = _lay_out(home, entries, main, root)
        loaded = _relabelled(load_all(root / main, log=log), f"{root.as_posix()}/", f"{revision}:")
    if loaded.plan is None and links:
        message = f"{', '.join(links)}: symbolic links in a revision are not followed"
        return loaded._replace(diagnostics=(*loaded.diagnostics, Diagnostic("missing-file", "note", message)))
    return loaded


def hint_at(revision: str) -> str:
    """Return what to write where a revision is not known."""
    if ".." in revision:
        old, _, new = revision.partition("..")
        return f"name two: csplan diff {old or 'HEAD'} {new.lstrip('.') or 'HEAD'}"
    return "a branch, a tag or a commit; `git fetch` brings those of others"


def _relative(home: Repository, path: str) -> PurePosixPath:
    """Return where a path is in the working tree."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - `..` is read as it is written
    nearest = whole
    while not nearest.exists():
        nearest = nearest.parent
    for top, place in ((home.top, whole), (home.top.resolve(), nearest.resolve() / whole.relative_to(nearest))):
        if place.is_relative_to(top):
            return PurePosixPath(place.relative_to(top).as_posix())
    raise Unusable("outside-folder", f"{path} is outside the repository {home.top}")


def _main(home: Repository, commit: str, revision: str, path: PurePosixPath) -> PurePosixPath:
    """Return the main file of the plan at a path in a revision."""
    if path == PurePosixPath():
        return PurePosixPath(DEFAULT_NAME)
    done = home.git("ls-tree", "-z", "--full-tree", commit, "--", path.as_posix())
    mode, kind = (*done.stdout.split(b" ")[:2], b"", b"")[:2]
    if mode.decode() == _LINK or kind == b"commit":
        what = "a symbolic link" if kind == b"blob" else "a submodule"
        raise Unusable("missing-file", f"{path} is {what} in {revision}, which is not followed")
    if not kind:
        raise Unusable(
            "missing-file",
            f"there is no {path} in {revision}",
            f"where it had another path: csplan diff {revision}:OLD-PATH {path}",
        )
    return path / DEFAULT_NAME if kind == b"tree" else path


def _entries(home: Repository, commit: str, folder: PurePosixPath) -> Iterator[tuple[PurePosixPath, _Entry]]:
    """Return the files of a revision in a folder and below."""
    inside_folder = () if folder == PurePosixPath() else ("--", f"{folder.as_posix()}/")
    done = home.git("ls-tree", "-r", "-z", "--full-tree", commit, *inside_folder)
    for line in done.stdout.split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        mode, kind, object_name = facts.decode().split()
        if kind == "blob":
            yield PurePosixPath(os.fsdecode(name)), _Entry(mode, object_name)


def _lay_out(home: Repository, entries: Mapping[PurePosixPath, _Entry], main: PurePosixPath, root: Path) -> list[str]:
    """Write the main file and what is named in it, and in the files that it names; return links that are named.

    A repository may hold far more than the plan does: a file is the plan's if its name stands in a file of the plan.
    """
    links: list[str] = []
    waiting = [main] if main in entries else []
    seen = set(waiting)
    left = MOST_TOTAL
    try:
        (root / main).parent.mkdir(parents=True)
        while waiting:
            path = waiting.pop()
            entry = entries[path]
            if entry.mode not in _FILE:
                links.append(path.as_posix())
                continue
            written = inside(root, path.as_posix())
            left -= _write(home, entry, written, left)
            if path == main or path.suffix.casefold() in _YAML:
                text = written.read_bytes()[:MOST_BYTES].decode(errors="replace")
                named = [each for each in entries if each not in seen and each.name in text]
                seen.update(named)
                waiting += named
    except OSError as error:
        raise unreadable(error) from None
    return links


def _write(home: Repository, entry: _Entry, path: Path, most: int) -> int:
    """Write one file as it is stored (no filter of the repository sees it) and return its size."""
    size = home.git("cat-file", "-s", entry.object)
    if size.returncode == 0 and int(size.stdout) > most:
        raise Unusable("file-size", f"the plan's files are larger than {MOST_TOTAL // 1024**2} MiB")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        done = _git(home.top, ("cat-file", "blob", entry.object), file)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        hint = "if this is a partial clone, have git fetch the file first"
        raise Unusable("unreadable-file", f"{path.name} can't be read from git: {said}", hint)
    return int(size.stdout)


class _Elsewhere(Origins):
    """The places of a plan, in files that are shown by other names."""

    def __init__(self, origins: Origins, folder: str, label: str) -> None:
        self.origins = origins
        self.folder = folder
        self.label = label

    def where(self, path: Sequence[str | int], *, key: bool = False) -> Where:
        """Return the place of a value, or of the nearest thing around it."""
        place = self.origins.where(path, key=key)
        return place._replace(file=place.file.replace(self.folder, self.label))


def _relabelled(loaded: Loaded, folder: str, label: str) -> Loaded:
    """Show the files of a temporary folder as those of a revision."""
    found = tuple(_shown(each, folder, label) for each in loaded.diagnostics)
    plan = loaded.plan
    if plan is not None:
        from dataclasses import replace

        origins = _Elsewhere(plan.origins, folder, label)
        plan = replace(plan, file=plan.file.replace(folder, label), findings=found, origins=origins)
    return Loaded(plan, found)


def _shown(found: Diagnostic, folder: str, label: str) -> Diagnostic:
    where = found.where and found.where._replace(file=found.where.file.replace(folder, label))
    message, hint = found.message.replace(folder, label), found.hint.replace(folder, label)
    return found._replace(message=message, hint=hint, where=where)
