"""What an editor makes of a plan's text before it asks the schema: the scalars of YAML 1.2's core schema."""

from __future__ import annotations

import math
import re
from typing import Any

import yaml

_RESOLVED = (
    (r"~|null|Null|NULL|", lambda _: None),
    (r"true|True|TRUE", lambda _: True),
    (r"false|False|FALSE", lambda _: False),
    (r"[-+]?[0-9]+", int),
    (r"0o[0-7]+|0x[0-9a-fA-F]+", lambda text: int(text, 0)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
    (r"[-+]?\.(inf|Inf|INF)", lambda text: -math.inf if text[0] == "-" else math.inf),
    (r"\.(nan|NaN|NAN)", lambda _: math.nan),
)


def as_an_editor_reads(text: str) -> Any:
    """Return the value of a plain scalar."""
    for pattern, read in _RESOLVED:
        if re.fullmatch(pattern, text):
            return read(text)
    return text


def opened(text: str) -> Any:
    """Return a YAML text as an editor reads it; keys are text."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    return None if node is None else _value(node)


def _value(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(value) for value in node.value]
    return as_an_editor_reads(node.value) if not node.style else node.value
