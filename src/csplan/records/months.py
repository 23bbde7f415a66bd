"""The names of months, in the languages of exports: data, so that another one is a line here."""

from __future__ import annotations

from unicodedata import combining, normalize

_NAMES = {
    "English": "january february march april may june july august september october november december",
    "German": "januar februar märz april mai juni juli august september oktober november dezember",
    "Austrian": "jänner feber märz april mai juni juli august september oktober november dezember",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december",
    "Swedish": "januari februari mars april maj juni juli augusti september oktober november december",
    "Danish": "januar februar marts april maj juni juli august september oktober november december",
    "Norwegian": "januar februar mars april mai juni juli august september oktober november desember",
    "Turkish": "ocak şubat mart nisan may\u0131s haziran temmuz ağustos eylül ekim kas\u0131m aral\u0131k",
    "Czech": "ledna února března dubna května června července srpna září října listopadu prosince",
    "Hungarian": "január február március április május június július augusztus szeptember október november december",
    "Romanian": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "Polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "Russian": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_SHORT = "mrz=3 mrt=3 mai=5 май=5"
"""What is short for a month and no start of its name, or the start of two."""
_DIGITS = "一二三四五六七八九十"
_SHORTEST = 3


def _plain(name: str) -> str:
    return "".join(char for char in normalize("NFD", name.casefold()) if not combining(char))


def _by_name() -> dict[str, int]:
    meant: dict[str, set[int]] = {}
    for names in _NAMES.values():
        for number, name in enumerate(names.split(), 1):
            plain = _plain(name)
            for end in range(min(_SHORTEST, len(plain)), len(plain) + 1):
                meant.setdefault(plain[:end], set()).add(number)
    found = {name: months.pop() for name, months in meant.items() if len(months) == 1}
    found |= {_plain(name): int(number) for name, number in (each.split("=") for each in _SHORT.split())}
    numbers = [*_DIGITS, "十一", "十二"]
    found |= {f"{name}月": number for number, name in enumerate(numbers, 1)}
    return found | {f"{number}月": number for number in range(1, 13)}


_MONTHS = _by_name()


def month_of(name: str) -> int | None:
    """Return the month of a name, or of its first three letters or more, in any language; None where there is none.

    What is short for two months, such as jui (juin, juillet), is none.
    """
    return _MONTHS.get(_plain(name).rstrip("."))
