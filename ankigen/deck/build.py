"""Valid data → model: what the schema has already checked becomes frozen dataclasses."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ankigen import identity, model
from ankigen.dates import PartialDate

Data = dict[str, Any]


def clean(text: str) -> str:
    """Normalise a text: NFC, no white space at its ends."""
    return unicodedata.normalize("NFC", text).strip()


def text(data: Data | None) -> model.Text:
    """Build a bilingual text; an absent one is empty."""
    if not data:
        return model.NO_TEXT
    return model.Text(clean(data.get("id", "")), clean(data.get("en", "")))


def date(data: str | None) -> PartialDate | None:
    """Build a date, or None where there is none (or none in the calendar: a diagnostic says so)."""
    if data is None:
        return None
    try:
        return PartialDate.parse(data)
    except ValueError:
        return None


def sources(data: Data) -> tuple[model.Source, ...]:
    """Build the sources of a note or a fact."""
    return tuple(
        model.Source(clean(each["title"]), each.get("url", ""), date(each.get("read")))
        for each in data.get("sources", ())
    )


def deck(data: Data, folder: Path, notes: Sequence[model.Note]) -> model.Deck:
    """Build a deck from ``deck.yaml`` and its notes."""
    return model.Deck(
        key=data["key"],
        uid=data["uid"],
        anki_name=clean(data["anki_name"]),
        title=text(data["title"]),
        description=text(data["description"]),
        licence=clean(data["licence"]),
        generation=data["generation"],
        authors=tuple(clean(name) for name in data.get("authors", ())),
        homepage=data.get("homepage", ""),
        changelog=data.get("changelog", ""),
        report=data.get("report", ""),
        folder=folder,
        notes=notes,
    )


def note(kind: str, data: Data, origin: model.Origin, media: Path) -> model.Note:
    """Build a note of a kind; ``media`` is the deck's folder of pictures."""
    common = {
        "key": data["key"],
        "was": tuple(data.get("was", ())),
        "origin": origin,
        "level": data.get("level", 0),
        "topic": data.get("topic", ""),
        "subjects": tuple(data.get("subjects", ())),
        "tags": tuple(data.get("tags", ())),
        "related": tuple(data.get("related", ())),
        "hint": text(data.get("hint")),
        "sources": sources(data),
        "lint": _lint(data.get("lint")),
        "retired": _retirement(data["retired"]) if "retired" in data else None,
        "retired_facts": tuple(
            (name.replace("_", "-"), _retirement(each))
            for name, each in data.get("retired_facts", {}).items()
        ),
    }
    return _BUILDERS[kind](data, common, media)


def _retirement(data: Data) -> model.Retirement:
    return model.Retirement(text(data["why"]), data.get("use", ""))


def _lint(data: Data | None) -> model.Lint:
    if data is None:
        return model.NO_LINT
    return model.Lint(tuple(data["ignore"]), clean(data["because"]))


def _picture(data: Data | None, media: Path) -> model.Picture | None:
    if data is None:
        return None
    file = media / data["file"]
    # A missing file has its diagnostic; such a deck is never compiled.
    content = file.read_bytes() if file.is_file() else b""
    return model.Picture(
        file,
        identity.media_name(content, file.suffix.lower()),
        text(data["alt"]),
        clean(data["licence"]),
        clean(data["source"]),
    )


def _term(data: Data, common: Data, media: Path) -> model.Term:
    return model.Term(
        **common,
        picture=_picture(data.get("picture"), media),
        term=text(data["term"]),
        definition=text(data["definition"]),
        abbreviation=text(data.get("abbreviation")),
        also=text(data.get("also")),
        explanation=text(data.get("explanation")),
        example=text(data.get("example")),
        as_of=date(data.get("as_of")),
    )


def _goal(data: Data, common: Data, media: Path) -> model.Goal:
    return model.Goal(
        **common,
        picture=_picture(data.get("picture"), media),
        category=data["category"],
        question=text(data["question"]),
        answer=text(data["answer"]),
        effect=data.get("effect", ""),
        of=data.get("of", ""),
        subject=text(data.get("subject")),
        field=data.get("field", ""),
        explanation=text(data.get("explanation")),
        example=text(data.get("example")),
        as_of=date(data.get("as_of")),
    )


def _organisation(data: Data, common: Data, media: Path) -> model.Organisation:
    facts: dict[str, Any] = {
        name: dataclasses.replace(
            make(data[name]), picture=_picture(data[name].get("picture"), media)
        )
        for name, make in _FACTS.items()
        if name in data
    }
    return model.Organisation(
        **common,
        **facts,
        type=data["type"],
        name=text(data["name"]),
        abbreviation=text(data.get("abbreviation")),
        called=text(data.get("called")),
        skip=frozenset(data.get("skip", ())),
        official_url=data.get("official_url", ""),
    )


_BUILDERS: dict[str, Callable[[Data, Data, Path], model.Note]] = {
    "term": _term,
    "goal": _goal,
    "organisation": _organisation,
}


def _evidence(data: Data) -> Data:
    return {
        "question": text(data.get("question")),
        "note": text(data.get("note")),
        "as_of": date(data.get("as_of")),
        "sources": sources(data),
    }


_NO_DATE = PartialDate(1)
"""Stands for a date that the calendar does not have; such a deck is never compiled."""

_FACTS: dict[str, Callable[[Data], model.Fact]] = {
    "purpose": lambda d: model.Purpose(**_evidence(d), answer=text(d["answer"])),
    "founded": lambda d: model.Founded(
        **_evidence(d), date=date(d["date"]) or _NO_DATE, event=d["event"], ask=d.get("ask", "")
    ),
    "founding_document": lambda d: model.FoundingDocument(
        **_evidence(d), title=text(d["title"]), place=text(d.get("place")), date=date(d.get("date"))
    ),
    "headquarters": lambda d: model.Headquarters(
        **_evidence(d),
        city=text(d["city"]),
        country=text(d["country"]),
        seat=d.get("seat", "headquarters"),
    ),
    "scope": lambda d: model.Scope(**_evidence(d), reach=d["reach"], region=text(d.get("region"))),
    "field": lambda d: model.FieldOfWork(**_evidence(d), fields=tuple(d["fields"])),
    "members": lambda d: model.Members(**_evidence(d), count=d["count"], of=d.get("of", "states")),
    "status": lambda d: model.Status(
        **_evidence(d),
        state=d["state"],
        date=date(d.get("date")),
        successor=d.get("successor", ""),
        successor_name=text(d.get("successor_name")),
    ),
    "indonesia": lambda d: model.Indonesia(
        **_evidence(d),
        relation=d["relation"],
        answer=text(d.get("answer")),
        since=date(d.get("since")),
        events=tuple(
            model.Event(date(e["date"]) or _NO_DATE, text(e["event"])) for e in d.get("events", ())
        ),
    ),
}
