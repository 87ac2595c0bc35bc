"""Addresses and what became of them, as text, JSON or Markdown."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ankigen.deck.links import Link
from ankigen.deck.web import Answer, Verdict
from ankigen.languages import messages
from ankigen.markup import markdown, markdown_address

_LOOK_AT = (Verdict.BROKEN, Verdict.REFUSED, Verdict.MOVED)
"""The worst first: the order in which people are shown them."""


def listing(links: Sequence[Link], form: str) -> str:
    """Write where every address stands; nobody has been asked."""
    if form == "json":
        return _json([_data(link) for link in links])
    if form == "markdown":
        return "".join(f"- {markdown_address(link.url)}: {_places(link)}\n" for link in links)
    return "".join(
        messages.visible(f"{place}: {link.url}", sys.maxsize) + "\n"
        for link in links
        for place in link.places
    )


def checked(links: Sequence[Link], answers: Iterable[Answer], form: str, language: str) -> str:
    """Write which addresses need a look, and how many of each verdict there are."""
    by_url = {answer.url: answer for answer in answers}
    if form == "json":
        return _json([_data(link, by_url[link.url]) for link in links])
    summary = _summary(by_url, language)
    if form == "markdown":
        sections = [
            _section(verdict, links, by_url, language)
            for verdict in _LOOK_AT
            if any(answer.verdict is verdict for answer in by_url.values())
        ]
        title = messages.said("report.links.title", language)
        return "\n".join([f"# {title}\n", f"{summary}\n", *sections])
    lines = [
        messages.visible(
            f"{place}: {_named(verdict, language)}: {link.url} ({by_url[link.url].said})",
            sys.maxsize,
        )
        for verdict in _LOOK_AT
        for link in links
        if by_url[link.url].verdict is verdict
        for place in link.places
    ]
    return "\n".join([*lines, summary]) + "\n"


def _summary(by_url: Mapping[str, Answer], language: str) -> str:
    counts = Counter(answer.verdict for answer in by_url.values())
    verdicts = ", ".join(
        f"{counts[verdict]} {_named(verdict, language)}" for verdict in (*_LOOK_AT, Verdict.FINE)
    )
    said = {"count": len(by_url), "verdicts": verdicts}
    return messages.said("report.links.summary", language, **said)


def _named(verdict: Verdict, language: str) -> str:
    return messages.said(f"report.links.verdicts.{verdict.value}", language)


def _section(
    verdict: Verdict, links: Sequence[Link], by_url: Mapping[str, Answer], language: str
) -> str:
    rows = [
        f"| {markdown_address(link.url)} | {_said(by_url[link.url])} | {_places(link)} |"
        for link in links
        if by_url[link.url].verdict is verdict
    ]
    columns = messages.section("report.links.columns", language)
    lines = [
        f"## {_named(verdict, language).capitalize()}",
        "",
        messages.said(f"report.links.advice.{verdict.value}", language),
        "",
        f"| {columns['address']} | {columns['answer']} | {columns['places']} |",
        "| --- | --- | --- |",
        *rows,
    ]
    return "\n".join(lines) + "\n"


def _places(link: Link) -> str:
    return ", ".join(markdown(f"{place.path}:{place.line}") for place in link.places)


def _said(answer: Answer) -> str:
    write = markdown_address if answer.verdict is Verdict.MOVED else markdown
    return write(answer.said)


def _json(data: object) -> str:
    return json.dumps({"links": data}, ensure_ascii=False, indent=2) + "\n"


def _data(link: Link, answer: Answer | None = None) -> dict[str, object]:
    data: dict[str, object] = {"url": link.url}
    if answer:
        data |= {"verdict": answer.verdict.value, "said": answer.said}
    return data | {
        "places": [{"file": p.path, "line": p.line, "column": p.column} for p in link.places]
    }
