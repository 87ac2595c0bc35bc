"""A reader's Anki in a process of its own: it imports packages, studies, edits, and tells.

Run as ``python oracle_child.py < request > answer``, both JSON. It is the only file that
imports ``anki`` (AGPL) and imports nothing of ankigen, so that the Python of any Anki
from 2.1.36 to 26.9 can run it. A request is ``{"steps": [{"do": NAME, …}, …]}``; all steps
happen in one new collection in a temporary folder; the answer is ``{"anki": VERSION,
"results": [one per step]}``, or ``{"anki": null}`` where this Python has no Anki. Where Anki
refuses a package, the result of that step is ``{"refused": REASON}`` and no other follows.

Steps:

``import`` (``package``: path)
    Anki's File > Import with its default options → the guids that its log counts as
    ``new``, ``updated``, ``duplicate`` and ``conflicting`` (before 2.1.52: their number).
``study`` (``answer``, ``suspend``, ``flag``: lists of [guid, ord]; ``tag``, ``edit``: guids)
    What a reader does between two releases → how many ``answers`` were given.
``snapshot``
    ``notes`` by guid, ``cards``, ``note_types`` by id, ``decks`` (name: description),
    ``media`` (name: SHA-1), ``reviews``, ``schema`` (a later number: Anki asks for a full sync).
``check``
    Anki's own checks: ``problems`` of the database, ``empty_cards``, ``unmade_cards`` (which
    the package lacks, though Anki's rules give them), ``cardless`` notes, ``missing_media``.
``backdate`` (``mods``: guid → seconds)
    Set notes' times back, as if the last import had been long ago: Anki 2.1.54 to 24.11
    stamp an updated note with the time of the import.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Json = dict[str, Any]

READER_TAG = "reader"
"""The tag that a studying reader gives to notes."""

READER_EDIT = " (my own words)"
"""What an editing reader adds to the last field that holds anything."""

_RATINGS = (4, 3, 1, 2, 3)
_FLAG = 3
_ISOLATES = re.compile("[\u2068\u2069]")
# Anki 26.9 now and then leaves this out itself when it answers a card (1 run in 30).
_OWN_GAP = "Added last review time"
_LOG = ("new", "updated", "duplicate", "conflicting")


class RefusedError(Exception):
    """Anki would not import a package."""


def main() -> None:
    """Answer the request on the standard input."""
    answer = json.dumps(run(json.load(sys.stdin)["steps"]))
    sys.stdout.write(answer)


def run(steps: list[Json]) -> Json:
    """Walk through the steps in a new collection."""
    if importlib.util.find_spec("anki") is None:
        return {"anki": None}
    with contextlib.redirect_stdout(io.StringIO()), tempfile.TemporaryDirectory() as folder:
        collection = _open(os.path.join(folder, "collection.anki2"))  # noqa: PTH118 - Anki wants str
        try:
            return {"anki": _version(), "results": _results(collection, steps)}
        finally:
            collection.close()


def _version() -> str:
    from anki.buildinfo import version

    return str(version)


def _open(path: str) -> Any:
    import anki.lang
    from anki.collection import Collection

    # Up to 2.1.49 it neither needs nor takes this; after that, texts come in this language.
    with contextlib.suppress(TypeError):
        anki.lang.set_lang("en")
    return Collection(path)


def _results(collection: Any, steps: list[Json]) -> list[Json]:
    results: list[Json] = []
    for step in steps:
        arguments = {name: value for name, value in step.items() if name != "do"}
        try:
            results.append(_STEPS[step["do"]](collection, **arguments))
        except RefusedError as error:
            return [*results, {"refused": str(error)}]
    return results


def _import(collection: Any, package: str) -> Json:
    try:
        if not hasattr(collection, "import_anki_package"):
            return _import_in_python(collection, package)
        log = _import_in_rust(collection, package)
    except Exception as error:  # Anki has no one class for what an import may raise
        raise RefusedError(f"{type(error).__name__}: {error}") from error
    guids = dict(collection.db.all("select id, guid from notes"))
    counted: Json = {
        # A conflicting note is not in the collection: it has the id that the package gives it.
        kind: [guids.get(note.id.nid, str(note.id.nid)) for note in getattr(log, kind)]
        for kind in _LOG
    }
    for kind in ("missing_notetype", "missing_deck", "empty_first_field"):
        counted["conflicting"] += [str(note.id.nid) for note in getattr(log, kind)]
    return counted


def _import_in_rust(collection: Any, package: str) -> Any:
    from anki import import_export_pb2

    if not hasattr(import_export_pb2, "ImportAnkiPackageOptions"):  # up to 2.1.66
        return collection.import_anki_package(package).log
    options = collection._backend.get_import_anki_package_presets()
    request = import_export_pb2.ImportAnkiPackageRequest(package_path=package, options=options)
    return collection.import_anki_package(request).log


def _import_in_python(collection: Any, package: str) -> Json:
    from anki.importing.apkg import AnkiPackageImporter

    importer = AnkiPackageImporter(collection, package)
    importer.run()
    return {
        "new": importer.added,
        "updated": importer.updated,
        "duplicate": importer.dupes,
        "conflicting": sorted(importer._ignoredGuids),
    }


def _study(
    collection: Any,
    answer: list[tuple[str, int]],
    suspend: list[tuple[str, int]],
    flag: list[tuple[str, int]],
    tag: list[str],
    edit: list[str],
) -> Json:
    cards = {
        (guid, ord_): number
        for number, guid, ord_ in collection.db.all(
            "select c.id, n.guid, c.ord from cards c join notes n on n.id = c.nid"
        )
    }
    notes = dict(collection.db.all("select guid, id from notes"))
    answers = 0
    if not hasattr(collection, "import_anki_package"):
        collection.reset()  # the schedulers in Python know no queues before
    for index, place in enumerate(answer):
        # Some cards are seen twice, so that some leave the learning steps.
        for _ in range(1 + index % 2):
            _answer(collection, cards[place[0], place[1]], _RATINGS[index % len(_RATINGS)])
            answers += 1
    if suspend:
        collection.sched.suspend_cards([cards[place[0], place[1]] for place in suspend])
    if flag:
        _flag(collection, [cards[place[0], place[1]] for place in flag])
    for guid in tag:
        _change(collection, notes[guid], tag=True)
    for guid in edit:
        _change(collection, notes[guid], tag=False)
    return {"answers": answers}


def _answer(collection: Any, number: int, rating: int) -> None:
    scheduler = collection.sched
    card = _method(collection, "get_card", "getCard")(number)
    _method(card, "start_timer", "startTimer")()
    if hasattr(scheduler, "build_answer"):
        states = collection._backend.get_scheduling_states(number)
        # Its enumeration starts at 0.
        scheduler.answer_card(scheduler.build_answer(card=card, states=states, rating=rating - 1))
    else:
        scheduler.answerCard(card, min(rating, scheduler.answerButtons(card)))


def _flag(collection: Any, numbers: list[int]) -> None:
    if hasattr(collection, "set_user_flag_for_cards"):
        collection.set_user_flag_for_cards(_FLAG, numbers)
    else:
        _method(collection, "set_user_flag_for_cards", "setUserFlag")(_FLAG, numbers)


def _change(collection: Any, number: int, *, tag: bool) -> None:
    note = _method(collection, "get_note", "getNote")(number)
    if tag:
        note.tags.append(READER_TAG)
    else:
        last = max(i for i, value in enumerate(note.fields) if value)
        note.fields[last] += READER_EDIT
    if hasattr(collection, "update_note"):
        collection.update_note(note)
    else:
        note.flush()


def _snapshot(collection: Any) -> Json:
    # Anki's caches still hold what was before an import.
    getattr(collection.models, "_clear_cache", int)()
    decks = {deck["id"]: deck for deck in map(dict, collection.decks.all())}
    return {
        "notes": {
            guid: {
                "id": number,
                "mod": mod,
                "note_type": str(note_type),
                "fields": fields.split("\x1f"),
                "tags": sorted(tags.split()),
            }
            for number, guid, note_type, mod, fields, tags in collection.db.all(
                "select id, guid, mid, mod, flds, tags from notes order by id"
            )
        },
        "cards": [
            {
                "id": number,
                "guid": guid,
                "ord": ord_,
                "deck": decks[deck]["name"],
                "flag": flag,
                "scheduling": scheduling,
            }
            for number, guid, ord_, deck, flag, *scheduling in collection.db.all(
                "select c.id, n.guid, c.ord, c.did, c.flags, c.type, c.queue, c.due, c.ivl,"
                " c.factor, c.reps, c.lapses, c.left, c.odue, c.odid"
                " from cards c join notes n on n.id = c.nid order by c.id"
            )
        ],
        "note_types": {str(each["id"]): _note_type(each) for each in collection.models.all()},
        "decks": {deck["name"]: deck.get("desc", "") for deck in decks.values()},
        "media": _media(collection),
        "reviews": collection.db.scalar("select count() from revlog"),
        "schema": collection.db.scalar("select scm from col"),
    }


def _note_type(note_type: Any) -> Json:
    return {
        "name": note_type["name"],
        "mod": note_type["mod"],
        "fields": [field["name"] for field in note_type["flds"]],
        "templates": [[each["name"], each["qfmt"], each["afmt"]] for each in note_type["tmpls"]],
        "css": note_type["css"],
    }


def _media(collection: Any) -> dict[str, str]:
    folder = Path(collection.media.dir())
    return {
        path.name: hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
        for path in sorted(folder.iterdir())
    }


def _check(collection: Any) -> Json:
    before = _places(collection)
    asker = collection if hasattr(collection, "get_empty_cards") else collection.backend
    empty = {number for note in asker.get_empty_cards().notes for number in note.card_ids}
    missing = sorted(collection.media.check().missing)
    text, fine = _method(collection, "fix_integrity", "fixIntegrity")()
    made = sorted(place for number, place in _places(collection).items() if number not in before)
    return {
        "problems": [] if fine else _problems(text),
        "empty_cards": sorted(place for number, place in before.items() if number in empty),
        "unmade_cards": made,
        "cardless": collection.db.list(
            "select guid from notes where id not in (select nid from cards) order by guid"
        ),
        "missing_media": missing,
    }


def _problems(report: str) -> list[str]:
    lines = [line for line in _ISOLATES.sub("", report).splitlines() if line]
    # The last one only says that the database was rebuilt.
    return [line for line in lines[:-1] if not line.startswith(_OWN_GAP)]


def _places(collection: Any) -> dict[int, tuple[str, int]]:
    rows = collection.db.all("select c.id, n.guid, c.ord from cards c join notes n on n.id = c.nid")
    return {number: (guid, ord_) for number, guid, ord_ in rows}


def _backdate(collection: Any, mods: dict[str, int]) -> Json:
    for guid, mod in mods.items():
        collection.db.execute("update notes set mod = ? where guid = ?", mod, guid)
    return {}


def _method(owner: Any, *names: str) -> Any:
    """Return a method under the first of its names that this Anki knows."""
    return next(getattr(owner, name) for name in names if name in dir(owner))


_STEPS: dict[str, Callable[..., Json]] = {
    "import": _import,
    "study": _study,
    "snapshot": _snapshot,
    "check": _check,
    "backdate": _backdate,
}

if __name__ == "__main__":
    main()
