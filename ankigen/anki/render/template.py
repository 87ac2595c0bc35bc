"""Anki's template language → a tree.

Written from the rules of Anki's own parser (``rslib/src/template.rs``): comments are
text, whatever they contain; text never makes a card; ``{{#F}}``, ``{{^F}}`` and
``{{/F}}`` nest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"<!--.*?-->|\{\{(.*?)\}\}", re.S)


class TemplateError(ValueError):
    """A template that Anki itself would refuse."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """``{{filter:Field}}``: the field, and its filters from the field outwards."""

    field: str
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """``{{#Field}}…{{/Field}}``, or with ``negated`` ``{{^Field}}…{{/Field}}``."""

    field: str
    negated: bool
    children: tuple[Node, ...]


Node = str | Replacement | Section


def parse(template: str) -> tuple[Node, ...]:
    """Return the tree of a template. Raises TemplateError for one that Anki refuses."""
    root: list[Node] = []
    open_sections: list[tuple[str, bool, list[Node]]] = []
    current = root
    position = 0
    for match in _TOKEN.finditer(template):
        tag = match.group(1)
        if tag is None:  # a comment
            continue
        if match.start() > position:
            current.append(template[position : match.start()])
        position = match.end()
        tag = tag.lstrip("{").strip()
        if len(tag) > 1 and tag[0] in "#^":
            children: list[Node] = []
            open_sections.append((tag[1:].lstrip(), tag[0] == "^", current))
            current = children
        elif len(tag) > 1 and tag[0] == "/":
            current = _close(tag[1:].lstrip(), open_sections, current)
        else:
            *filters, field = tag.split(":")
            current.append(Replacement(field, tuple(reversed(filters))))
    if open_sections:
        raise TemplateError(f"{{{{#{open_sections[-1][0]}}}}} is not closed")
    if position < len(template):
        current.append(template[position:])
    return tuple(root)


def _close(
    name: str, open_sections: list[tuple[str, bool, list[Node]]], children: list[Node]
) -> list[Node]:
    if not open_sections or open_sections[-1][0] != name:
        raise TemplateError(f"{{{{/{name}}}}} closes nothing")
    field, negated, parent = open_sections.pop()
    parent.append(Section(field, negated, tuple(children)))
    return parent
