"""``ankigen review``: texts of a deck out to a sheet and back, and what an issue corrects."""

from __future__ import annotations

import contextlib
import datetime
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from ankigen import languages
from ankigen.cli.config import lint_settings
from ankigen.cli.options import deck_option
from ankigen.cli.output import language_option, show_all
from ankigen.cli.scratch import scratch
from ankigen.diagnostics import MisuseError
from ankigen.folders import DECKS
from ankigen.languages import messages

if TYPE_CHECKING:
    from ankigen.edit.sheets import Sheet
    from ankigen.release.reviewing import Checks, Outcome, Reviewed

_FORMS = ("csv", "xlsx")
_ONLY = re.compile(r"missing|stale|topic=.+")
_apply_option = click.option("--apply", "write", is_flag=True, help="Write; else only show.")


@click.group(
    "review",
    epilog="\b\nExamples:\n  ankigen review export decks/my-deck --format xlsx\n"
    "  ankigen review import my-deck.xlsx --apply\n  ankigen review issue issue.txt",
)
def command() -> None:
    """Send texts out as a sheet, and take back what others mended in it.

    Also takes corrections from the text of an issue. Nothing that changed meanwhile is
    overwritten: docs/review.md.
    """


@command.command(
    "export",
    epilog="\b\nExamples:\n  ankigen review export decks/my-deck --format xlsx\n"
    "  ankigen review export decks/my-deck --only missing --out for-siti.csv",
)
@click.argument("deck", required=False, type=click.Path(path_type=Path))
@click.option("--only", multiple=True, help="Only texts that are missing, stale or topic=KEY.")
@click.option("--format", "form", type=click.Choice(_FORMS), default="csv", help="Default: csv.")
@click.option("--out", type=click.Path(path_type=Path), help="File (default: KEY.csv here).")
@language_option
def export_command(
    deck: Path | None, only: tuple[str, ...], form: str, out: Path | None, language: str
) -> None:
    """Write a sheet with a row for each text of a deck (default: the only one under decks/).

    Who mends it writes in the columns text and comment; all else may be sorted, filtered,
    hidden or removed.
    """
    from ankigen.edit.sheets import Sheet, written
    from ankigen.release.reviewing import rows_of

    if wrong := [each for each in only if not _ONLY.fullmatch(each)]:
        raise click.BadParameter(f"{wrong[0]!r}: missing, stale, topic=KEY", param_hint="'--only'")
    with _checks(language) as checks:
        found = _reviewed(deck or Path(DECKS), language)
        rows = rows_of(found, only, checks)
    show_all(found.faults, language)
    sheet = Sheet(found.key, _commit(found), len(rows), rows)
    path = out or Path(f"{found.key}.{form}")
    _create(path, written(sheet, form, _hints()))
    _say("exported", language, path=path.as_posix(), count=len(rows))


@command.command(
    "import",
    epilog="\b\nExamples:\n  ankigen review import my-deck.xlsx\n"
    "  ankigen review import my-deck.xlsx --apply",
)
@click.argument("file", type=click.Path(path_type=Path))
@deck_option
@_apply_option
@language_option
def import_command(file: Path, deck: Path | None, write: bool, language: str) -> None:
    """Take back a sheet: show what changes and, with --apply, change it.

    A text that the deck changed, too, is left as it is, shown, and written into a new sheet
    beside FILE. Nothing is written unless the deck is as sound as before.
    """
    from ankigen.edit.sheets import read
    from ankigen.given import read_given
    from ankigen.release.reviewing import outcome

    sheet = read(read_given(file))
    with _checks(language) as checks:
        found = _reviewed(deck or Path(DECKS), language)
        if found.key != sheet.deck:
            raise MisuseError("review-other-deck", deck=sheet.deck, found=found.key)
        done = outcome(found, sheet.rows, checks)
    _show(done, file.as_posix(), language)
    for row in sheet.rows:
        if row.comment:
            _say("comment", language, **row.spot._asdict(), comment=row.comment)
    _summary(done, sheet, language)
    _finish(done, sheet, file, language, write=write)


@command.command(
    "issue",
    epilog="\b\nExamples:\n  gh issue view 7 --json body --jq .body | ankigen review issue -\n"
    "  ankigen review issue issue.txt --apply",
)
@click.argument("file", type=click.File("rb"))
@deck_option
@click.option("--by", default="", help="Who wrote it (default: the name in the form).")
@click.option("--topic", default="", help="Topic of a term that is proposed; finds its file.")
@click.option("--file", "into", default="", help="File for a term that is proposed.")
@_apply_option
@language_option
def issue_command(
    file: BinaryIO,
    deck: Path | None,
    by: str,
    topic: str,
    into: str,
    write: bool,
    language: str,
) -> None:
    """Take a correction or a new term from the text of an issue, and propose a commit message.

    The text is one that a form of .github/ISSUE_TEMPLATE made. Look at what is shown before
    you say --apply: anybody can write an issue.
    """
    from ankigen.cli.clock import date, now
    from ankigen.edit.citing import new_key
    from ankigen.edit.forms import MOST_LETTERS, fields, signed
    from ankigen.edit.new_files import Wanted, new_note
    from ankigen.release.reviewing import proposed

    said = fields(file.read(4 * MOST_LETTERS + 1).decode("utf-8", "replace"))
    if not said or ("right" not in said and not (said["term_en"] or said["term_id"])):
        raise MisuseError("issue-unreadable")
    with _checks(language) as checks:
        found = _reviewed(deck or Path(DECKS), language)
        if "right" in said:
            key, done = said["key"], _correction(found, said, checks, language)
        else:
            title = said["term_en"] or said["term_id"]
            key = new_key({"title": title}, {*found.texts.topics, *found.texts.former})
            wanted = Wanted("term", key, date(now()), into, topic)
            done = proposed(found, said, key, lambda copy: new_note(copy, wanted), checks)
    _show(done, file.name, language)
    subject = "Correct" if "right" in said else "Add"
    lines = [f"{subject} {messages.visible(' '.join(key.split()), 60)}", ""]
    lines += [f"Source: {' '.join(said['source'].split())}"] if said["source"] else []
    lines += [signed(by or said["name"])]
    click.echo("\n".join(messages.visible(line) for line in lines).rstrip())
    _finish(done, None, Path(file.name), language, write=write)


def _correction(found: Reviewed, said: dict[str, str], checks: Checks, language: str) -> Outcome:
    from ankigen.edit.forms import corrected
    from ankigen.edit.merging import Row, base_of
    from ankigen.release.reviewing import outcome

    meant = corrected(found.texts, said["key"], said["says"], said["right"])
    for old, new in meant.unplaced or () if meant.wanted else meant.unplaced or (("", ""),):
        params = {"key": said["key"], "old": old, "new": new}
        click.echo(messages.message("issue-unplaced", params, language), err=True)
    if meant.unplaced or not meant.wanted:
        sys.exit(1)
    texts = found.texts.said
    rows = [Row(s, text, base_of(s, texts[s].text)) for s, text in meant.wanted.items()]
    return outcome(found, rows, checks)


@contextlib.contextmanager
def _checks(language: str) -> Iterator[Checks]:
    from ankigen.release.reviewing import Checks

    settings = lint_settings((), (), language)
    with scratch() as place:
        yield Checks(place, datetime.date.today(), settings)


def _reviewed(folder: Path, language: str) -> Reviewed:
    """Read a deck; where it cannot be, say why and exit."""
    from ankigen.edit.new_files import only_deck
    from ankigen.release.reviewing import Reviewed, reviewed

    found = reviewed(only_deck(folder))
    if isinstance(found, Reviewed):
        return found
    show_all(found, language)
    sys.exit(1)


def _commit(found: Reviewed) -> str:
    """Return the commit that a deck's files are of, with a + where they changed since."""
    from ankigen import git
    from ankigen.cli.committed import uncommitted

    try:
        commit = git.commit_of(found.folder, "HEAD")
    except git.GitError:
        return "-"
    changed = uncommitted(found.folder, map(Path, found.loaded.sources))
    return f"{commit[:12]}{'+' if changed else ''}" if commit else "-"


def _create(path: Path, content: bytes) -> None:
    """Write a file that is not there yet: what somebody wrote in a sheet is not overwritten."""
    from ankigen.edit.rewritten import write_bytes

    if path.exists():
        raise MisuseError("review-there", path=path.as_posix())
    write_bytes(path, content)


def _hints() -> dict[str, str]:
    """Return what stands below the names of columns, in every language: who reads it is unknown."""
    said = [messages.section("commands.review.hints", code) for code in languages.codes()]
    return {name: "\n".join(words[name] for words in said) for name in said[0]}


def _say(what: str, language: str, /, **params: object) -> None:
    click.echo(messages.said(f"commands.review.{what}", language, **params))


def _show(done: Outcome, sheet: str, language: str) -> None:
    """Print what is taken, with both texts, and what is left."""
    from ankigen.release.reviewing import told

    for each in done.merged:
        if each.said and each.how in ("taken", "marks"):
            place = {"file": each.said.file, "line": each.said.line}
            now = each.said.text
            new = each.text if each.how == "taken" else each.row.text
            _say(each.how, language, **place, **each.said.spot._asdict(), now=now, new=new)
    show_all((told(each, sheet) for each in done.merged if each.left), language)
    show_all((*done.faults, *done.doubts), language)


def _summary(done: Outcome, sheet: Sheet, language: str) -> None:
    counts = Counter("left" if each.left else each.how for each in done.merged)
    spots = {each.said.spot if each.said else each.row.spot for each in done.merged}
    names = ("unchanged", "there", "marks", "taken", "left")
    numbers = {name: counts[name] for name in names}
    absent = max(sheet.count - len(spots), 0)
    _say("summary", language, rows=len(done.merged), absent=absent, **numbers)


def _finish(done: Outcome, sheet: Sheet | None, file: Path, language: str, *, write: bool) -> None:
    """Write what there is to write, and exit: with 1 where anything was left or is wrong."""
    left = [each for each in done.merged if each.left]
    if write and not done.faults:
        if left and sheet:
            _write_left(done, sheet, file, language)
        for each in done.files:
            each.write()
            _say("written", language, path=each.path.as_posix())
    elif done.files and not done.faults:
        _say("rehearsed", language)
    sys.exit(1 if left or done.faults else 0)


def _write_left(done: Outcome, sheet: Sheet, file: Path, language: str) -> None:
    from ankigen.edit.sheets import Sheet, written
    from ankigen.release.reviewing import rows_left

    rows, came, why = zip(*rows_left(done.merged), strict=True)
    reasons = tuple(messages.word(each, language) for each in why)
    extra = (("came back", came), ("why", reasons))
    form = "xlsx" if file.suffix.casefold() == ".xlsx" else "csv"
    names = (f"{file.stem}.left{number}.{form}" for number in ("", *map(str, range(2, 1000))))
    path = next(each for name in names if not (each := file.with_name(name)).exists())
    again = Sheet(sheet.deck, sheet.commit, len(rows), rows, extra)
    _create(path, written(again, form, _hints()))
    _say("left", language, path=path.as_posix(), count=len(rows))
