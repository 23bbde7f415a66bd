"""Writes the accounts and people of the example 青禾: ``python examples/make_books.py``. All of it is invented.

A team of six for middling customers, whose books have drifted: one has taken over what others left, one is new and has
nothing yet, one leaves at the end of the year, and some customers want to be served in English. The seed makes the same
tables each time.
"""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent / "qinghe-cny"
ACCOUNTS, PEOPLE = HERE / "accounts.csv", HERE / "people.csv"

FIRST = "云 天 海 金 瑞 恒 永 新 华 中 东 南 北 安 宏 嘉 德 祥 启 明".split()  # noqa: SIM905 - words, not a list of quotes
SECOND = "帆 禾 川 石 达 通 信 源 盛 泰 和 创 联 方 科".split()  # noqa: SIM905 - words, not a list of quotes
TRADES = "物流 零售 医疗 教育 制造 餐饮 能源".split()  # noqa: SIM905 - words, not a list of quotes
HOLDERS = {"林晓": 27, "赵敏": 14, "何涛": 12, "许静": 9, "Emma Wang": 8}
ENGLISH = ("赵敏", "Emma Wang", "高远")
ROWS = (
    ("林晓", "2023-03-01", "", "100%", "中文"),
    ("赵敏", "2024-06-15", "", "100%", "中文;英语"),
    ("何涛", "2024-09-01", "2026-12-31", "100%", "中文"),
    ("许静", "2025-02-10", "", "80%", "中文"),
    ("Emma Wang", "2025-05-06", "", "60%", "中文;英语"),
    ("高远", "2026-11-02", "", "100%", "中文;英语"),
)
COLOURS = ("绿", "绿", "绿", "黄绿", "黄绿", "黄绿", "黄", "红")
AS_OF = date(2027, 1, 4)


def accounts() -> list[dict[str, str]]:
    """Return the rows of the account book."""
    chance = random.Random(20270104)  # noqa: S311 - nothing is secret
    names: dict[str, None] = {}
    while len(names) < sum(HOLDERS.values()):
        names[f"{chance.choice(FIRST)}{chance.choice(SECOND)}{chance.choice(TRADES)}"] = None
    rows = []
    holders = [csm for csm, count in HOLDERS.items() for _ in range(count)]
    for name, csm in zip(names, holders, strict=True):
        english = csm in ENGLISH and chance.random() < 0.35  # noqa: PLR2004 - a good third
        arr = round(chance.lognormvariate(12.0, 0.45) / 1000) * 1000
        renewal = AS_OF + timedelta(days=chance.randrange(15, 365))
        rows.append(
            {
                "客户": name,
                "分层": "中型",
                "年合同额": str(arr),
                "客户成功经理": csm,
                "健康度": chance.choice(COLOURS),
                "新签": "是" if chance.random() < 0.12 else "否",  # noqa: PLR2004 - one in eight
                "续约日期": renewal.isoformat(),
                "语言": "英语" if english else "中文",
            }
        )
    chance.shuffle(rows)
    return rows


def people() -> list[dict[str, str]]:
    """Return the rows of the table of people."""
    return [dict(zip(("姓名", "入职", "离职", "工时", "语言"), row, strict=True)) for row in ROWS]


def write(path: Path, rows: list[dict[str, str]]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write(ACCOUNTS, accounts())
    write(PEOPLE, people())
