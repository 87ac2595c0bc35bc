"""Note type × field values → what Anki shows on the two sides of a card.

Our subset of the template language: text, comments, ``{{Field}}``, ``{{#Field}}…{{/Field}}``,
``{{^Field}}…{{/Field}}`` and, on the back, ``{{FrontSide}}``. Within it the result is
Anki's own, character by character (``rslib/src/template.rs``; the tests ask Anki). What
lies outside is refused: filters, special fields such as ``{{Tags}}``, unknown fields. So
are the marks that Anki turns into something else when it shows a field: sound, LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ankigen.anki.package import NoteType
from ankigen.anki.render.cards import is_empty
from ankigen.anki.render.template import Node, Replacement, Section, TemplateError, parse

FRONT_SIDE = "FrontSide"

Nodes = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The HTML of a card's front and back, without the note type's CSS."""

    front: str
    back: str


class Renderer:
    """Renders the cards of one note type; its templates are read once.

    Raises TemplateError for a template that Anki refuses or that is outside our subset.
    """

    def __init__(self, note_type: NoteType) -> None:
        self._names = note_type.field_names
        known = frozenset(self._names)
        self._templates = [
            (_checked(template.front, known), _checked(template.back, known))
            for template in note_type.templates
        ]
        self._columns = [
            (_checked(template.browser_front, known), _checked(template.browser_back, known))
            for template in note_type.templates
        ]

    def sides(self, values: Sequence[str], ord_: int) -> Sides:
        """Return the sides of the card with this ordinal.

        The card must be one of those that Anki makes (``CardSelector``): to a front that
        shows no field Anki adds a message, which is not rendered here.
        """
        return self._sides(self._templates[ord_], values)

    def columns(self, values: Sequence[str], ord_: int) -> Sides:
        """Return what Anki's card browser shows in its columns for question and answer."""
        return self._sides(self._columns[ord_], values)

    def _sides(self, formats: tuple[Nodes, Nodes], values: Sequence[str]) -> Sides:
        fields = dict(zip(self._names, values, strict=True))
        front = _rendered(formats[0], fields, front_side="")
        return Sides(front, _rendered(formats[1], fields, front_side=front))


def _checked(template: str, known: frozenset[str]) -> Nodes:
    nodes = parse(template)
    _check(nodes, known)
    return nodes


def _check(nodes: Iterable[Node], known: frozenset[str]) -> None:
    for node in nodes:
        if isinstance(node, Section):
            if node.field not in known:
                raise TemplateError(f"{{{{#{node.field}}}}}: there is no such field")
            _check(node.children, known)
        elif isinstance(node, Replacement):
            if node.filters:
                raise TemplateError(f"{{{{{node.filters[0]}:…}}}}: filters are not used")
            if node.field not in known and node.field != FRONT_SIDE:
                raise TemplateError(f"{{{{{node.field}}}}}: there is no such field")


def _rendered(nodes: Iterable[Node], fields: dict[str, str], front_side: str) -> str:
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, Replacement):
            parts.append(front_side if node.field == FRONT_SIDE else fields[node.field])
        elif is_empty(fields[node.field]) == node.negated:
            parts.append(_rendered(node.children, fields, front_side))
    return "".join(parts)
