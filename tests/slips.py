"""One human slip at a random place of the shipped decks: is it told where it is, and mended?

``python -m tests.slips --count 50000 [--seed N] [--show KIND]`` makes so many slips, each of one
of ``SLIPS``, in a random note of the shipped decks that stands between its two neighbours. Three
things are measured for each kind: how often the first message is on the line of the slip, how
often the edits make the data what they were meant to be, and how often one slip gives several
messages. The suite makes some of them, and keeps the figures from falling.
"""

from __future__ import annotations

import argparse
import functools
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from ankigen import languages
from ankigen.diagnostics import Diagnostic, Severity
from ankigen.edit.replace import apply, from_edits
from ankigen.edit.told import tell
from ankigen.source import parse_text
from tests.support.decks import ROOT

_NOTE = re.compile(r"  - ")
_WORK = re.compile(r"  [a-z0-9-]+:$")
_KEYED = re.compile(r"( *)((?:- )?)(\w+):(?: (.*))?$")
_CODES = ("id", "en")


@dataclass(frozen=True)
class Slip:
    """A text with a slip, the rows (from 0) where it is, and what the text was meant to be.

    ``meant`` is None where only the author can say.
    """

    kind: str
    text: str
    rows: frozenset[int]
    meant: str | None


Lines = list[str]
Made = tuple[Lines, set[int], Lines | None]
Make = Callable[[random.Random, Lines, int], Made | None]
"""Makes a slip at a row; None where it cannot be made there."""


def keyed(line: str) -> tuple[str, str, str, str]:
    """Return indentation, dash, key and value of a line; the key is '' where there is none."""
    match = _KEYED.match(line)
    return (match[1], match[2], match[3], match[4] or "") if match else ("", "", "", "")


def with_line(lines: Lines, row: int, *new: str) -> Lines:
    return [*lines[:row], *new, *lines[row + 1 :]]


def one_line(change: Callable[[random.Random, str], str | tuple[str, str] | None]) -> Make:
    """Make a slip of one line: ``change`` gives the wrong line, perhaps with the right one."""

    def make(dice: random.Random, lines: Lines, row: int) -> Made | None:
        made = change(dice, lines[row])
        if made is None:
            return None
        wrong, right = made if isinstance(made, tuple) else (made, lines[row])
        return with_line(lines, row, wrong), {row}, with_line(lines, row, right)

    return make


def is_text(line: str) -> bool:
    """Whether a line holds a text in a language."""
    _, _, key, value = keyed(line)
    return key in _CODES and value[:1].isalpha()


def is_exact(line: str) -> bool:
    """Whether a line holds something that is no free text."""
    _, _, key, value = keyed(line)
    return bool(re.fullmatch(r'"?[0-9-]+"?|https?:\S+', value)) or key in ("level", "topic", "type")


# -- marks ------------------------------------------------------------------------------------


@one_line
def dash_without_space(_: random.Random, line: str) -> str | None:
    return re.sub(r"^( *)- ", r"\1-", line) if re.match(r" *- \w", line) else None


def dash_forgotten(dice: random.Random, lines: Lines, row: int) -> Made | None:
    if not re.match(r" +- ", lines[row]):
        return None
    wrong = lines[row].replace("- ", dice.choice(["  ", ""]) if ": " not in lines[row] else "  ", 1)
    return with_line(lines, row, wrong), {row}, lines


@one_line
def equals_sign(dice: random.Random, line: str) -> str | None:
    _, _, key, value = keyed(line)
    return line.replace(": ", dice.choice([" = ", "=", " => "]), 1) if key and value else None


@one_line
def no_space_after_colon(_: random.Random, line: str) -> str | None:
    _, _, key, value = keyed(line)
    return line.replace(": ", ":", 1) if key and value else None


@one_line
def no_colon(_: random.Random, line: str) -> str | None:
    return line.replace(":", "", 1) if keyed(line)[2] else None


def slashes(dice: random.Random, lines: Lines, row: int) -> Made | None:
    indent = keyed(lines[row])[0]
    if not keyed(lines[row])[2]:
        return None
    mark = dice.choice(["// ", "//", "/* ", "; "])
    return [*lines[:row], f"{indent}{mark}periksa lagi", *lines[row:]], {row}, lines


@one_line
def no_break_indent(_: random.Random, line: str) -> str | None:
    indent = keyed(line)[0]
    return "\u00a0" * len(indent) + line[len(indent) :] if indent else None


@one_line
def no_break_after_colon(_: random.Random, line: str) -> str | None:
    return line.replace(": ", ":\u00a0", 1) if keyed(line)[3] else None


@one_line
def wide_colon(_: random.Random, line: str) -> str | None:
    return line.replace(": ", "\uff1a", 1) if keyed(line)[3] else None


@one_line
def bullet(dice: random.Random, line: str) -> str | None:
    mark = dice.choice("\u2022\u2013*+")
    return re.sub("^( *)-", rf"\g<1>{mark}", line) if re.match(r" *- ", line) else None


@one_line
def curly_quotes(_: random.Random, line: str) -> tuple[str, str] | None:
    value = keyed(line)[3]
    if value[:1] == '"' or re.fullmatch("https?:.*", value):
        return line.replace(value, f"\u201c{value.strip(chr(34))}\u201d"), line
    return None


@one_line
def tab(_: random.Random, line: str) -> str | None:
    indent = keyed(line)[0]
    return "\t" * (len(indent) // 2) + line[len(indent) :] if indent else None


@one_line
def comma(_: random.Random, line: str) -> str | None:
    return f"{line}," if is_exact(line) else None


@one_line
def markdown_link(_: random.Random, line: str) -> str | None:
    value = keyed(line)[3]
    if not value.startswith("http"):
        return None
    return line.replace(value, f"[{value.split('/')[2]}]({value})")


# -- quotes -----------------------------------------------------------------------------------


def _word(dice: random.Random, value: str) -> str:
    words = [word for word in value.split(" ") if word.isalpha() and len(word) > 3]
    return dice.choice(words) if words else ""


@one_line
def quotes_in_quotes(dice: random.Random, line: str) -> tuple[str, str] | None:
    value = keyed(line)[3]
    word = _word(dice, value) if is_text(line) and "'" not in value else ""
    inner = value.replace(word, f'"{word}"', 1)
    if not word or inner[0] == '"':
        return None
    return line.replace(value, f'"{inner}"'), line.replace(value, f"'{inner}'")


@one_line
def apostrophe(dice: random.Random, line: str) -> tuple[str, str] | None:
    value = keyed(line)[3]
    word = _word(dice, value) if is_text(line) and '"' not in value and "'" not in value else ""
    if not word:
        return None
    inner = value.replace(word, f"{word[:2]}'{word[2:]}", 1)
    return line.replace(value, f"'{inner}'"), line.replace(value, f'"{inner}"')


@one_line
def colon_in_text(dice: random.Random, line: str) -> tuple[str, str] | None:
    value = keyed(line)[3]
    word = _word(dice, value) if is_text(line) and '"' not in value else ""
    inner = value.replace(f"{word} ", f"{word}: ", 1)
    if not word or inner == value:
        return None
    return line.replace(value, inner), line.replace(value, f'"{inner}"')


@one_line
def quote_not_closed(_: random.Random, line: str) -> tuple[str, str] | None:
    value = keyed(line)[3]
    if is_text(line) and '"' not in value:
        return line.replace(value, f'"{value}'), line
    return (line[:-1], line) if value[:1] == '"' else None


@one_line
def text_with_dash(_: random.Random, line: str) -> str | None:
    value = keyed(line)[3]
    return line.replace(value, f"- {value}") if is_text(line) else None


# -- lines ------------------------------------------------------------------------------------


@one_line
def space_too_many(_: random.Random, line: str) -> str | None:
    return f" {line}" if keyed(line)[2] else None


@one_line
def space_too_few(_: random.Random, line: str) -> str | None:
    return line[1:] if keyed(line)[2] and line[0] == " " else None


def text_broken(dice: random.Random, lines: Lines, row: int) -> Made | None:
    indent, _, _, value = keyed(lines[row])
    words = value.split(" ")
    if not is_text(lines[row]) or len(words) < 4:
        return None
    at = dice.randrange(2, len(words) - 1)
    margin = dice.choice([indent, indent[2:]])
    first, second = " ".join(words[:at]), " ".join(words[at:])
    if re.match(r"[\w-]+:|[-#]", second):
        return None
    new = (lines[row].replace(value, first), margin + second)
    return with_line(lines, row, *new), {row, row + 1}, lines


def block_text(dice: random.Random, lines: Lines, row: int) -> Made | None:
    indent, _, key, value = keyed(lines[row])
    words = value.split(" ")
    if not is_text(lines[row]) or len(words) < 4 or re.search(r"[:#]", value):
        return None
    at = dice.randrange(2, len(words) - 1)
    first, second = " ".join(words[:at]), " ".join(words[at:])
    if second[0] == "-":
        return None
    new = (f"{indent}{key}: >-", indent + first, indent + second)
    return with_line(lines, row, *new), {row, row + 1}, lines


def no_dash_at_all(_: random.Random, lines: Lines, row: int) -> Made | None:
    """A list of one mapping is written without its dash."""
    if not re.match(r" +- date:", lines[row]) or keyed(lines[row - 1])[2] != "events":
        return None
    column = lines[row].index("-")
    rows = [row]
    while rows[-1] + 1 < len(lines) and lines[rows[-1] + 1].startswith(" " * (column + 2)):
        rows.append(rows[-1] + 1)
    after = lines[rows[-1] + 1] if rows[-1] + 1 < len(lines) else ""
    if after.startswith(" " * column + "- "):
        return None
    new = [line[:column] + line[column + 2 :] for line in lines[row : rows[-1] + 1]]
    return [*lines[:row], *new, *lines[rows[-1] + 1 :]], {row - 1, row}, lines


# -- words and values -------------------------------------------------------------------------


@one_line
def key_misspelt(dice: random.Random, line: str) -> str | None:
    key = keyed(line)[2]
    if len(key) < 4:
        return None
    at = dice.randrange(1, len(key) - 1)
    swapped = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    wrong = dice.choice([swapped, key[:at] + key[at + 1 :], key.capitalize()])
    return line.replace(f"{key}:", f"{wrong}:", 1) if wrong != key else None


@one_line
def key_in_indonesian(dice: random.Random, line: str) -> str | None:
    key = keyed(line)[2]
    table = languages.read("id", "cards")["keys"]
    words = [word for word, meant in table.items() if meant == key]
    return line.replace(f"{key}:", f"{dice.choice(words)}:", 1) if words and key else None


def list_as_text(_: random.Random, lines: Lines, row: int) -> Made | None:
    match = re.fullmatch(r"( *[a-z_]+): \[([\w, -]+)\]", lines[row])
    return match and (with_line(lines, row, f"{match[1]}: {match[2]}"), {row}, lines)


@one_line
def date_day_first(dice: random.Random, line: str) -> str | None:
    match = re.search(r'(?<=: )"?(\d{4})-(\d\d)-(\d\d)"?$', line)
    if match is None or int(match[3]) < 13:
        return None
    months = languages.months("id")
    worded = f"{int(match[3])} {months[int(match[2]) - 1]} {match[1]}"
    mark = dice.choice("-/.")
    return line.replace(match[0], dice.choice([mark.join(match.groups()[::-1]), worded]))


@one_line
def date_month_first(dice: random.Random, line: str) -> str | None:
    match = re.search(r'(?<=: )"?(\d{4})-(\d\d)"?$', line)
    worded = f"{languages.months('id')[int(match[2]) - 1]} {match[1]}" if match else ""
    return (
        line.replace(match[0], dice.choice([f"{match[2]}/{match[1]}", worded])) if match else None
    )


@one_line
def count_with_unit(dice: random.Random, line: str) -> str | None:
    unit = dice.choice(["negara", "states", "anggota"])
    return f"{line} {unit}" if re.search(r"count: \d+$", line) else None


@one_line
def address_with_spaces(dice: random.Random, line: str) -> tuple[str, str] | None:
    value = keyed(line)[3]
    if not re.fullmatch(r"https?://\S+", value):
        return None
    name = dice.choice(["kitab hukum.pdf", "annual report 2025"])
    wrong = f"{value.rstrip('/')}/{name}"
    return line.replace(value, wrong), line.replace(value, wrong.replace(" ", "%20"))


def no_text_yet(dice: random.Random, lines: Lines, row: int) -> Made | None:
    if not is_text(lines[row]):
        return None
    wrong = lines[row].replace(keyed(lines[row])[3], dice.choice(["~", "null"]))
    return with_line(lines, row, wrong), {row}, None


def text_for_block(_: random.Random, lines: Lines, row: int) -> Made | None:
    if row + 2 >= len(lines) or not (is_text(lines[row + 1]) and is_text(lines[row + 2])):
        return None
    value = keyed(lines[row + 1])[3]
    return [*lines[:row], f"{lines[row]} {value}", *lines[row + 3 :]], {row}, None


def unfinished_merge(_: random.Random, lines: Lines, row: int) -> Made | None:
    if not keyed(lines[row])[3] or not re.match(r" {4}", lines[row]):
        return None
    new = ["<<<<<<< HEAD", lines[row], "=======", lines[row], ">>>>>>> branch"]
    return with_line(lines, row, *new), {row}, None


SLIPS: dict[str, Make] = {
    "dash-without-space": dash_without_space,
    "dash-forgotten": dash_forgotten,
    "equals-sign": equals_sign,
    "no-space-after-colon": no_space_after_colon,
    "no-colon": no_colon,
    "slashes": slashes,
    "no-break-indent": no_break_indent,
    "no-break-after-colon": no_break_after_colon,
    "wide-colon": wide_colon,
    "bullet": bullet,
    "curly-quotes": curly_quotes,
    "tab": tab,
    "comma": comma,
    "markdown-link": markdown_link,
    "quotes-in-quotes": quotes_in_quotes,
    "apostrophe": apostrophe,
    "colon-in-text": colon_in_text,
    "quote-not-closed": quote_not_closed,
    "text-with-dash": text_with_dash,
    "space-too-many": space_too_many,
    "space-too-few": space_too_few,
    "text-broken": text_broken,
    "block-text": block_text,
    "no-dash-at-all": no_dash_at_all,
    "key-misspelt": key_misspelt,
    "key-in-indonesian": key_in_indonesian,
    "list-as-text": list_as_text,
    "date-day-first": date_day_first,
    "date-month-first": date_month_first,
    "count-with-unit": count_with_unit,
    "address-with-spaces": address_with_spaces,
    "no-text-yet": no_text_yet,
    "text-for-block": text_for_block,
    "unfinished-merge": unfinished_merge,
}


# -- where ------------------------------------------------------------------------------------


@functools.cache
def passages() -> tuple[tuple[tuple[str, ...], int, int], ...]:
    """Return every note and work of the shipped decks with its neighbours: lines, and its rows."""
    found = []
    for path in sorted((ROOT / "decks").glob("*/*.yaml")):
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        top = next((key for key in ("notes:", "sources:") if key in lines), None)
        if top is None:
            continue
        begins = _NOTE if top == "notes:" else _WORK
        starts = [row for row, line in enumerate(lines) if begins.match(line)]
        kind = next(line for line in lines if line.startswith("kind:"))
        ends = [*starts[1:], len(lines)]
        for number, start in enumerate(starts):
            first = starts[max(0, number - 1)]
            last = ends[min(len(ends) - 1, number + 1)]
            shown = (kind, top, *lines[first:last], "")
            found.append((shown, start - first + 2, ends[number] - first + 2))
    return tuple(found)


def changes(wrong: Lines, _: set[int], meant: Lines | None) -> bool:
    """Whether a slip is one: some say to YAML what they should, and hurt nobody."""
    return meant is None or data("\n".join(wrong)) != data("\n".join(meant))


def _made(dice: random.Random, make: Make) -> Made:
    for _ in range(20 * len(passages())):
        lines, first, last = dice.choice(passages())
        for row in dice.sample(range(first, last), last - first):
            made = make(dice, list(lines), row)
            if made is not None and changes(*made):
                return made
    raise AssertionError(f"no place for {make.__name__}")


def slips(count: int, seed: int, kinds: tuple[str, ...] = ()) -> Iterator[Slip]:
    """Make slips, the kinds in turn, each at a random place where it can be made."""
    names = kinds or tuple(SLIPS)
    for number in range(count):
        name = names[number % len(names)]
        dice = random.Random(f"{seed}/{number}")
        wrong, rows, meant = _made(dice, SLIPS[name])
        yield Slip(name, "\n".join(wrong), frozenset(rows), meant and "\n".join(meant))


# -- what is told -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Verdict:
    """Whether a slip is told first where it is, by one message, and mended."""

    placed: bool
    single: bool
    restored: bool | None
    found: tuple[Diagnostic, ...]
    mended: str


def judge(slip: Slip) -> Verdict:
    """Say what a reader of the messages learns of a slip; the edits are made as they are told."""
    found = tuple(sorted(tell(parse_text("x.yaml", slip.text), _CODES)[1], key=lambda d: d.order))
    errors = [d for d in found if d.severity is Severity.ERROR]
    edits = [edit for d in found for edit in d.edits]
    mended = apply(slip.text, from_edits(slip.text, edits))
    placed = bool(errors) and errors[0].location.line - 1 in slip.rows
    restored = None if slip.meant is None else data(mended) == data(slip.meant)
    return Verdict(placed, len(errors) <= 1, restored, found, mended)


def data(text: str) -> object:
    """Return what a text says to PyYAML, all of it as text; None where it is no YAML."""
    try:
        return yaml.load(text, yaml.CBaseLoader)
    except yaml.YAMLError:
        return None


@dataclass(frozen=True)
class Figures:
    """Of slips, per hundred: told first where they are, mended, told by one message."""

    count: int
    placed: float
    restored: float
    single: float


def figures(verdicts: list[Verdict]) -> Figures:
    known = [verdict.restored for verdict in verdicts if verdict.restored is not None]
    return Figures(
        len(verdicts),
        100 * sum(verdict.placed for verdict in verdicts) / len(verdicts),
        100 * sum(known) / len(known) if known else float("nan"),
        100 * sum(verdict.single for verdict in verdicts) / len(verdicts),
    )


def main() -> None:
    """Make slips and print the figures, for each kind and for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", help="print the slips of this kind that go wrong")
    given = parser.parse_args()
    by_kind: dict[str, list[Verdict]] = defaultdict(list)
    kinds = (given.show,) if given.show else ()
    for slip in slips(given.count, given.seed, kinds):
        verdict = judge(slip)
        by_kind[slip.kind].append(verdict)
        if given.show and not (verdict.placed and verdict.single and verdict.restored is not False):
            show(slip, verdict)
    for kind, verdicts in by_kind.items():
        print(row(kind, figures(verdicts)))
    print(row("all", figures([each for verdicts in by_kind.values() for each in verdicts])))


def row(name: str, made: Figures) -> str:
    return (
        f"{name:22} {made.count:6}  placed {made.placed:5.1f} %  restored {made.restored:5.1f} %"
        f"  one message {made.single:5.1f} %"
    )


def show(slip: Slip, verdict: Verdict) -> None:
    lines = slip.text.split("\n")
    print(f"--- {slip.kind}: {verdict.placed=} {verdict.single=} {verdict.restored=}")
    for number in range(max(0, min(slip.rows) - 3), min(len(lines), max(slip.rows) + 4)):
        print(f"{'>' if number in slip.rows else ' '}{number + 1:4} {lines[number]}")
    for each in verdict.found:
        edits = "; ".join(f"{e.location.line}:{e.location.column} {e.text!r}" for e in each.edits)
        print(f"  {each.location} {each.code} {dict(each.params)} -> {edits}")


if __name__ == "__main__":
    main()
