"""Letters that stand for plain ones: full-width signs, spaces and digits of other scripts, marks nobody sees."""

from __future__ import annotations

import re

SPACES = "\u00a0\u202f\u2009\u2007\u3000"
"""Spaces that are none in ASCII, as they stand between thousands, and beside times."""
UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]")
"""Marks that nobody sees, such as spaces of no width."""
_ZEROS = (0x660, 0x6F0, 0x966)
"""The digit 0 as Arabic, Persian and Hindi write it; the others follow it."""

PLAIN: dict[int, str | None] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, SPACES), " "),
    **{zero + digit: str(digit) for zero in _ZEROS for digit in range(10)},
    0x66B: ".",
    0x66C: ",",
    **dict.fromkeys((0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF)),
}
"""To what ``str.translate`` takes each of them; marks that nobody sees are taken out."""
