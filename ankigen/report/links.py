"""Addresses and what became of them, as text, JSON or Markdown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ankigen.deck.links import Link
from ankigen.deck.web import Answer, Verdict
from ankigen.kinds.base.text import both

_VERDICTS = {
    Verdict.BROKEN: both("rusak", "broken"),
    Verdict.REFUSED: both("menolak program", "refuses programs"),
    Verdict.MOVED: both("pindah", "moved"),
    Verdict.FINE: both("baik", "fine"),
}
"""The worst first: the order in which people are shown them."""

_EXPLAINED = {
    Verdict.BROKEN: both(
        "Cari alamat barunya atau sumber lain, lalu perbaiki semua tempatnya.",
        "Find the new address or another source, and mend every place.",
    ),
    Verdict.REFUSED: both(
        "Buka di peramban: situs ini menjawab orang, tetapi tidak menjawab program.",
        "Open them in a browser: these sites answer people, but not programs.",
    ),
    Verdict.MOVED: both(
        "Masih terbuka; ganti dengan alamat barunya bila halamannya tetap sama.",
        "Still open; put the new address where the page is still the same.",
    ),
}
_SUMMARY = both("{count} alamat: {verdicts}", "{count} addresses: {verdicts}")
_COLUMNS = (both("alamat", "address"), both("jawaban", "answer"), both("tempat", "places"))
_TITLE = both("Pemeriksaan tautan", "Link check")


def listing(links: Sequence[Link], form: str) -> str:
    """Write where every address stands; nobody has been asked."""
    if form == "json":
        return _json([_data(link) for link in links])
    if form == "markdown":
        return "".join(f"- <{link.url}>: {_places(link)}\n" for link in links)
    return "".join(f"{place}: {link.url}\n" for link in links for place in link.places)


def checked(links: Sequence[Link], answers: Iterable[Answer], form: str, language: str) -> str:
    """Write which addresses need a look, and how many of each verdict there are."""
    by_url = {answer.url: answer for answer in answers}
    if form == "json":
        return _json([_data(link, by_url[link.url]) for link in links])
    summary = _summary(by_url, language)
    if form == "markdown":
        sections = [
            _section(verdict, links, by_url, language)
            for verdict in _EXPLAINED
            if any(answer.verdict is verdict for answer in by_url.values())
        ]
        return "\n".join([f"# {_TITLE.in_language(language)}\n", f"{summary}\n", *sections])
    lines = [
        f"{place}: {_VERDICTS[verdict].in_language(language)}: {link.url} ({by_url[link.url].said})"
        for verdict in _EXPLAINED
        for link in links
        if by_url[link.url].verdict is verdict
        for place in link.places
    ]
    return "\n".join([*lines, summary]) + "\n"


def _summary(by_url: Mapping[str, Answer], language: str) -> str:
    counts = Counter(answer.verdict for answer in by_url.values())
    verdicts = ", ".join(
        f"{counts[verdict]} {word.in_language(language)}" for verdict, word in _VERDICTS.items()
    )
    return _SUMMARY.in_language(language).format(count=len(by_url), verdicts=verdicts)


def _section(
    verdict: Verdict, links: Sequence[Link], by_url: Mapping[str, Answer], language: str
) -> str:
    rows = [
        f"| <{link.url}> | {_cell(by_url[link.url].said)} | {_places(link)} |"
        for link in links
        if by_url[link.url].verdict is verdict
    ]
    lines = [
        f"## {_VERDICTS[verdict].in_language(language).capitalize()}",
        "",
        _EXPLAINED[verdict].in_language(language),
        "",
        f"| {' | '.join(column.in_language(language) for column in _COLUMNS)} |",
        "| --- | --- | --- |",
        *rows,
    ]
    return "\n".join(lines) + "\n"


def _places(link: Link) -> str:
    return ", ".join(f"{place.path}:{place.line}" for place in link.places)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _json(data: object) -> str:
    return json.dumps({"links": data}, ensure_ascii=False, indent=2) + "\n"


def _data(link: Link, answer: Answer | None = None) -> dict[str, object]:
    data: dict[str, object] = {"url": link.url}
    if answer:
        data |= {"verdict": answer.verdict.value, "said": answer.said}
    return data | {
        "places": [{"file": p.path, "line": p.line, "column": p.column} for p in link.places]
    }
