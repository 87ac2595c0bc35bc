"""Cards for other programs: rows with a key, as CSV, JSON or what Quizlet takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from ankigen.cards import Compiled
from ankigen.cards.notetypes import FIELDS, TEMPLATES
from ankigen.cells import csv_text
from ankigen.kinds.base.variants import CORE_LEVEL, chosen
from ankigen.markup import plain

COLUMNS = (
    "key", "variant", "card", "subject", "question", "answer", "detail", "as_of", "sources", "tags",
)  # fmt: skip
_FORWARD, _REVERSE = TEMPLATES[:2]
_SIDES = {_FORWARD: ("Question", "Answer"), _REVERSE: ("Reverse question", "Reverse answer")}

Row = dict[str, str]


def rows(compiled: Compiled, packages: Sequence[str], form: str) -> Iterator[Row]:
    """Yield a row for each card of some packages (of all without any), as plain texts.

    Cards of one fact have the same key, which is that of the card in Anki. What is retired is
    no longer asked. Quizlet asks both ways by itself: it gets each fact once.
    """
    wanted = chosen(compiled.deck.packages, packages)
    for name, fact in compiled.facts:
        if fact.retired or name not in wanted:
            continue
        if not wanted[name] and fact.source.level != CORE_LEVEL:
            continue
        fields = dict(zip(FIELDS, map(plain, fact.note.fields), strict=True))
        for card in fact.note.cards:
            template = TEMPLATES[card.ord]
            if form == "quizlet" and template != _FORWARD:
                continue
            question, answer = _SIDES[template]
            about = fields["Subject"], fields[question], fields[answer], fields["Detail"]
            behind = fields["As of"], fields["Source"], " ".join(fact.note.tags)
            row = (fields["Key"], name, template.lower(), *about, *behind)
            yield dict(zip(COLUMNS, row, strict=True))


def render(found: Iterable[Row], form: str) -> str:
    """Write rows as ``csv``, ``json`` or ``quizlet``."""
    if form == "json":
        return json.dumps({"cards": list(found)}, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return csv_text([COLUMNS, *(tuple(row.values()) for row in found)])
    return "".join(f"{_asked(row)}\t{row['answer']} [{row['key']}]\n" for row in found)


def _asked(row: Row) -> str:
    """Return a question with what it is about, where it does not say so itself."""
    subject, question = row["subject"], row["question"]
    is_said = not subject or subject.casefold() in question.casefold()
    return question if is_said else f"{subject}: {question}"
