"""yaml-language-server, run headless and asked over stdio what an editor would ask it."""

from __future__ import annotations

import functools
import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support import npm

VERSION = "1.25.0"
"""The last version that runs on Node 18 to 20."""

_PATIENCE = 60.0
"""Seconds until an answer that does not come is a failure."""


@functools.cache
def server() -> Path:
    """Return the server's script, installed if it is not there yet."""
    assert shutil.which("node"), "the tests of the editor's schemas need node (18 or later)"
    return npm.package("yaml-language-server", VERSION) / "bin" / "yaml-language-server"


def editor_settings(root: Path) -> dict[str, Any]:
    """Return the server's part of ``.vscode/settings.json``, as VS Code hands it over."""
    flat = json.loads((root / ".vscode" / "settings.json").read_text("utf-8"))
    nested: dict[str, Any] = {}
    for name, value in flat.items():
        section, _, rest = name.partition(".")
        if section == "yaml":
            *path, last = rest.split(".")
            level = nested
            for step in path:
                level = level.setdefault(step, {})
            level[last] = value
    return nested


class Client:
    """A minimal editor: it opens texts and asks about places in them."""

    def __init__(self, root: Path, settings: Mapping[str, Any]) -> None:
        self._settings = {"yaml": dict(settings), "http": {}, "editor": {}, "[yaml]": {}}
        self._process = subprocess.Popen(
            ["node", str(server()), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._number = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        folder = {"uri": root.as_uri(), "name": "root"}
        self._ask(
            "initialize",
            processId=None,
            rootUri=root.as_uri(),
            workspaceFolders=[folder],
            capabilities={
                "workspace": {"configuration": True},
                "textDocument": {
                    "completion": {"completionItem": {"snippetSupport": True}},
                    "hover": {"contentFormat": ["markdown"]},
                },
            },
        )
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=self._settings)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._ask("shutdown")
        self._tell("exit")
        self._process.wait(_PATIENCE)
        self._reader.join(_PATIENCE)
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            stream.close()

    def open(self, path: Path, text: str) -> list[str]:
        """Open a text under a name; return its diagnostics as ``line:column message``."""
        uri = path.as_uri()
        self._tell(
            "textDocument/didOpen",
            textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text},
        )
        while uri not in self._diagnostics:
            self._take()
        found = self._diagnostics.pop(uri)
        return sorted(
            f"{d['range']['start']['line'] + 1}:{d['range']['start']['character'] + 1} "
            f"{d['message']}"
            for d in found
        )

    def completion(self, path: Path, line: int, column: int) -> list[str]:
        """Return the labels offered at a place (from 1)."""
        answer = self._ask("textDocument/completion", **_at(path, line, column))
        return [item["label"] for item in answer["items"]]

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what is shown for a place (from 1)."""
        answer = self._ask("textDocument/hover", **_at(path, line, column))
        return str(answer["contents"]["value"])

    def _ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._take()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """Return the next message, having answered it where the server asks for something."""
        message = self._messages.get(timeout=_PATIENCE)
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        return message

    def _answer(self, message: dict[str, Any]) -> Any:
        if message["method"] == "workspace/configuration":
            return [self._settings.get(item["section"]) for item in message["params"]["items"]]
        return [] if message["method"] == "custom/schema/request" else None

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while head := stream.readline():
            length = int(head.split(b":")[1])
            while stream.readline().strip():
                pass
            self._messages.put(json.loads(stream.read(length)))


def _at(path: Path, line: int, column: int) -> dict[str, Any]:
    place = {"line": line - 1, "character": column - 1}
    return {"textDocument": {"uri": path.as_uri()}, "position": place}
