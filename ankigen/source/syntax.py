"""What libyaml's complaint means to somebody who writes a deck."""

from __future__ import annotations

import json
import re
from typing import Any

from ankigen.diagnostics import Diagnostic, Edit, Hint, Location

_PAIR = re.compile(r"(\s*(?:- )?[\w-]+:\s+)(.*\S)\s*$")
_OPEN_QUOTE = re.compile(r"\s*(?:- )?[\w-]+:\s+([\"'])(.*)$")
_FLOW_COLON = re.compile(r"([\w-]+):\s+([^,{}\"']*?:\s[^,{}]*)")


def explain(path: str, text: str, error: Any) -> Diagnostic:
    """Turn a YAML syntax error into a diagnostic at the place where the author slipped."""
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    row = min(mark.line, len(lines) - 1)
    source = lines[row].rstrip("\r")
    first = error.context_mark.line if error.context_mark else row
    return (
        _unclosed_quote(path, lines, first, row)
        or _tab(path, source, row)
        or _colon_in_text(path, source, row, error.problem or "")
        or _start_char(path, source, row)
        or _other(path, mark, error)
    )


def _span(path: str, row: int, start: int, end: int) -> Location:
    return Location(path, row + 1, start + 1, row + 1, end + 1)


def _unclosed_quote(path: str, lines: list[str], first: int, last: int) -> Diagnostic | None:
    for row in range(first, last + 1):
        line = lines[row].rstrip("\r")
        match = _OPEN_QUOTE.match(line)
        if match and not re.search(r"(?<!\\)" + match[1], match[2]):
            end = len(line.rstrip())
            return Diagnostic(
                _span(path, row, match.start(1), end),
                "yaml-unclosed-quote",
                {"quote": match[1]},
                (Hint("close-quote", {"quote": match[1]}),),
                (Edit(_span(path, row, end, end), match[1]),),
            )
    return None


def _tab(path: str, source: str, row: int) -> Diagnostic | None:
    indent = source[: len(source) - len(source.lstrip())]
    if "\t" not in indent:
        return None
    at = indent.index("\t")
    return Diagnostic(_span(path, row, at, at + 1), "yaml-tab", {}, (Hint("use-spaces"),))


def _colon_in_text(path: str, source: str, row: int, problem: str) -> Diagnostic | None:
    pair = _PAIR.match(source)
    if pair is None:
        return None
    if "mapping values are not allowed" in problem:
        return _quote(
            path, row, pair.end(1), pair[2], code="yaml-colon-in-text", key=pair[1].strip()
        )
    if pair[2].startswith("{") and not pair[2].startswith("{{"):
        inner = _FLOW_COLON.search(pair[2])
        if inner:
            value = inner[2].rstrip()
            start = pair.end(1) + inner.start(2)
            return _quote(path, row, start, value, code="yaml-colon-in-text", key=inner[1] + ":")
    return None


def _start_char(path: str, source: str, row: int) -> Diagnostic | None:
    pair = _PAIR.match(source)
    if pair is None:
        return None
    value = pair[2]
    special = value[0] in "\"'*&!%@`|>" or value[:2] in ("{{", "[[")
    unclosed = value[0] in "[{" and value[-1] not in "]}"
    if not special and not unclosed:
        return None
    return _quote(path, row, pair.end(1), value, code="yaml-start-char", key=pair[1].strip())


def _quote(path: str, row: int, start: int, value: str, *, code: str, key: str) -> Diagnostic:
    quoted = json.dumps(value, ensure_ascii=False)
    place = _span(path, row, start, start + len(value))
    return Diagnostic(
        place,
        code,
        {"char": value[0]},
        (Hint("write-as", {"text": f"{key} {quoted}"}),),
        (Edit(place, quoted),),
    )


def _other(path: str, mark: Any, error: Any) -> Diagnostic:
    said = ", ".join(part for part in (error.context, error.problem) if part)
    place = _span(path, mark.line, mark.column, mark.column + 1)
    return Diagnostic(place, "yaml-syntax", {"problem": said})
