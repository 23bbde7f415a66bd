"""Finds sentences in the source that people read and that no other language could say: those that pass by ``say``."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROSE = re.compile(r"[a-z]{2,},? [a-z]{2,}")
"""Two words beside each other are a sentence, or a part of one."""

JOINED = (" and ", " or ")
"""Words between texts: ``both`` and ``either`` say them."""

COMMAND = re.compile(r"csplan [a-z{]")
"""What somebody types is the same in every language."""

SAID = {"say", "say_many", "later", "worded", "Record", "table", "label"}
"""What takes sentences: the records of findings are said where they are found, labels where a table is declared."""
EXPLAINED = {
    "Field": "a key of the plan, as docs, schema and hints describe it",
    "Option": "help of a command line, which typer has in English",
    "Argument": "as above",
    "Typer": "as above",
    "command": "as above",
    "callback": "as above",
    "_value": "the schema, which editors show",
    "ValueError": "a mistake of a Python caller",
    "TypeError": "as above",
    "LookupError": "a mistake in the code",
    "RuntimeError": "as above",
    "NotImplementedError": "as above",
    "compile": "a pattern",
}
"""Calls whose texts are not said, each with the reason."""


def unsaid(source: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each sentence that is neither said nor documentation."""
    tree = ast.parse(source)
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in SAID | EXPLAINED.keys():
                # The facts of a sentence are no sentences: what is glued into one is found here.
                facts = {"say", "say_many"} & {name}
                texts = node.args if facts else [*node.args, *(each.value for each in node.keywords)]
                passed.update(id(each) for text in texts for each in ast.walk(text))
    joined = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "join"
        if isinstance(node.value, ast.Constant) and node.value.value in JOINED
    }
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            passed.update(id(each) for each in node.values)
            text = "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if id(node) in joined or (PROSE.search(text) and not COMMAND.match(text)):
            yield node.lineno, text
