"""Findings about files themselves, before their keys and values matter."""

from __future__ import annotations

from csplan.explained.explanation import Explanation

TITLE = "The file itself"

EXPLANATIONS = (
    Explanation(
        "missing-file",
        "error",
        "There is no such file.",
        "Paths are relative to the folder of the plan. Mind the spelling.",
        "tasks: none.yaml\n",
        """\
tasks: tasks.yaml
# tasks.yaml
- {name: check-in, kind: proactive, per: customer, takes: 45 min, times: 12}
""",
    ),
    Explanation(
        "directory",
        "error",
        "A folder stands where a file is meant.",
        "Name the file in it.",
        "tasks: .\n",
        "tasks: []\n",
    ),
    Explanation(
        "unreadable-file",
        "error",
        "The file can't be opened: no permission, a pipe, a device, or a table whose headings are broken.",
        "Make it a regular file that you may read.",
    ),
    Explanation(
        "outside-folder",
        "error",
        "A plan reads nothing outside its folder.",
        "Copy the file into the folder of the plan.",
        "tasks: ../shared.yaml\n",
        """\
tasks: shared.yaml
# shared.yaml
- {name: check-in, kind: proactive, per: customer, takes: 45 min, times: 12}
""",
    ),
    Explanation(
        "file-cycle",
        "error",
        "Files name each other in a circle, or a link leads to itself.",
        "Let one of them hold the section.",
        """\
tasks: one.yaml
# one.yaml
two.yaml
# two.yaml
one.yaml
""",
        """\
tasks: one.yaml
# one.yaml
- {name: check-in, kind: proactive, per: customer, takes: 45 min, times: 12}
""",
    ),
    Explanation(
        "file-size",
        "error",
        "A YAML file has more than 64 MiB or 2 million values.",
        "Customers belong in the account book, which is a table and may be of any size.",
    ),
    Explanation(
        "empty-file",
        "error",
        "The file holds nothing, or a table has no headings in its first line.",
        "Write the section into it, or take the line that names the file out.",
        """\
tasks: tasks.yaml
# tasks.yaml

""",
        """\
tasks: tasks.yaml
# tasks.yaml
- {name: check-in, kind: proactive, per: customer, takes: 45 min, times: 12}
""",
    ),
    Explanation(
        "encoding",
        "error",
        "The file is not UTF-8 (a table may be GB18030 too).",
        "Save it as UTF-8: editors and spreadsheets offer it under “Save as”.",
    ),
    Explanation(
        "yaml-syntax",
        "error",
        "The text is no YAML: a tab, an open quote or bracket, a colon inside plain text.",
        "Put text in quotes, indent with spaces, close what is open.",
        "name: what: ever\n",
        'name: "what: ever"\n',
    ),
    Explanation(
        "yaml-documents",
        "error",
        "A second document starts in the file.",
        "Keep one a file: take the line `---` out.",
        "name: first\n---\nname: second\n",
        "name: first\n",
    ),
    Explanation(
        "yaml-depth",
        "error",
        "Lists and mappings stand in each other more than 64 levels deep.",
        "No plan needs that: look for brackets that are never closed.",
        f"name: {'[' * 65}{']' * 65}\n",
        "name: Acme\n",
    ),
    Explanation(
        "yaml-alias",
        "error",
        "Anchors (`&`) and aliases (`*`) are not read.",
        "Write the value out.",
        "name: &name Acme\nstage: *name\n",
        "name: Acme\nstage: growth\n",
    ),
    Explanation(
        "yaml-merge",
        "error",
        "Merge keys (`<<`) are not read.",
        "Write the values out.",
        "segments:\n  - {<<: {customers: 10}, name: a, arr: 1M}\n",
        "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
    ),
    Explanation(
        "yaml-tag",
        "error",
        "Tags (`!`) are not read.",
        "Write the plain value; quotes make it text.",
        "name: !!str 12\n",
        'name: "12"\n',
    ),
    Explanation(
        "yaml-key",
        "error",
        "A list or a mapping stands where a key is meant.",
        "A key is a single value.",
        "? [name, title]\n: Acme\n",
        "name: Acme\n",
    ),
    Explanation(
        "duplicate-key",
        "error",
        "A key stands twice in one mapping, so one of its values would be lost.",
        "Keep one.",
        "segments:\n  - {name: a, customers: 10, arr: 1M, arr: 2M}\n",
        "segments:\n  - {name: a, customers: 10, arr: 2M}\n",
    ),
)
