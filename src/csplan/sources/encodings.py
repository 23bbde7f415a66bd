"""How the text of a table is encoded: by its byte-order mark, as UTF-8, as the plan states, or by a guess that is said.

Other encodings of the East (Big5, Shift-JIS) and Cyrillic are guessed where all reads as common letters of theirs.
The guess is a rule and no library: charset-normalizer reads Chinese cells of a few letters as Korean and files of
Excel in Western Europe as Central European, because it looks for long texts; a table of names has none.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from csplan.findings.catalogue import files as records
from csplan.findings.diagnostic import Unusable, quoted
from csplan.findings.record import found

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = {"idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf-7"}
"""Codecs of Python that are no encodings of files."""

_CHUNK = 1 << 20
_MOST_JUDGED = 1 << 20
"""Characters in which Chinese is looked for."""

_RUN = re.compile("[^\x00-\x7f]+")
_SOME, _MANY = 0.1, 20
"""The share of kana in Japanese, at least; and different letters that are no chance."""
_SYLLABLES = range(0xB0, 0xC9)
"""First bytes of Korean syllables."""
_LEVEL_1 = range(0xB0, 0xD8)
"""First bytes of the 3,755 common characters of GB 2312."""


class Encoding(NamedTuple):
    """An encoding by the name of its codec, and what to call it where it was guessed ("" where it is certain)."""

    codec: str
    guessed: str = ""


def find_encoding(path: Path, stated: str | None) -> Encoding:
    """Return the encoding of a file; raises Unusable where none fits, or not the one that is stated."""
    with path.open("rb") as file:
        start = file.read(_CHUNK)
    if stated:
        return Encoding(_stated(path, stated, start))
    for mark, codec in _MARKS:
        if start.startswith(mark):
            if _wrong_at(path, codec) is not None:
                raise _unsaid()
            return Encoding(codec)
    if b"\0" in start[:4]:
        raise Unusable(found(records.UNMARKED_UTF_16))
    if _wrong_at(path, "utf-8") is None:
        return Encoding("utf-8")
    return _guess(path)


def _guess(path: Path) -> Encoding:
    """Return the encoding that a file without mark, which is no UTF-8, is most likely in; raises Unusable."""
    if _wrong_at(path, "gb18030") is None:
        text = _text(path, "gb18030")
        for codec, name, reads_as in (("euc_jp", "EUC-JP", reads_as_euc_jp), ("cp949", "EUC-KR", reads_as_euc_kr)):
            if reads_as(text) and _wrong_at(path, codec) is None:
                return Encoding(codec, name)
        if reads_as_chinese(text):
            return Encoding("gb18030", "GB18030")
    for codec, name, is_common, least in _OTHERS:
        if _wrong_at(path, codec) is None and _reads_as(_text(path, codec), is_common, least):
            return Encoding(codec, name)
    if _wrong_at(path, "cp1252") is None:
        return Encoding("cp1252", "Windows-1252")
    raise _unsaid()


def _unsaid() -> Unusable:
    return Unusable(found(records.NO_ENCODING_FITS, tried=", ".join(TO_TRY)))


def _stated(path: Path, stated: str, start: bytes) -> str:
    name = stated.strip().casefold()
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        codec = None
    if codec is None or codec.name.replace("-", "_") in _NO_TEXT or not getattr(codec, "_is_text_encoding", True):
        raise Unusable(found(records.UNKNOWN_ENCODING, stated=quoted(stated)))
    # With its mark, UTF-8 is what spreadsheets write; without one, UTF-16 is the machine's own.
    marked = codec.name == "utf-8" and start.startswith(codecs.BOM_UTF8)
    name = "utf-8-sig" if marked else codec.name
    line = _wrong_at(path, name)
    if line is not None:
        raise Unusable(found(records.WRONG_ENCODING, stated=stated.strip(), line=line))
    return name


def _wrong_at(path: Path, codec: str) -> int | None:
    """Return the line, near enough, in which a file is not in an encoding; None where all of it is."""
    decoder = codecs.getincrementaldecoder(codec)()
    with path.open("rb") as file:
        while True:
            data = file.read(_CHUNK)
            try:
                decoder.decode(data, final=not data)
            except UnicodeError as error:
                at = error.start if isinstance(error, UnicodeDecodeError) else 0
                return 1 + _lines_before(path, file.tell() - len(data) + at)
            if not data:
                return None


def _lines_before(path: Path, end: int) -> int:
    """Return how many lines end in the first bytes of a file."""
    lines = 0
    with path.open("rb") as file:
        while (left := end - file.tell()) > 0 and (data := file.read(min(left, _CHUNK))):
            lines += data.count(b"\n")
    return lines


def _text(path: Path, codec: str) -> str:
    with path.open(encoding=codec, newline="") as file:
        return file.read(_MOST_JUDGED)


def reads_as_chinese(text: str) -> bool:
    """Tell whether a text that was decoded as GB18030 is Chinese, and not what that makes of another encoding.

    Chinese is made of common characters that stand beside each other or alone in a cell. Of `Müller` in Windows-1252
    GB18030 makes `M黮ler`: one rare character between Latin letters.
    """
    good = bad = 0
    for match in _RUN.finditer(text):
        run = match[0]
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if len(run) == 1 and before.isalpha() and after.isalpha():
            bad += 1
            continue
        beside_letter = len(run) == 1 and (before.isalpha() or after.isalpha())
        for char in run:
            if _is_common(char):
                good += not beside_letter
            elif not _is_sign(char):
                bad += 1
    return good > bad


def _runs(text: str) -> list[str]:
    return [match[0] for match in _RUN.finditer(text)]


def reads_as_euc_jp(text: str) -> bool:
    """Tell whether a text that was decoded as GB18030 is Japanese in EUC-JP: kana, where both have them alike."""
    letters = [char for run in _runs(text) for char in run if not _is_sign(char)]
    kana = sum("\u3041" <= char <= "\u30ff" for char in letters)
    return kana >= max(_FEWEST, _SOME * len(letters))


def reads_as_euc_kr(text: str) -> bool:
    """Tell whether a text that was decoded as GB18030 is Korean in EUC-KR.

    The bytes of Korean syllables are those of the first 25 rows of Chinese characters, and two of five characters of
    Chinese are in rows after them.
    """
    letters = {char for run in _runs(text) for char in run if not _is_sign(char)}
    return len(letters) >= _MANY and all(_first_byte(char, "gb2312") in _SYLLABLES for char in letters)


def _reads_as(text: str, is_common: Callable[[str], bool], least: float) -> bool:
    """Tell whether nearly all letters of a text beyond ASCII are common ones that stand beside each other.

    ``least`` is the share of them that may not stand alone beside a letter of another script.
    """
    good = beside = 0
    runs = _runs(text)
    for run in runs:
        common = sum(map(is_common, run))
        good += common
        beside += common if common > 1 else 0
    whole = sum(not _is_sign(char) or "\uff61" <= char <= "\uff9f" for char in "".join(runs))
    return good >= max(_FEWEST, _NEARLY_ALL * whole) and beside >= least * whole


def _first_byte(char: str, codec: str) -> int:
    """Return the first of two bytes of a character, 0 where it has not two."""
    try:
        data = char.encode(codec)
    except UnicodeEncodeError:
        return 0
    return data[0] if len(data) == 2 else 0  # noqa: PLR2004 - as the line says


def _is_of_taiwan(char: str) -> bool:
    return 0xA4 <= _first_byte(char, "cp950") <= 0xC6  # noqa: PLR2004 - its 5,401 common characters


def _is_japanese(char: str) -> bool:
    kana = "\u3040" <= char <= "\u30ff"
    return kana or 0x87 <= _first_byte(char, "cp932") <= 0x97  # noqa: PLR2004 - its 2,965 common characters, and signs


def _is_cyrillic(char: str) -> bool:
    return "\u0401" <= char <= "\u045f"


_NEARLY_ALL = 0.85
_FEWEST = 5
"""Letters from which on a guess is more than chance."""
_OTHERS: Sequence[tuple[str, str, Callable[[str], bool], float]] = (
    ("cp950", "Big5", _is_of_taiwan, 0.5),
    ("cp932", "Shift-JIS", _is_japanese, 0.5),
    ("cp1251", "Windows-1251", _is_cyrillic, 0.8),
)
"""Encodings that are guessed: codec, name, what tells its common letters, and how many stand beside each other."""
TO_TRY = ("big5", "shift_jis", "euc_jp", "euc_kr", "windows-1251", "windows-1250")
"""Encodings of which none can be told from another for sure."""


def _is_common(char: str) -> bool:
    try:
        return char.encode("gb2312")[0] in _LEVEL_1
    except UnicodeEncodeError:
        return False


def _is_sign(char: str) -> bool:
    """Tell whether a character is a sign that Chinese is written with, beside its ideographs."""
    return (
        "\u2010" <= char <= "\u2030" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef" or char in "·×¥€"
    )
