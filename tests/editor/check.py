"""Opens plans in the language server of editors and compares what it says: ``python tests/editor/check.py FOLDER``.

FOLDER is where ``npm ci`` has put the server (package.json beside this file). Right plans have to be free of findings,
a bad one has to have those that it says of itself, each in its line, and keys have to be explained. It is no part of
pytest, because it needs node.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
SECONDS = 900
"""After which the server is taken to hang."""

HOVERS = (
    ("segments", "arr: 4.32M", ("Money, 0 or more", "annual recurring revenue", "150万")),
    ("segments", "at_risk: 15%", ("Share, 0 to 100%", "share of customers in yellow or red health", "75%")),
    ("roles", "contracted: 250 d", ("Working time, with its unit", "time in the contract, a year", "1h30m")),
    ("tasks", "kind: implementation", ("implementation and reactive are service", "`proactive`")),
    ("tasks", "times: {", ("how often per driver and year", "by tier or segment where it differs")),
    ("tiers", "touch: high", ("high, mid, low or digital", "`digital`")),
    ("plan", "segments:", ("the customers to serve",)),
    ("plan", "rules: usd-2m", ("a rule pack by name", "cny-1.5-2.5m")),
)
"""Beginnings of lines of examples/acme-usd, by section, and what an editor shows when the key is pointed at."""


class Server:
    """The language server, spoken to over its standard streams."""

    def __init__(self, folder: Path) -> None:
        program = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
        node = shutil.which("node")
        if node is None or not program.is_file():
            sys.exit(f"there is no node, or no {program}: run npm ci there")
        self._process = subprocess.Popen([node, str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        guard = threading.Timer(SECONDS, self._process.kill)
        guard.daemon = True
        guard.start()
        self._sent = 0
        self.found: dict[str, list[dict[str, Any]]] = {}
        """Findings by document."""
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.tell("initialized", {})

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and return its answer."""
        self._sent += 1
        self._send({"id": self._sent, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._sent and "method" not in message:
                return message["result"]

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def open(self, path: Path) -> list[dict[str, Any]]:
        """Open a document and return what is found in it."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": path.read_text(encoding="utf-8")}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self.found:
            self._receive()
        return self.found[uri]

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what an editor shows of a place."""
        at = {"line": line, "character": column}
        answer = self.ask("textDocument/hover", {"textDocument": {"uri": path.as_uri()}, "position": at})
        return answer["contents"]["value"] if answer else ""

    def close(self) -> None:
        """End the server."""
        self._process.kill()

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._stream(self._process.stdin)
        stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        stream.flush()

    def _receive(self) -> dict[str, Any]:
        """Return the next message; findings are kept, questions of the server get an empty answer."""
        stream = self._stream(self._process.stdout)
        header = b""
        while not header.endswith(b"\r\n\r\n"):
            byte = stream.read(1)
            if not byte:
                sys.exit(f"the language server has ended, or did not answer in {SECONDS} s")
            header += byte
        [length] = re.findall(rb"Content-Length: (\d+)", header)
        message: dict[str, Any] = json.loads(stream.read(int(length)))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.found[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            settings = [{"validate": True, "hover": True, "hoverSchemaSource": False}]
            answer = settings * len(message["params"]["items"]) if "items" in (message["params"] or {}) else None
            self._send({"id": message["id"], "result": answer})
        return message

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        assert stream is not None
        return stream


def csplan(*arguments: str, cwd: Path) -> None:
    """Run a command of csplan."""
    subprocess.run([sys.executable, "-m", "csplan", *arguments], cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def with_schema(path: Path, section: str) -> None:
    """Write the schema of a section beside a file of it, and into its first line where it is."""
    name = f"{path.stem}.schema.json"
    csplan("schema", section, "--output", name, "--force", cwd=path.parent)
    path.write_text(f"# yaml-language-server: $schema=./{name}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")


def right_plans(folder: Path) -> list[Path]:
    """Return plans without fault: a starter plan, the examples, their sections in files, the rule packs."""
    csplan("init", "new", cwd=folder)
    files = [folder / "new" / "csplan.yaml"]
    for example in ("acme-usd", "yunfan-cny"):
        copy = shutil.copytree(EXAMPLES / example, folder / example)
        for path in sorted(copy.glob("*.yaml")):
            if path.stem != "timelog":  # a table: no schema of its own
                with_schema(path, "plan" if path.stem == "csplan" else path.stem)
                files.append(path)
    for pack in sorted((EXAMPLES.parent / "configs").glob("*.yaml")):
        path = Path(shutil.copy(pack, folder))
        with_schema(path, "rules")
        files.append(path)
    return files


def complaints(server: Server, path: Path) -> list[str]:
    """Return how what is found in a file differs from what its lines say after ``#!``."""
    found: dict[int, list[str]] = {}
    for each in server.open(path):
        found.setdefault(each["range"]["start"]["line"], []).append(each["message"])
    wrong = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        meant = line.partition("#! ")[2]
        messages = sorted(found.pop(number, []))
        expected = sorted(meant.split(" | ")) if meant else []
        right = len(messages) == len(expected) and all(map(str.startswith, messages, expected))
        if not right:
            wrong.append(f"{path.name}:{number + 1}: expected {expected}, found {messages}")
    return wrong


def unexplained(server: Server, path: Path) -> list[str]:
    """Return what an editor does not show of keys."""
    lines = path.read_text(encoding="utf-8").splitlines()
    wrong = []
    for section, start, texts in HOVERS:
        number = next(at for at, line in enumerate(lines) if start in line)
        line = lines[number]
        shown = server.hover(path, number, line.index(start) + 1).replace("\\", "").replace("&nbsp;", " ")
        wrong += [f"{section}: {start}: {text!r} is not in {shown!r}" for text in texts if text not in shown]
    return wrong


def main() -> None:
    """Check all, print what is wrong, and exit with 1 if anything is."""
    server = Server(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        files = right_plans(folder)
        bad = Path(shutil.copy(HERE / "bad.yaml", folder / "new" / "bad.yaml"))
        wrong = [each for path in [*files, bad] for each in complaints(server, path)]
        wrong += unexplained(server, folder / "acme-usd" / "csplan.yaml")
    server.close()
    if wrong:
        sys.exit("\n".join(wrong))
    sys.stdout.write(f"{len(files)} right files without findings, a bad one as it says, {len(HOVERS)} keys explained\n")


if __name__ == "__main__":
    main()
