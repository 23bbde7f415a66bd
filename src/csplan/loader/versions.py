"""Which two plans a comparison is of: files, folders, and revisions of git, told apart by git's own rules."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.diagnostic import Unusable, quoted
from csplan.lang.say import say
from csplan.loader.main import DEFAULT_NAME
from csplan.loader.plan import Loaded, load_all
from csplan.loader.revisions import hint_at, load_revision
from csplan.sources.git import NoVersion, repository

if TYPE_CHECKING:
    from collections.abc import Sequence

USAGE = "csplan diff OLD NEW, csplan diff main, csplan diff main HEAD -- plan/"
_MOST_REVISIONS = 2


class Version(NamedTuple):
    """A plan: at ``path`` in the working tree, or as it was there in ``revision``. None: what the other side says."""

    path: str | None
    revision: str | None = None


def versions(words: Sequence[str]) -> tuple[Version, Version]:
    """Return the old and the new plan that the words of a command mean; raises Unusable.

    Words before ``--`` are revisions, the one after it is the plan. Without it, a word is what exists by that name, and
    one that is both a path and a revision is refused. One revision is compared with the working tree, HEAD where none
    is named.
    """
    if "--" in words:
        at = list(words).index("--")
        revisions, paths = words[:at], words[at + 1 :]
        if len(paths) > 1:
            raise NoVersion(say("one plan stands after --"), USAGE)
        found = [_spec(word) or Version(None, word) for word in revisions]
        found += [Version(path) for path in paths]
    else:
        found = [_meant(word) for word in words]
    return _sides(found)


def _sides(found: Sequence[Version]) -> tuple[Version, Version]:
    """Return both sides: a side without a path has the other's."""
    revisions = [each for each in found if each.revision is not None]
    paths = [each for each in found if each.revision is None]
    named = [each.path for each in found if each.path is not None]
    path = named[-1] if named else DEFAULT_NAME
    if len(revisions) > _MOST_REVISIONS or len(paths) > _MOST_REVISIONS or len(found) > _MOST_REVISIONS + 1:
        raise NoVersion(say("too many words: two plans are compared"), USAGE)
    if not revisions:
        revisions = [] if len(paths) == _MOST_REVISIONS else [Version(None, "HEAD")]
    if len(revisions) == _MOST_REVISIONS:
        if len(paths) > 1 or (paths and found[-1] is not paths[0]):
            raise NoVersion(say("the plan of two revisions stands last"), USAGE)
        old, new = revisions
    elif revisions:
        if len(paths) > 1:
            raise NoVersion(say("too many words: two plans are compared"), USAGE)
        other = paths[0] if paths else Version(path)
        first_is_path = bool(paths) and found[0] is paths[0] and len(found) > 1
        old, new = (other, revisions[0]) if first_is_path else (revisions[0], other)
    else:
        old, new = paths
    return old._replace(path=old.path or path), new._replace(path=new.path or path)


def _meant(word: str) -> Version:
    """Tell whether a word is a path or a revision."""
    exists = _exists(word)
    if (exists and word.endswith(("/", ".yaml", ".yml"))) or word.startswith((".", "/")):
        return Version(word)
    try:
        home = repository()
    except Unusable as reason:
        if exists:
            return Version(word)
        raise NoVersion(
            say("{word} is no file and no folder, and {reason}", word=quoted(word), reason=reason.finding.message),
            USAGE,
        ) from None
    revision = home.commit(word) is not None
    if exists and revision:
        hint = say("write ./{word} for the path, or `csplan diff {word} --` for the revision", word=word)
        raise NoVersion(say("{word} is both a path and a revision", word=quoted(word)), hint)
    if exists:
        return Version(word)
    if revision:
        return Version(None, word)
    spec = _spec(word)
    if spec is None:
        raise NoVersion(say("{word} is no file, no folder and no revision", word=quoted(word)), hint_at(word))
    return spec


def _exists(word: str) -> bool:
    try:
        return Path(word).exists()
    except (OSError, ValueError):
        return False


def _spec(word: str) -> Version | None:
    """Read ``main:plan/csplan.yaml``, as git and csplan write it; None where it is none."""
    revision, colon, path = word.partition(":")
    if not colon or not revision:
        return None
    home = repository()
    if home.commit(revision) is None:
        return None
    return Version(path if path.startswith(("./", "../")) else os.path.relpath(home.top / path), revision)


def load_versions(old: Version, new: Version) -> tuple[Loaded, Loaded]:
    """Read two plans that are to be compared; raises Unusable where a revision can't be read.

    Where one needs its time log the other is read with its own too: what is wrong in a log is no news then.
    """
    before, after = load_version(old), load_version(new)
    if before.plan is None or after.plan is None or (before.plan.record is None) == (after.plan.record is None):
        return before, after
    if before.plan.record is None:
        return load_version(old, log=True), after
    return before, load_version(new, log=True)


def load_version(version: Version, *, log: bool = False) -> Loaded:
    """Read a plan; raises Unusable where its revision can't be read."""
    path = version.path or DEFAULT_NAME
    return load_all(path, log=log) if version.revision is None else load_revision(version.revision, path, log=log)
