"""Which rules run, how much they weigh, and what they are told: ``[tool.ankigen.lint]``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ankigen.diagnostics import Severity

STALE_AFTER: dict[str, int] = {"office": 12, "members": 36, "other": 60}
"""Months after which a dated fact should be looked up again, by kind of fact."""


class SettingsError(Exception):
    """The configuration says something that has no meaning: ``where`` it stands and ``value``."""

    def __init__(self, where: str, value: object, known: Collection[str] = ()) -> None:
        super().__init__(where, value)
        self.where = where
        self.value = value
        self.known = tuple(known)


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of a project. An empty ``select`` means every rule."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    loanwords: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    stale_months: Mapping[str, int] = field(default_factory=lambda: dict(STALE_AFTER))
    media_kilobytes: int = 500

    def runs(self, code: str) -> bool:
        """Whether a rule runs."""
        return code not in self.ignore and (not self.select or code in self.select)


DEFAULT = Settings()

_KEYS = (
    "select", "ignore", "severity", "loanwords", "abbreviations", "stale-months", "media-kilobytes",
)  # fmt: skip


def parse(table: Mapping[str, Any], codes: Collection[str]) -> Settings:
    """Read the ``lint`` table of a configuration file. Raises SettingsError."""
    for key in table:
        _known("lint", key, _KEYS)
    return Settings(
        select=_codes(table, "select", codes),
        ignore=_codes(table, "ignore", codes),
        loanwords=frozenset(_strings(table, "loanwords")),
        abbreviations=frozenset(_strings(table, "abbreviations")),
        severity={
            _known("lint.severity", code, codes): Severity(
                _known(f"lint.severity.{code}", value, [each.value for each in Severity])
            )
            for code, value in _table(table, "severity").items()
        },
        stale_months={
            **STALE_AFTER,
            **{
                _known("lint.stale-months", kind, STALE_AFTER): _number("stale-months", months)
                for kind, months in _table(table, "stale-months").items()
            },
        },
        media_kilobytes=_number("media-kilobytes", table.get("media-kilobytes", 500)),
    )


def _codes(table: Mapping[str, Any], key: str, codes: Collection[str]) -> tuple[str, ...]:
    return tuple(_known(f"lint.{key}", code, codes) for code in _strings(table, key))


def _strings(table: Mapping[str, Any], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f"lint.{key}", value)
    return value


def _table(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise SettingsError(f"lint.{key}", value)
    return value


def _known(where: str, value: object, known: Collection[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise SettingsError(where, value, known)
    return value


def _number(key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise SettingsError(f"lint.{key}", value)
    return value
