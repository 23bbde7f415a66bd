"""The plan as it was in a revision of git: its files laid out as they were, and shown under that revision."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from csplan.findings.catalogue import files as records
from csplan.findings.diagnostic import Unusable, quoted
from csplan.findings.record import found
from csplan.lang.say import say
from csplan.loader.main import DEFAULT_NAME
from csplan.loader.plan import Loaded, load_all
from csplan.plan.plan import Origins
from csplan.sources import git
from csplan.sources.files import MOST_BYTES, inside, unreadable
from csplan.sources.git import NoVersion, repository

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.findings.diagnostic import Finding, Where
    from csplan.sources.git import Entry, Repository

_YAML = (".yaml", ".yml")
_SHORT = 10
"""Digits of a whole commit that places show of it."""
_FILE, _LINK = ("100644", "100755", "100664"), "120000"


def load_revision(revision: str, path: str, *, log: bool = False) -> Loaded:
    """Read a plan as it was in a revision; ``path`` is where it would be now. Raises Unusable.

    Its files are laid out in a temporary folder, which is gone afterwards; places read ``main:plan/csplan.yaml:12``.
    """
    home = repository(path)
    commit = home.commit(revision)
    if commit is None:
        raise NoVersion(say("no revision is named {revision}", revision=quoted(revision)), hint_at(revision))
    main = _main(home, commit, revision, home.relative(path))
    entries = dict(home.entries(commit, main.parent))
    with TemporaryDirectory(prefix="csplan-") as folder:
        root = Path(folder) / (home.top.name or "plan")
        links = _lay_out(home, entries, main, root)
        label = revision[:_SHORT] if revision == commit else revision
        loaded = _relabelled(load_all(root / main, log=log), f"{root.as_posix()}/", f"{label}:")
    if loaded.plan is None and links:
        followed = found(records.LINKS_IN_REVISION, links=", ".join(links))
        return loaded._replace(diagnostics=(*loaded.diagnostics, followed))
    return loaded


def hint_at(revision: str) -> str:
    """Return what to write where a revision is not known."""
    if ".." in revision:
        old, _, new = revision.partition("..")
        return say("name two: csplan diff {old} {new}", old=old or "HEAD", new=new.lstrip(".") or "HEAD")
    return say("a branch, a tag or a commit; `git fetch` brings those of others")


def _main(home: Repository, commit: str, revision: str, path: PurePosixPath) -> PurePosixPath:
    """Return the main file of the plan at a path in a revision."""
    if path == PurePosixPath():
        return PurePosixPath(DEFAULT_NAME)
    mode, kind = home.kind(commit, path)
    if mode == _LINK or kind == "commit":
        record = records.LINK_IN_REVISION if kind == "blob" else records.SUBMODULE_IN_REVISION
        raise Unusable(found(record, path=path, revision=revision))
    if not kind:
        raise Unusable(found(records.NOT_IN_REVISION, path=path, revision=revision))
    return path / DEFAULT_NAME if kind == "tree" else path


def _lay_out(home: Repository, entries: Mapping[PurePosixPath, Entry], main: PurePosixPath, root: Path) -> list[str]:
    """Write the main file and what is named in it, and in the files that it names; return links that are named.

    A repository may hold far more than the plan does: a file is the plan's if its name stands in a file of the plan.
    """
    links: list[str] = []
    waiting = [main] if main in entries else []
    seen = set(waiting)
    left = git.MOST_TOTAL
    try:
        (root / main).parent.mkdir(parents=True)
        while waiting:
            path = waiting.pop()
            entry = entries[path]
            if entry.mode not in _FILE:
                links.append(path.as_posix())
                continue
            written = inside(root, path.as_posix())
            left -= home.write(entry, written, left)
            if path == main or path.suffix.casefold() in _YAML:
                text = written.read_bytes()[:MOST_BYTES].decode(errors="replace")
                named = [each for each in entries if each not in seen and each.name in text]
                seen.update(named)
                waiting += named
    except OSError as error:
        raise unreadable(error) from None
    return links


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
    findings = tuple(_shown(each, folder, label) for each in loaded.diagnostics)
    plan = loaded.plan
    if plan is not None:
        from dataclasses import replace

        origins = _Elsewhere(plan.origins, folder, label)
        plan = replace(plan, file=plan.file.replace(folder, label), findings=findings, origins=origins)
    return Loaded(plan, findings)


def _shown(each: Finding, folder: str, label: str) -> Finding:
    where = each.where and each.where._replace(file=each.where.file.replace(folder, label))
    message, hint = each.message.replace(folder, label), each.hint.replace(folder, label)
    return each._replace(message=message, hint=hint, where=where)
