"""The configuration of a project: ``ankigen.toml``, or ``[tool.ankigen]`` in ``pyproject.toml``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ankigen.diagnostics import AnkigenError, did_you_mean
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.lint import Settings, SettingsError


def lint_settings(select: tuple[str, ...], ignore: tuple[str, ...], language: str) -> Settings:
    """Return the settings for lint: the configuration, with the command line on top of it.

    A code or key that does not exist ends in a usage error.
    """
    from ankigen.lint import SettingsError, codes, parse

    file, table = find_configuration(Path())
    try:
        asked = parse({"select": [*select], "ignore": [*ignore]}, codes())
    except SettingsError as error:
        raise click.UsageError(_complaint("ankigen lint", error, language)) from error
    try:
        found = parse(table.get("lint", {}), codes())
    except SettingsError as error:
        raise click.UsageError(_complaint(file, error, language)) from error
    return replace(
        found, select=asked.select or found.select, ignore=(*found.ignore, *asked.ignore)
    )


def _complaint(file: str, error: SettingsError, language: str) -> str:
    near = did_you_mean(str(error.value), error.known)
    hint = ""
    if near:
        meant = near[0].params["name"]
        hint = messages.said("commands.configuration.meant", language, name=meant)
    params = {"file": file, "where": error.where, "value": error.value, "hint": hint}
    return messages.said("commands.configuration.unknown", language, **params)


def find_configuration(folder: Path) -> tuple[str, dict[str, Any]]:
    """Return the nearest configuration in a folder or above it: its file's name and its table."""
    for each in (folder.resolve(), *folder.resolve().parents):
        own = each / "ankigen.toml"
        if own.is_file():
            return own.name, _read(own)
        project = each / "pyproject.toml"
        if project.is_file():
            tool = _read(project).get("tool", {})
            if "ankigen" in tool:
                return project.name, dict(tool["ankigen"])
    return "ankigen.toml", {}


def _read(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise AnkigenError("config-unreadable", path=str(file), reason=str(error)) from error
