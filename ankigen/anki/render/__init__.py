"""The subset of Anki's template language that we use: which cards a note has, what they show."""

from __future__ import annotations

from ankigen.anki.render.cards import CardSelector, cloze_ords, is_empty
from ankigen.anki.render.sides import Renderer, Sides
from ankigen.anki.render.template import TemplateError, parse

__all__ = ["CardSelector", "Renderer", "Sides", "TemplateError", "cloze_ords", "is_empty", "parse"]
