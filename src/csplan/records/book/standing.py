"""Rows of customers who are said to be none: those who left, and those who are none yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_HEADING = re.compile(
    r"(?:(?:account|customer|client|subscription|contract|company|lifecycle|life cycle) )?(?:status|stage)"
    r"|lifecyclestage|(?:客户|合同|订阅|续约)?状态|生命周期阶段|(?:kunden|vertrags|abo)?status"
    r"|statut(?: du (?:client|compte|contrat))?|estado(?: del? (?:cliente|la cuenta|contrato))?"
    r"|situação|status do cliente|stato(?: cliente)?|ステータス|契約状況"
)
_GONE = frozenset(
    (
        *("churned", "churn", "cancelled", "canceled", "cancelled subscription", "inactive", "lost", "closed lost"),
        *(
            "terminated",
            "expired",
            "former customer",
            "ex-customer",
            "past customer",
            "deactivated",
            "ended",
            "non-renewed",
        ),
        *("lost customer", "not renewed", "archived", "suspended", "incomplete_expired", "unsubscribed"),
        *("gekündigt", "inaktiv", "ehemalig", "ehemaliger kunde", "verloren", "beendet", "abgelaufen", "storniert"),
        *("résilié", "annulé", "perdu", "inactif", "ancien client", "expiré", "terminé", "clôturé"),
        *("cancelado", "inactivo", "perdido", "baja", "vencido", "terminado", "inativo", "encerrado", "ex-cliente"),
        *("annullato", "disdetto", "inattivo", "cessato", "opgezegd", "inactief", "beëindigd"),
        *("已流失", "流失", "已取消", "已终止", "已到期", "已过期", "已停用", "停用", "已解约", "流失客户", "失效"),
        *("解約", "解約済", "解約済み", "終了", "해지", "이탈", "отменен", "отменён", "ушел", "неактивен"),
        *("prospect", "lead", "trial", "trialing", "free trial", "opportunity", "interessent", "testphase", "essai"),
        *("prospecto", "潜在客户", "线索", "试用", "试用中", "试用客户", "見込み客"),
    )
)


def status_column(headings: Sequence[str], used: Collection[str]) -> int | None:
    """Return the first column that says how customers stand, which the plan does not use; headings in lower case."""
    found = [at for at, heading in enumerate(headings) if _HEADING.fullmatch(heading.strip().casefold())]
    return next((at for at in found if headings[at].strip().casefold() not in used), None)


def is_gone(text: str) -> bool:
    """Tell whether a cell says that somebody is no customer any more, or none yet."""
    return folded(text) in _GONE
