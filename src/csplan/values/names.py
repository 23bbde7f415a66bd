"""Names as people type them: one person, segment or customer whatever the case, the width and the space around."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from csplan.values.plain import UNSEEN

_ODD = re.compile(f"{UNSEEN.pattern}|[^\\S \\n]|[\u0300-\u036f\uff01-\uff5e\uff66-\uff9f\uffe0-\uffe6\ufb00-\ufb06]")
"""What may make names look alike that are not: marks that nobody sees, other spaces, full and half widths, accents
that are letters of their own."""

_BETWEEN = re.compile("[;\uff1b\u3001\n]")
"""What stands between the names of several people."""
_BLANK = frozenset(("", "-", "--", "–", "—", ".", "~", "n/a", "na", "n.a.", "none", "null", "nil"))
_WORDS = frozenset((
    *("unassigned", "not assigned", "unallocated", "no owner", "no csm", "nobody", "no one", "queue", "unowned"),
    *("tbd", "tba", "tbc", "to be defined", "to be assigned", "vacant", "vacancy", "open", "unknown", "pending", "?"),
    *("nicht zugewiesen", "niemand", "offen", "unbekannt", "keiner", "keine", "vakant"),
    *("non assigné", "non attribué", "aucun", "personne", "sin asignar", "ninguno", "nadie", "não atribuído"),
    *("ninguém", "sem responsável", "nenhum", "non assegnato", "nessuno", "niet toegewezen"),
    *("house account", "house accounts", "house", "deactivated user", "inactive user", "deleted user", "former user"),
    *("former employee", "system user", "integration user", "api user", "0", "false", "离职", "已离职", "待指派"),
    *("未分配", "未指定", "未指派", "无", "暂无", "没有", "待定", "待分配", "空缺", "公海"),
))  # fmt: skip


ERRORS = frozenset(
    (
        *("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!"),
        *("#BEZUG!", "#NV", "#WERT!", "#ZAHL!", "#VALEUR!", "#N/D", "#NOM?", "#NOMBRE?", "#¡REF!", "#¡VALOR!", "#NÚM!"),
        *("#VALOR!", "#NOME?", "#RIF!", "#VALORE!", "#WAARDE!", "#VERW!", "#N/B"),
    )
)
"""What spreadsheets show where a cell can't be calculated."""
_ERRORS = frozenset(each.casefold() for each in ERRORS)


def visible(name: str) -> str:
    """Return a name as people see it: without marks that nobody sees, and with one plain space between words."""
    return " ".join((name if name.isascii() else UNSEEN.sub("", name)).split())


def is_plain(names: str) -> bool:
    """Tell whether names, a line each, are written as people see them; some may be said not to be that are."""
    return "  " not in names and "\t" not in names and (names.isascii() or _ODD.search(names) is None)


def folded(name: str) -> str:
    """Return what a name is told apart by."""
    plain = visible(name)
    return plain.casefold() if plain.isascii() else normalize("NFKC", plain).casefold()


def is_nobody(name: str) -> bool:
    """Tell whether what stands where a person is named is nobody: nothing, a dash, N/A, Unassigned, a queue, 未分配."""
    plain = folded(name)
    return plain in _BLANK or plain in _WORDS or plain in _ERRORS or plain.endswith((" queue", "队列"))


def is_blank(name: str) -> bool:
    """Tell whether it is nobody because nothing is written there, or a sign for it; no word that could be a name."""
    return folded(name) in _BLANK


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[str, ...]:
    """Return the names of the people in a text: one, or several with semicolons between them."""
    return tuple(" ".join(name.split()) for name in _BETWEEN.split(text) if not is_nobody(name))
