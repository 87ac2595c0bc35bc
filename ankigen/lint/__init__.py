"""Decks → doubts about their content: what a careful teacher would mark.

One file per rule in ``rules``; its docstring is the rule's page.
"""

from __future__ import annotations

from ankigen.lint.pages import codes, page
from ankigen.lint.run import lint, stricter
from ankigen.lint.settings import DEFAULT, Settings, SettingsError, parse

__all__ = ["DEFAULT", "Settings", "SettingsError", "codes", "lint", "page", "parse", "stricter"]
