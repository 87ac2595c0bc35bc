"""Real Anki, asked about packages: starts ``oracle_child`` and reads its answer into plain data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ankigen.diagnostics import AnkigenError

CHILD = Path(__file__).with_name("oracle_child.py")

Place = tuple[str, int]
"""A card, told by what is stable across imports: the guid of its note and its ordinal."""


@dataclass(frozen=True, slots=True)
class ImportLog:
    """What Anki said of an import, by guid; ``refused`` is its reason for taking nothing.

    A refused note that is not in the collection has its id in the package for a guid.
    Before Anki 2.1.52 only the conflicting notes are named; the others are counted.
    """

    new: tuple[str, ...] | int = ()
    updated: tuple[str, ...] | int = ()
    duplicate: tuple[str, ...] | int = ()
    conflicting: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class HeldNote:
    """A note as a collection holds it; ``mod`` in seconds."""

    id: int
    mod: int
    note_type: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A card as a collection holds it; ``scheduling`` is all that the scheduler knows of it."""

    id: int
    deck: str
    flag: int
    scheduling: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HeldNoteType:
    """A note type as a collection holds it; a template is its name, front and back."""

    name: str
    mod: int
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    css: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a collection holds.

    ``decks`` gives descriptions by name, ``media`` digests by name; ``schema`` changes
    where Anki will ask for a full synchronisation.
    """

    notes: dict[str, HeldNote]
    cards: dict[Place, HeldCard]
    note_types: dict[str, HeldNoteType]
    decks: dict[str, str]
    media: dict[str, str]
    reviews: int
    schema: int


@dataclass(frozen=True, slots=True)
class Check:
    """What Anki's own checks say: of its database, its cards and its media folder."""

    problems: tuple[str, ...]
    empty_cards: tuple[Place, ...]
    unmade_cards: tuple[Place, ...]
    cardless: tuple[str, ...]
    missing_media: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OracleAnswer:
    """The version of the Anki that was asked, and its answer to each step."""

    anki: str
    results: list[Any]


class Reader:
    """One reader's collection: say what happens to it, then ``run`` it all in real Anki."""

    def __init__(self) -> None:
        self._steps: list[dict[str, Any]] = []

    def imports(self, package: Path) -> Reader:
        """Import a package with the default options (an ``ImportLog``)."""
        return self._then("import", package=os.fspath(package.absolute()))

    def studies(
        self,
        *,
        answer: Iterable[Place] = (),
        suspend: Iterable[Place] = (),
        flag: Iterable[Place] = (),
        tag: Iterable[str] = (),
        edit: Iterable[str] = (),
    ) -> Reader:
        """Answer, suspend and flag cards; tag and edit notes (the number of answers)."""
        return self._then(
            "study",
            answer=list(answer),
            suspend=list(suspend),
            flag=list(flag),
            tag=list(tag),
            edit=list(edit),
        )

    def snapshot(self) -> Reader:
        """Look at everything (a ``Snapshot``)."""
        return self._then("snapshot")

    def check(self) -> Reader:
        """Let Anki check the collection (a ``Check``)."""
        return self._then("check")

    def waits(self, mods: Mapping[str, int]) -> Reader:
        """Set the times of notes (seconds, by guid) back, as if the import were long ago."""
        return self._then("backdate", mods=dict(mods))

    def _then(self, do: str, **arguments: Any) -> Reader:
        self._steps.append({"do": do, **arguments})
        return self

    def run(self, python: Path | None = None) -> OracleAnswer:
        """Run all of it in a child process, with one result per step.

        ``python`` belongs to the Anki to ask (default: this one's). After a package that
        Anki refuses nothing else happens: its ``ImportLog`` is the last result.
        Raises AnkigenError where that Python has no Anki, or Anki itself fails.
        """
        answer = _ask(os.fspath(python) if python else sys.executable, {"steps": self._steps})
        results = [
            _RESULTS[step["do"]](result)
            for step, result in zip(self._steps, answer["results"], strict=False)
        ]
        return OracleAnswer(answer["anki"], results)


def _ask(python: str, request: dict[str, Any]) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [python, "-I", os.fspath(CHILD)],
            input=json.dumps(request),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    except OSError as error:
        raise AnkigenError("anki-failed", reason=error.strerror or str(error)) from error
    except subprocess.CalledProcessError as error:
        last = error.stderr.strip().splitlines()[-1:] or [f"exit code {error.returncode}"]
        raise AnkigenError("anki-failed", reason=last[0]) from error
    answer: dict[str, Any] = json.loads(done.stdout)
    if answer["anki"] is None:
        raise AnkigenError("anki-missing")
    return answer


def _import_log(data: dict[str, Any]) -> ImportLog:
    return ImportLog(**_tuples(data))


def _snapshot(data: dict[str, Any]) -> Snapshot:
    return Snapshot(
        notes={guid: HeldNote(**_tuples(note)) for guid, note in data["notes"].items()},
        cards={
            (card.pop("guid"), card.pop("ord")): HeldCard(**_tuples(card)) for card in data["cards"]
        },
        note_types={
            number: HeldNoteType(**_tuples(note_type))
            for number, note_type in data["note_types"].items()
        },
        decks=data["decks"],
        media=data["media"],
        reviews=data["reviews"],
        schema=data["schema"],
    )


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {name: _tuple(value) for name, value in data.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(each) for each in value) if isinstance(value, list) else value


def _check(data: dict[str, Any]) -> Check:
    return Check(**_tuples(data))


_RESULTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "import": _import_log,
    "study": lambda data: data["answers"],
    "snapshot": _snapshot,
    "check": _check,
    "backdate": lambda data: None,
}
