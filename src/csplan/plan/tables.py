"""What a plan says of the form of a table, where csplan is not to find it out."""

from typing import Literal

from pydantic import Field

from csplan.plan.types import Section, Text

NumberFormat = Literal["1,234.56", "1.234,56", "1 234.56", "1 234,56", "1'234.56", "1234.56", "1234,56"]
DateFormat = Literal["dmy", "mdy"]


class TableFile(Section):
    """The form of a table, where that is not to be found out."""

    encoding: Text | None = Field(None, description="utf-8, gb18030, windows-1252, ... (default: found out)")
    delimiter: Text | None = Field(None, description='between cells: ",", ";", tab or "|" (default: found out)')
    sheet: Text | None = Field(None, description="of a workbook (default: the first that is not hidden)")
    number_format: NumberFormat | None = Field(
        None, description="how its numbers are written (default: found out column by column)"
    )
    date_format: DateFormat | None = Field(None, description="dmy: 31/12/2026; mdy: 12/31/2026 (default: found out)")
