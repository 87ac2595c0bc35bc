"""Diagnostics for programs: JSON, GitHub's annotations, SARIF.

All three take the same texts as people see, and count columns in code points from 1,
the end exclusive.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from ankigen import __version__
from ankigen.diagnostics import Diagnostic, Edit, Location, Severity
from ankigen.languages import messages
from ankigen.report.frame import mended_lines
from ankigen.report.text import hints, summary

if TYPE_CHECKING:
    from ankigen.source import SourceFile

Sources: TypeAlias = "Mapping[str, SourceFile]"

_GITHUB_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB_SHOWS = 10
"""GitHub shows so many annotations of each level for one step."""


def as_json(diagnostics: Sequence[Diagnostic], sources: Sources, language: str) -> str:
    """Write one JSON object: ``summary`` and the list ``diagnostics``."""
    severities = [d.severity for d in diagnostics]
    return _dump(
        {
            "version": 1,
            "summary": {
                "files": len(sources),
                "errors": severities.count(Severity.ERROR),
                "warnings": severities.count(Severity.WARNING),
            },
            "diagnostics": [_json(d, language) for d in diagnostics],
        }
    )


def _json(diagnostic: Diagnostic, language: str) -> dict[str, Any]:
    result = {
        **_json_place(diagnostic.location),
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": messages.message(diagnostic.code, diagnostic.params, language),
        "hints": hints(diagnostic, language),
        "edits": [{**_json_place(e.location), "text": e.text} for e in diagnostic.edits],
    }
    if diagnostic.description:
        result["description"] = messages.side(diagnostic.description, language)
    return result


def _json_place(place: Location) -> dict[str, Any]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def github(diagnostics: Sequence[Diagnostic], sources: Sources, language: str) -> str:
    """Write workflow commands, which GitHub shows beside the lines of a change."""
    lines = [_github(d, sources, language) for d in diagnostics]
    lines.append(summary(diagnostics, len(sources), language))
    levels = [d.severity for d in diagnostics]
    if any(levels.count(level) > _GITHUB_SHOWS for level in Severity):
        lines.append(messages.word("github-limit", language))
    return "\n".join(lines)


def _github(diagnostic: Diagnostic, sources: Sources, language: str) -> str:
    place = diagnostic.location
    said = [messages.message(diagnostic.code, diagnostic.params, language)]
    said += hints(diagnostic, language)
    source = sources.get(place.path)
    if source is not None:
        write = messages.word("write", language)
        said += [
            f"{write}: {messages.visible(line.strip())}"
            for _, line in mended_lines(diagnostic.edits, source)
        ]
    if diagnostic.description:
        said.append(messages.side(diagnostic.description, language))
    properties = {
        "file": place.path,
        "line": place.line,
        "col": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "title": f"ankigen {diagnostic.code}",
    }
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    level = _GITHUB_LEVELS[diagnostic.severity.value]
    message = _data("\n".join(said))
    return f"::{level} {written}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(diagnostics: Sequence[Diagnostic], _sources: Sources, language: str) -> str:
    """Write a SARIF 2.1.0 log, as code-scanning services and editors read it."""
    codes = sorted({d.code for d in diagnostics})
    driver = {
        "name": "ankigen",
        "version": __version__,
        "rules": [_sarif_rule(code, language) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(d, codes, language) for d in diagnostics],
    }
    return _dump({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(code: str, language: str) -> dict[str, Any]:
    return {"id": code, "shortDescription": {"text": messages.template(code, language)}}


def _sarif_result(diagnostic: Diagnostic, codes: list[str], language: str) -> dict[str, Any]:
    said = [messages.message(diagnostic.code, diagnostic.params, language)]
    said += hints(diagnostic, language)
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": _SARIF_LEVELS[diagnostic.severity.value],
        "message": {"text": "\n".join(said)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _sarif_file(diagnostic.location.path),
                    "region": _sarif_region(diagnostic.location),
                }
            }
        ],
    }
    if diagnostic.edits:
        result["fixes"] = [_sarif_fix(diagnostic.edits)]
    return result


def _sarif_fix(edits: tuple[Edit, ...]) -> dict[str, Any]:
    return {
        "artifactChanges": [
            {
                "artifactLocation": _sarif_file(edits[0].location.path),
                "replacements": [
                    {
                        "deletedRegion": _sarif_region(edit.location),
                        "insertedContent": {"text": edit.text},
                    }
                    for edit in edits
                ],
            }
        ]
    }


def _sarif_file(path: str) -> dict[str, str]:
    return {"uri": quote(os.fsencode(path))}


def _sarif_region(place: Location) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _dump(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)
