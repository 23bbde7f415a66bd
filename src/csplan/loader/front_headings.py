"""What exports call the columns of an account book, in the languages in which they were found."""

from __future__ import annotations

import re

HEADINGS: dict[str, tuple[str, ...]] = {
    "customer": (
        *("customer", "customer name", "account name", "account", "company name", "company", "organization - name"),
        *("organization", "organisation", "organization name", "client name", "name", "row labels"),
        *("客户名称", "客户", "公司名称", "公司", "客户全称", "企业名称"),
        *("kunde", "kundenname", "firma", "unternehmen", "client", "nom du client", "société", "entreprise"),
        *("cliente", "nombre del cliente", "empresa", "nome do cliente", "razón social", "razão social"),
        *("nome cliente", "ragione sociale", "klant", "klantnaam", "klient", "nazwa klienta", "клиент"),
        *("accountname", "account-name", "nom du compte", "nombre de la cuenta", "nome da conta", "nome da empresa"),
        *("name 1", "debitorname", "debitorenname", "고객명", "고객사", "회사명", "거래처명"),
        *("顧客名", "顧客", "会社名", "企業名", "取引先名", "取引先", "客戶名稱", "客戶", "公司名稱"),
    ),
    "arr": (
        *("arr", "annualized arr", "annualized arr (converted)", "arr (converted)", "current arr", "total arr"),
        *("annual recurring revenue", "acv", "annual contract value", "annual value", "sum of arr", "arr - current"),
        *("annual recurring revenue (arr)", "arr (annual recurring revenue)", "annual contract value (acv)"),
        *("年合同额", "年费", "合同金额", "年度合同额", "年化收入", "年经常性收入", "年合同金额"),
        *("jährlich wiederkehrender umsatz", "jahresvertragswert", "revenu annuel récurrent"),
        *(
            "ricavi ricorrenti annuali",
            "年間契約額",
            "年間経常収益",
            "revenu récurrent annuel",
            "ingresos recurrentes anuales",
            "receita recorrente anual",
            "年額",
            "年間契約金額",
            "연간 계약금액",
            "연간 반복 매출",
            "年合約額",
        ),
    ),
    "mrr": (
        *("monthly recurring revenue (mrr)", "mrr (monthly recurring revenue)", "sum of mrr"),
        *("mrr", "mrr (converted)", "monthly recurring revenue", "current mrr", "total mrr", "月费", "月经常性收入"),
        *("月額", "月間経常収益", "monatlich wiederkehrender umsatz"),
        *("revenu récurrent mensuel", "ingresos recurrentes mensuales", "receita recorrente mensal"),
    ),
    "segment": (
        *("segment", "customer segment", "account segment", "tier", "account tier", "customer tier"),
        *("客户分层", "客户等级", "客户分级", "segmento", "kundensegment"),
    ),
    "csm": (
        *(
            "csm",
            "csm name",
            "customer success manager",
            "account owner",
            "company owner",
            "owner",
            "organization - owner",
        ),
        *(
            "客户成功经理",
            "负责人",
            "客户负责人",
            "跟进人",
            "客户成功负责人",
            "담당자",
            "고객 담당자",
            "客户成功",
            "客户经理",
            "betreuer",
            "kundenbetreuer",
            "responsable",
            "responsável",
        ),
        *(
            "propietario de la cuenta",
            "propietario",
            "proprietário",
            "propriétaire du compte",
            "kontoinhaber",
            "inhaber",
        ),
        *("account-inhaber", "accountinhaber", "担当者", "担当", "取引先所有者", "客戶成功經理", "負責人", "opiekun"),
        *("responsável pela conta", "proprietário da conta", "responsable del cliente", "responsable de cuenta"),
    ),
    "renewal_date": (
        *("renewal date", "contract end date", "contract end", "next renewal", "next renewal date", "renewal"),
        *("到期日", "续约日期", "合同到期日", "到期时间", "续费日期", "vertragsende", "verlängerungsdatum"),
        *("date de renouvellement", "fin de contrat", "fecha de renovación", "data de renovação", "fin del contrato"),
        *("更新日", "契約終了日", "契約満了日", "到期日期", "data de término do contrato", "échéance"),
    ),
    "health": (
        *("health", "health status", "customer health", "account health", "健康度", "健康状态", "客户健康度"),
        *("gesundheit", "gesundheitsstatus", "kundengesundheit", "santé", "état de santé", "salud", "saúde", "健全性"),
    ),
    "currency": ("currency", "arr currency", "币种", "货币", "währung", "devise", "moneda", "moeda", "通貨"),
}
"""What exports call the columns of an account book, in the languages in which they were found; the own name first."""

PREFIXES = re.compile(r"^(?:organization|deal|company|account|customer)(?: - |: )")
"""What CRMs put before the names of columns, in lower case: Organization - Name."""

SUBSCRIPTIONS = frozenset(
    (
        *("product", "product name", "plan", "plan name", "plan_name", "subscription", "subscription id", "sku"),
        *("subscription name", "sub_id", "contract", "contract id", "contract number", "line item", "opportunity name"),
        *("deal name", "order id", "产品", "产品名称", "合同编号", "订阅", "produkt", "vertrag", "vertragsnummer"),
        *("produit", "contrat", "abonnement", "producto", "contrato", "produto", "prodotto", "contratto"),
    )
)
"""Headings of what tells the rows of one customer apart where each is a subscription, in lower case."""
