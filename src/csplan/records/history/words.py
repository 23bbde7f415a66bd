"""What the words of events, colours, yes and no mean."""

from __future__ import annotations

from csplan.findings.diagnostic import quoted
from csplan.lang.say import say
from csplan.plan.history import COLOURS, EVENTS
from csplan.values import Unreadable
from csplan.values.names import folded

_EVENTS_ELSEWHERE = {
    "renewal": "续约 续费",
    "opt_out": "选择退出",
    "churn": "流失",
    "expansion": "增购 扩容",
    "csql": "线索",
    "poc": "试点",
    "csqa": "口碑",
    "referral": "转介绍",
    "sale": "协助签单",
    "service": "服务",
    "play": "挽回",
    "contact": "联系",
    "request": "需求",
    "used": "采纳",
    "invoice": "开票",
    "payment": "回款",
}
_COLOURS_ELSEWHERE = {
    "green": "绿 绿色 grün vert verde groen",
    "lime": "黄绿 绿黄 黄绿色 绿黄色",
    "yellow": "amber 黄 黄色 gelb jaune amarillo amarelo giallo geel",
    "red": "红 红色 rot rouge rojo vermelho rosso rood",
}
_YES = "yes y true 1 x on ja oui sí si sim sì 是 有 √"
_NO = "no n false 0 off nein non não nee 否 无 没有"


def _by_word(words: dict[str, str]) -> dict[str, str]:
    return {word: name for name, texts in words.items() for word in (name, *texts.split())}


_EVENTS = _by_word(_EVENTS_ELSEWHERE)
_COLOURS = _by_word(_COLOURS_ELSEWHERE)
_TRUTHS = {**dict.fromkeys(_YES.split(), 1.0), **dict.fromkeys(_NO.split(), 0.0)}


class EventWords:
    """What the words in a column of events mean: those that the plan names, and csplan's own."""

    def __init__(self, names: dict[str, str] | None) -> None:
        """Know the plan's ``names``."""
        self.names = {folded(word): name for word, name in (names or {}).items()}

    def code(self, text: str) -> int:
        """Return the code of an event; raises Unreadable."""
        word = folded(text)
        plain = word.replace(" ", "_").replace("-", "_")
        name = self.names.get(word) or _EVENTS.get(plain)
        if name is None and not word:
            raise Unreadable("event", say("it names no event"))
        if name is None:
            reason = say("no event is called {word}; `names` may say what it means", word=quoted(text.strip()))
            raise Unreadable("event", reason)
        return EVENTS.index(name)


def colour_code(text: str) -> int | None:
    """Return the code of a colour, 0 where nothing is written; None for another word."""
    word = folded(text)
    name = _COLOURS.get(word)
    return (0 if not word else None) if name is None else COLOURS.index(name) + 1


def truth(text: str) -> float | None:
    """Return 1 for yes, 0 for no; None for another word."""
    return _TRUTHS.get(folded(text))
