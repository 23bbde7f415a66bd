"""Findings about files themselves, before their keys and values matter."""

from __future__ import annotations

from csplan.findings.record import Record

TITLE = "The file itself"

MISSING_FILE = Record(
    "missing-file",
    "error",
    "There is no such file.",
    "Paths are relative to the folder of the plan. Check the spelling.",
    "tasks: none.yaml\n",
    """\
tasks: tasks.yaml
# tasks.yaml
- {name: check-in, kind: proactive, per: customer, takes: 45 min, times: 12}
""",
    message="there is no such file",
)
NO_FILE_NAME = MISSING_FILE.worded("no file can be named {name}")
NOT_IN_REVISION = MISSING_FILE.worded(
    "there is no {path} in {revision}", "where it had another path: csplan diff {revision}:OLD-PATH {path}"
)
LINK_IN_REVISION = MISSING_FILE.worded("{path} is a symbolic link in {revision}, which is not followed")
SUBMODULE_IN_REVISION = MISSING_FILE.worded("{path} is a submodule in {revision}, which is not followed")
LINKS_IN_REVISION = MISSING_FILE.worded("{links}: symbolic links in a revision are not followed")._replace(
    severity="note"
)
DIRECTORY = Record(
    "directory",
    "error",
    "A folder stands where a file is meant.",
    "Name the file in it.",
    "tasks: .\n",
    "tasks: []\n",
    message="this is a folder; a file is meant here",
)
FOLDER_OF_PLAN = DIRECTORY.worded(
    "the folder of the plan holds more than a time log", "put the files of the log into a folder of their own"
)
NO_LOG_IN_FOLDER = DIRECTORY.worded(
    "the folder {name} holds no time log", "name the files: `file: [january.csv, february.csv]`"
)
TOO_MANY_FILES = DIRECTORY.worded(
    "the folder {name} holds more than {most} files", "name the files: `file: [january.csv, february.csv]`"
)
UNREADABLE_FILE = Record(
    "unreadable-file",
    "error",
    "The file can't be opened: no permission, a pipe, a device, or a table whose headings are broken.",
    "Make it a regular file that you may read.",
    message="it can't be opened: {reason}",
)
NOT_REGULAR = UNREADABLE_FILE.worded("this is not a regular file")
CHANGED = UNREADABLE_FILE.worded(
    "another program changed it while it was read", "run csplan again when the other program is done"
)
UNREADABLE_HEADINGS = UNREADABLE_FILE.worded("the headings can't be read: {reason}")
UNREADABLE_WORKBOOK = UNREADABLE_FILE.worded("the workbook can't be read: {reason}", "save it anew, without a password")
UNREADABLE_CALENDAR = UNREADABLE_FILE.worded("the calendar can't be read: {reason}")
UNREADABLE_JSON = UNREADABLE_FILE.worded("its JSON can't be read from line {line} on")
UNREADABLE_IN_GIT = UNREADABLE_FILE.worded(
    "{file} can't be read from git: {reason}", "if this is a partial clone, have git fetch the file first"
)
OUTSIDE_FOLDER = Record(
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
    message="{path} is outside the plan's folder",
    hint="keep the files of a plan in its folder",
)
OUTSIDE_REPOSITORY = OUTSIDE_FOLDER.worded("{path} is outside the repository {top}")
BOOK_OUTSIDE_FOLDER = OUTSIDE_FOLDER.worded(
    "{file} is not in the folder of the plan",
    "keep the files of a plan in its folder: write it beside the account book",
)
FILE_CYCLE = Record(
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
    message="the files name each other in a circle: {path}",
)
PATH_IN_CIRCLE = FILE_CYCLE.worded("the path {path} runs in a circle")
LINK_IN_CIRCLE = FILE_CYCLE.worded("it can't be opened: {reason}")
FILE_SIZE = Record(
    "file-size",
    "error",
    "A YAML file has more than 64 MiB or 2 million values.",
    "Customers belong in the account book, which is a table and may be of any size.",
    message="the file is larger than {most} MiB",
)
CALENDAR_SIZE = FILE_SIZE.worded("the calendar is larger than {most} MiB")
WORKBOOK_SIZE = FILE_SIZE.worded(
    "the workbook is larger than {most} MiB once unpacked", "save the sheet as CSV, which may be of any size"
)
REVISION_SIZE = FILE_SIZE.worded("the plan's files are larger than {most} MiB")
TOO_MANY_VALUES = FILE_SIZE.worded("the file has more than {most} values")
EMPTY_FILE = Record(
    "empty-file",
    "error",
    "The file holds nothing, or a table has no headings.",
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
    message="the file is empty",
)
EMPTY_TABLE = EMPTY_FILE.worded("the table is empty: it has not even headings")
EMPTY_SHEET = EMPTY_FILE.worded("the sheet is empty: it has not even headings")
NO_ROWS = EMPTY_FILE.worded("the account book has headings and no rows", "export it anew")
NOBODY_IN_TABLE = EMPTY_FILE.worded("the table of people has headings and no rows", "export it anew")
NO_EVENTS = EMPTY_FILE.worded("the table of events has headings and no rows", "export it anew")
NO_SNAPSHOTS = EMPTY_FILE.worded("the table of snapshots has headings and no rows", "export it anew")
NOTHING_LISTED = EMPTY_FILE.worded("nothing is listed here", "list something, or leave the key out")
NOTHING_IN_FILE = EMPTY_FILE.worded("the file holds nothing")
ENCODING = Record(
    "encoding",
    "error",
    "A YAML file is not UTF-8; or a table is neither UTF-8, UTF-16 with its mark, GB18030 nor Windows-1252, or not "
    "what `encoding` says.",
    "Save it as UTF-8: editors and spreadsheets offer it under “Save as”.",
    message="the file is not UTF-8: byte {byte}",
    hint="save it as UTF-8",
)
PERHAPS_GB18030 = ENCODING.worded("the file is not UTF-8: byte {byte}", "save it as UTF-8; it may be GB18030 now")
UTF_16 = ENCODING.worded("the file is UTF-16, not UTF-8", "save it as UTF-8")
UNMARKED_UTF_16 = ENCODING.worded(
    "the table seems to be UTF-16 without its mark", "save it as UTF-8, or state `encoding: utf-16-le`"
)
NO_ENCODING_FITS = ENCODING.worded(
    "the table is neither UTF-8 nor GB18030 nor Windows-1252",
    "save it as CSV in UTF-8, or state its encoding; try `encoding:` {tried}",
)
UNKNOWN_ENCODING = ENCODING.worded(
    "csplan does not know the encoding {stated}", "such as utf-8, gb18030, windows-1252, utf-16, big5 or shift_jis"
)
WRONG_ENCODING = ENCODING.worded(
    "the table can't be read as {stated}: see its line {line}",
    "leave `encoding` out, and csplan finds out which it is",
)
YAML_SYNTAX = Record(
    "yaml-syntax",
    "error",
    "The text is not YAML: a tab, an open quote or bracket, a colon inside plain text.",
    "Put text in quotes, indent with spaces, close what is open.",
    "name: what: ever\n",
    'name: "what: ever"\n',
    message="this is not YAML: {problem}",
)
BAD_CHARACTER = YAML_SYNTAX.worded("character {character} is not allowed", "take it out")
YAML_DOCUMENTS = Record(
    "yaml-documents",
    "error",
    "A second document starts in the file.",
    "Keep one a file: take the line `---` out.",
    "name: first\n---\nname: second\n",
    "name: first\n",
    message="a second document starts here",
    hint="keep one document a file",
)
YAML_DEPTH = Record(
    "yaml-depth",
    "error",
    "Lists and mappings stand in each other more than 64 levels deep.",
    "No plan needs that: look for brackets that are never closed.",
    f"name: {'[' * 65}{']' * 65}\n",
    "name: Acme\n",
    message="nested more than {most} deep",
)
YAML_ALIAS = Record(
    "yaml-alias",
    "error",
    "Anchors (`&`) and aliases (`*`) are not read.",
    "Write the value out.",
    "name: &name Acme\nstage: *name\n",
    "name: Acme\nstage: growth\n",
    message="aliases are not supported: *{name}",
    hint="write the value out",
)
ANCHOR = YAML_ALIAS.worded("anchors are not supported: &{name}", "write the value out where it is used")
YAML_MERGE = Record(
    "yaml-merge",
    "error",
    "Merge keys (`<<`) are not read.",
    "Write the values out.",
    "segments:\n  - {<<: {customers: 10}, name: a, arr: 1M}\n",
    "segments:\n  - {name: a, customers: 10, arr: 1M}\n",
    message="merge keys are not supported",
    hint="write the values out",
)
YAML_TAG = Record(
    "yaml-tag",
    "error",
    "Tags (`!`) are not read.",
    "Write the plain value; quotes make it text.",
    "name: !!str 12\n",
    'name: "12"\n',
    message="tags are not supported: {tag}",
    hint="write the plain value",
)
YAML_KEY = Record(
    "yaml-key",
    "error",
    "A list or a mapping stands where a key is meant.",
    "A key is a single value.",
    "? [name, title]\n: Acme\n",
    "name: Acme\n",
    message="a key is a single value",
)
DUPLICATE_KEY = Record(
    "duplicate-key",
    "error",
    "A key stands twice in one mapping, so one of its values would be lost.",
    "Keep one.",
    "segments:\n  - {name: a, customers: 10, arr: 1M, arr: 2M}\n",
    "segments:\n  - {name: a, customers: 10, arr: 2M}\n",
    message="{key} stands here twice; first in line {line}",
    hint="keep one",
)
