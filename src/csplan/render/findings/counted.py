"""How many findings there are, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.lang.say import say, say_many
from csplan.render.problems import summary

if TYPE_CHECKING:
    from csplan.report.validation import Validation


def counted(validation: Validation) -> str:
    """Return ``2 plans checked: 1 error, 2 warnings; 1 plan can't be used``, or that there is nothing to say."""
    n, findings = len(validation.plans), summary(validation.findings) or say("no findings")
    parts = [say_many(n, "{n} plan checked: {findings}", "{n} plans checked: {findings}", n=n, findings=findings)]
    if validation.left_out:
        parts.append(say_many(validation.left_out, "{n} not shown", "{n} not shown", n=validation.left_out))
    if n := validation.unusable:
        parts.append(say_many(n, "{n} plan can't be used", "{n} plans can't be used", n=n))
    return "; ".join(parts)
