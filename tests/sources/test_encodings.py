# ruff: noqa: RUF001 - letters of other languages are what is read
"""Encodings that are guessed, and said: tables of names in the encodings of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplan.sources.encodings import find_encoding
from tests.records.books import HEAD, read, sums

if TYPE_CHECKING:
    from pathlib import Path

TAIWAN = "客戶名稱,年合約額,負責人\n台積電,120000,王小明\n聯發科技,80000,陳美玲\n鴻海精密,50000,林志豪\n"
JAPAN = "顧客名,年額,担当者\n株式会社サンプル,120000,田中太郎\nトヨタ自動車,80000,鈴木一郎\n"
RUSSIA = "Клиент,Сумма,Менеджер\nРомашка,120000,Иванов\nООО Вектор,80000,Петров\n"
KOREA = (
    "고객명,연간 계약금액,담당자\n한국전자,120000,김철수\n서울물산,80000,이영희\n부산상사,50000,박민수\n"
    "대한통운,40000,최지우\n"
)
CHINA = "客户名称,年合同额,负责人\n阿里巴巴,120000,王小明\n腾讯科技,80000,陈美玲\n"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (TAIWAN, "big5", "Big5"),
        ("customer,arr\n宏達電,1\n鴻海,2\nAcme,3\n", "big5", "Big5"),
        (JAPAN, "shift_jis", "Shift-JIS"),
        ("customer,arr\nソニー,1\n日立製作所,2\nAcme,3\n", "cp932", "Shift-JIS"),
        (JAPAN, "euc_jp", "EUC-JP"),
        ("customer,arr\nソニー,1\nトヨタ,2\nAcme,3\n", "euc_jp", "EUC-JP"),
        (KOREA, "euc_kr", "EUC-KR"),
        (KOREA, "cp949", "EUC-KR"),
        (RUSSIA, "cp1251", "Windows-1251"),
        ("customer,arr\nЯндекс,1\nAcme,2\n", "cp1251", "Windows-1251"),
        (CHINA, "gb18030", "GB18030"),
        (CHINA, "gbk", "GB18030"),
        ("客户名称,年费,健康度\n" + "Acme,1,高\nBeta,2,低\n" * 30, "gb18030", "GB18030"),
        (CHINA * 20, "gb18030", "GB18030"),
        ("客户,金额\n囧科技,1\n喆电子,2\n淼公司,3\n", "gb18030", "GB18030"),
        ("Kunde,ARR\nMüller,1\n", "cp1252", "Windows-1252"),
        ("Kunde,ARR\nÄrzte AG,1\n", "cp1252", "Windows-1252"),
        ("Name,ARR\nÅÄÖ,1\nOÜ,2\n", "cp1252", "Windows-1252"),
        ("client,ARR\nL’Oréal,1\nCompañía,2\nSociété Générale,3\n", "cp1252", "Windows-1252"),
        ("name,arr\n“Acme” – x,1\n", "cp1252", "Windows-1252"),
    ],
)
def test_what_reads_as_common_letters_of_an_encoding_is_guessed(
    tmp_path: Path, text: str, codec: str, name: str
) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(text.encode(codec))
    assert find_encoding(path, None).guessed == name


def test_a_guess_says_what_else_to_try_and_a_stated_encoding_is_followed(tmp_path: Path) -> None:
    # Short words of Big5 can't be told from others: read wrong, they are said, and `encoding:` reads them right.
    table = "customer,segment,arr\n台塑,a,120000\nAcme,b,80000\n"
    (tmp_path / "accounts.csv").write_bytes(table.encode("big5"))
    guessed = read(tmp_path, table.encode("big5"))
    [note] = [each for each in guessed.diagnostics if each.code == "table-encoding"]
    assert "big5" in note.hint
    assert "shift_jis" in note.hint
    head = HEAD.replace("accounts: accounts.csv", "accounts: {file: accounts.csv, encoding: big5}")
    stated = read(tmp_path, table.encode("big5"), head=head)
    assert not [each for each in stated.diagnostics if each.code == "table-encoding"]
    assert sums(stated) == sums(guessed)
