"""Write the account book of the example: `python examples/make_accounts.py` makes yunfan-cny/accounts.csv.

All companies and people are invented. The rows are as a Chinese CRM would export them: in GB18030, and with the dirt
that such exports have. The same bytes come out on every machine and every version of Python.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FILE = Path(__file__).parent / "yunfan-cny" / "accounts.csv"
SEED = 2027
YEAR = 2027
BLANK = 0.02
"""Share of customers whose health nobody filled in."""

HEADINGS = (
    "客户编号", "客户名称", "行业", "地区", "产品版本", "年合同额",
    "签约日期", "到期日", "客户成功经理", "健康度", "今年新签",
)  # fmt: skip
REGIONS = ("华东", "华南", "华北", "华中", "西南", "西北", "东北")
PLACES = ("青澜", "望川", "澄屿", "砚麓", "霁浦", "云岑", "临砚", "汐口", "鹿鸣原", "苇汀湾", "竹墟", "雁渡")
WORDS = ("禾昇", "瑞朔", "衡岳", "拓岚", "沐辰", "启杉", "博屹", "言蹊", "泽铭", "晟桐", "鹿野", "谷雨", "知棠", "弘榆")
TRADES = {
    "制造": ("精工制造", "机械装备", "汽车零部件", "电子元件"),
    "能源": ("新能源", "电力设备"),
    "化工": ("化工材料", "精细化学"),
    "零售": ("百货", "便利连锁", "母婴连锁"),
    "连锁餐饮": ("餐饮管理", "茶饮连锁"),
    "物流": ("物流", "供应链"),
    "专业服务": ("企业咨询", "人力资源", "检测技术"),
    "软件": ("软件", "信息技术"),
}


class Group(NamedTuple):
    """A kind of customer: how many there are and what they are like."""

    customers: int
    new: int
    """How many of them sign this year."""
    at_risk: float
    """Share of those whose health is yellow or red."""
    edition: str
    least: int
    """The smallest contract, in RMB; the mean is ``least + spread / 3``."""
    spread: int
    step: int
    """Contract values are ``least`` and a multiple of it."""
    trades: tuple[str, ...]
    csms: tuple[str, ...]
    """Who serves them, as often as their share is; "" for nobody."""


ENTERPRISE = ("王敏", "王敏", "陈立", "陈立", "赵一鸣")
ENERGY = ("赵一鸣", "赵一鸣", "陈立")
RETAIL = ("刘洋", "孙倩")
SMALL = ("周婷", "吴昊", "郑琳")
GROUPS = (
    Group(24, 4, 0.15, "旗舰版", 120_000, 510_000, 5_000, ("制造",), ENTERPRISE),
    Group(12, 2, 0.20, "旗舰版", 110_000, 390_000, 5_000, ("能源", "化工"), ENERGY),
    Group(42, 8, 0.20, "专业版", 100_000, 180_000, 2_000, ("零售", "零售", "连锁餐饮"), RETAIL),
    Group(130, 30, 0.25, "专业版", 15_000, 75_000, 500, ("制造", "零售", "物流", "专业服务", "软件"), SMALL),
    Group(220, 70, 0.30, "基础版", 3_000, 10_000, 200, ("零售", "连锁餐饮", "物流", "专业服务", "软件"), ("",)),
)


class Draws:
    """Draws from one generator, of which only ``random()`` is used: the rest of it may change with Python."""

    def __init__(self, seed: int) -> None:
        """Start from a seed."""
        self.uniform = random.Random(seed).random  # noqa: S311 - invented data, no secret

    def one_of(self, items: Sequence[str]) -> str:
        """Pick one, each as likely as the others."""
        return items[self.below(len(items))]

    def below(self, end: int) -> int:
        """Draw a whole number from 0 up to, not including, ``end``."""
        return int(self.uniform() * end)

    def skewed(self) -> float:
        """Draw from 0 to 1: mostly small, a third on average, as contract values are."""
        return self.uniform() ** 2


def customers(draws: Draws) -> list[list[str]]:
    """Invent the rows, clean, by group."""
    rows = []
    names: set[str] = set()
    for group in GROUPS:
        for index in range(group.customers):
            trade = draws.one_of(group.trades)
            name = company(draws, trade)
            while name in names:
                name = company(draws, trade)
            names.add(name)
            amount = group.least + int(draws.skewed() * group.spread / group.step) * group.step
            new = index < group.new
            renews = date(YEAR + new, 1, 1) + timedelta(days=draws.below(365))
            signed = renews.replace(year=YEAR if new else YEAR - 1 - draws.below(4), day=min(renews.day, 28))
            rows.append(
                [
                    *("", name, trade, draws.one_of(REGIONS), group.edition),
                    *(amount_as_typed(draws, amount), f"{signed:%Y/%m/%d}", f"{renews:%Y/%m/%d}"),
                    *(draws.one_of(group.csms), colour(draws, group.at_risk), "是" if new else "否"),
                ]
            )
    return rows


def company(draws: Draws, trade: str) -> str:
    """Invent a company of a trade, in a place that does not exist."""
    return draws.one_of(PLACES) + draws.one_of(WORDS) + draws.one_of(TRADES[trade]) + "有限公司"


def amount_as_typed(draws: Draws, amount: int) -> str:
    """Write an amount as the CRM does, or now and then as salespeople type it."""
    ways: tuple[Callable[[int], str], ...] = (
        lambda yuan: f"{yuan / 10_000:.4f}".rstrip("0").rstrip(".") + "万",
        lambda yuan: f"￥{yuan:,}",
        lambda yuan: f"{yuan}元",
    )
    draw = draws.below(20)
    return ways[draw](amount) if draw < len(ways) else f"{amount:,}.00"


def colour(draws: Draws, at_risk: float) -> str:
    """Draw a colour of health; blank where nobody filled it in."""
    draw, blank = draws.uniform(), draws.uniform()
    if blank < BLANK:
        return ""
    if draw < at_risk:
        return "红" if draw < at_risk / 3 else "黄"
    return "绿" if draw < at_risk + (1 - at_risk) * 0.7 else "黄绿"


def soil(rows: list[list[str]]) -> None:
    """Add the mistakes that such exports have; csplan reports each of them."""
    amount, csm, trade = (HEADINGS.index(heading) for heading in ("年合同额", "客户成功经理", "行业"))
    for row in rows:
        if row[trade] in {"能源", "化工"} and row[-1] == "是":
            row[csm] = ""  # large customers who signed and have nobody yet
    enterprise, retail, small, tail = (rows[index] for index in (5, 40, 90, 300))
    rows.append([*retail[:amount], "待定", *retail[amount + 1 :]])  # an amount still to be agreed
    rows.append([*small[:amount], "3万左右", *small[amount + 1 :]])  # "about 30,000"
    rows.append([*tail[:amount], "", *tail[amount + 1 :]])  # no amount at all
    for row, name in zip(rows[-3:], ("青澜谷雨百货", "望川知棠软件", "竹墟言蹊物流"), strict=True):
        row[1] = name + "股份有限公司"
    rows.append(list(enterprise))  # one customer, entered twice
    # A large customer of an industry that no segment of the plan asks for.
    school = ["", "临砚沐辰教育集团有限公司", "教育", "华东", "旗舰版", "168,000.00", "2026/09/01", "2027/08/31"]
    rows.append([*school, "陈立", "绿", "否"])


def book() -> bytes:
    """Return the account book as bytes of the file."""
    draws = Draws(SEED)
    rows = customers(draws)
    soil(rows)
    rows = [row for _, row in sorted((draws.uniform(), row) for row in rows)]
    for number, row in enumerate(rows, 1001):
        row[0] = f"KH{number:06}"
    text = StringIO()
    csv.writer(text).writerows((HEADINGS, *rows))  # with the line ends of Windows
    return text.getvalue().encode("gb18030")


if __name__ == "__main__":
    FILE.write_bytes(book())
