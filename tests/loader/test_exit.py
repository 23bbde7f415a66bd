"""A plan that can't be used: every finding on standard error, nothing on standard output, exit 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BAD = Path(__file__).parents[1] / "invalid" / "money.yaml"


def test_a_bad_plan_exits_with_2() -> None:
    command = [sys.executable, "-m", "csplan", "headcount", str(BAD)]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr
    assert f'{BAD}:6:35: error[money]: "1Q" is not an amount of money' in ran.stderr
    assert "| " + " " * 34 + "^^\n" in ran.stderr
