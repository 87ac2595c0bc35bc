"""The site of a deck: a page for every note and work, which lead to each other and run nothing."""

from __future__ import annotations

import functools
import gzip
import posixpath
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from ankigen import identity, site
from ankigen.anki.package import Stamps
from ankigen.cards import compile_deck
from ankigen.kinds import kind_of
from ankigen.kinds.base.records import RetiredFacts, Retirement, Source
from ankigen.kinds.base.text import Text
from ankigen.kinds.deck import Deck, Edition
from ankigen.languages import messages
from ankigen.release.lock import LOCK_FILE, Lock, parse, text
from ankigen.release.plan import next_lock
from tests.support.bad_decks import deck_with
from tests.support.cli import ankigen
from tests.support.decks import SAMPLE, SHIPPED, T1, deck, read_deck
from tests.support.releases import Sources

BASE = "https://example.org/decks"
TEMPLATES = Path(site.__file__).parent / "templates"


@functools.cache
def made(folder: Path = SAMPLE) -> dict[str, bytes]:
    """Make the site of a deck that offers two packages."""
    offers = [site.Download(n, f"p/{deck(folder).key}.{n}.apkg", 1, 2, 3) for n in ("id", "en")]
    edition = site.Edition(deck(folder), downloads=offers)
    packages = {offer.file: b"" for offer in offers}
    return dict(site.site([edition], BASE)) | packages


class Parsed(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def language(self) -> str:
        return next(attrs["lang"] for tag, attrs in self.elements if tag == "html")

    @property
    def head(self) -> list[str]:
        """What stands in its head: a link of a drawing has a title, too."""
        found = [tag for tag, _ in self.elements]
        return found[: found.index("body")]

    def values(self, name: str) -> Iterator[str]:
        yield from (attrs[name] for _, attrs in self.elements if name in attrs)


def pages(files: dict[str, bytes]) -> dict[str, Parsed]:
    return {name: Parsed(content) for name, content in files.items() if name.endswith(".html")}


@functools.cache
def parsed(folder: Path = SAMPLE) -> dict[str, Parsed]:
    return pages(made(folder))


@pytest.mark.parametrize("folder", [SAMPLE, SHIPPED], ids=["sample", "shipped"])
def test_every_note_and_work_is_where_cards_say_it_is(folder: Path) -> None:
    of = deck(folder)
    for note in of.notes:
        address = identity.card_address(BASE, of.key, note.identity, "")
        assert f"{address.removeprefix(BASE)[1:-1]}index.html" in made(folder)
    for work in of.sources:
        address = identity.work_address(BASE, of.key, work)
        assert f"{address.removeprefix(BASE)[1:]}index.html" in made(folder)


def targets(name: str, page: Parsed) -> Iterator[tuple[str, str]]:
    """Yield what a page leads to inside the site, or takes from it: file and anchor."""
    for address in (*page.values("href"), *page.values("src")):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            assert parts.scheme in ("https", "http", "mailto", "data"), address
            continue
        assert not parts.path.startswith("/"), address
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path))
        yield (name if not parts.path else path), parts.fragment


@pytest.mark.parametrize("folder", [SAMPLE, SHIPPED], ids=["sample", "shipped"])
def test_every_link_inside_leads_somewhere(folder: Path) -> None:
    assert dangling(made(folder)) == []


def dangling(files: dict[str, bytes]) -> list[str]:
    """Return the links of a site that lead nowhere in it."""
    there = pages(files)
    anchors = {name: {"", *page.values("id")} for name, page in there.items()}
    return [
        f"{name}: {path}#{anchor}"
        for name, page in there.items()
        for path, anchor in targets(name, page)
        if path not in files or anchor not in anchors.get(path, {""})
    ]


def test_links_of_a_deck_of_retired_notes_lead_somewhere() -> None:
    gone = Retirement(why=Text(id="Usang.", en="Out of date."))
    notes = tuple(replace(note, retired=gone) for note in deck().notes)
    assert dangling(dict(site.site([site.Edition(replace(deck(), notes=notes))]))) == []


@pytest.mark.parametrize("folder", [SAMPLE, SHIPPED], ids=["sample", "shipped"])
def test_every_page_is_one_that_can_be_read_by_anybody(folder: Path) -> None:
    for name, page in parsed(folder).items():
        found = [tag for tag, _ in page.elements]
        assert [found.count(each) for each in ("h1", "main")] == [1, 1], name
        assert page.head.count("title") == 1, name
        ids = list(page.values("id"))
        assert len(ids) == len(set(ids)), name
        assert ("html", {"lang": "id"}) in page.elements or name.startswith("en/"), name


@pytest.mark.parametrize("folder", [SAMPLE, SHIPPED], ids=["sample", "shipped"])
def test_no_page_takes_anything_from_elsewhere(folder: Path) -> None:
    for name, page in parsed(folder).items():
        policy = next(a["content"] for t, a in page.elements if t == "meta" and "http-equiv" in a)
        assert policy.startswith("default-src 'none';"), name
        assert "unsafe" not in policy, name
        assert not list(page.values("style")), name
        for tag, attrs in page.elements:
            if tag in ("script", "img"):
                assert not urlsplit(attrs["src"]).netloc, name
            if tag == "link" and attrs["rel"] != "canonical":
                assert not urlsplit(attrs["href"]).netloc, name


def test_a_page_of_a_note_is_small() -> None:
    sizes = [len(c) for n, c in made(SHIPPED).items() if n.startswith("c/")]
    assert max(sizes) <= 30_000


def test_the_front_page_is_small_with_everything_it_needs() -> None:
    for name in ("index.html", "en/index.html"):
        needed = [name, *{path for path, _ in needs(name, parsed(SHIPPED)[name])}]
        assert "site.css" in needed
        assert sum(len(gzip.compress(made(SHIPPED)[each])) for each in needed) <= 150_000


def needs(name: str, page: Parsed) -> Iterator[tuple[str, str]]:
    """Yield what a browser takes from the site to show a page."""
    shown = Parsed(b"")
    shown.elements = [e for e in page.elements if e[0] in ("link", "script", "img")]
    return targets(name, shown)


def test_the_sitemap_has_every_page() -> None:
    tree = ElementTree.fromstring(made()["sitemap.xml"])
    listed = {
        str(each.text) for each in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    }
    assert listed == {f"{BASE}/{name.removesuffix('index.html')}" for name in parsed()}
    for name, page in parsed().items():
        canonical = next(a["href"] for t, a in page.elements if a.get("rel") == "canonical")
        assert f"{BASE}/{name}" == f"{canonical}index.html"
    # Nobody knows where a site is that has no address.
    files = dict(site.site([site.Edition(deck())]))
    assert "sitemap.xml" not in files
    assert b"canonical" not in files["index.html"]


def test_every_page_has_its_own_title_and_description() -> None:
    of_language: dict[tuple[str, str], str] = {}
    for name, page in parsed(SHIPPED).items():
        title = page.text.strip().splitlines()[0]
        description = next(a["content"] for _, a in page.elements if a.get("name") == "description")
        assert 0 < len(description) <= 160, name
        if name.startswith("c/"):
            assert of_language.setdefault((title, description), name) == name


def test_the_glossary_is_data_for_machines_too() -> None:
    for name, said in (("glossary", "pengesahan"), ("en/glossary", "A state's confirmation")):
        page = parsed()[f"{name}/index.html"]
        types = [attrs["itemtype"] for _, attrs in page.elements if "itemtype" in attrs]
        terms = [note for note in deck().notes if kind_of(note).name == "term"]
        assert types == ["https://schema.org/DefinedTermSet"] + len(terms) * [
            "https://schema.org/DefinedTerm"
        ]
        assert said.casefold() in page.text.casefold()
        names = [attrs for _, attrs in page.elements if attrs.get("itemprop") == "name"]
        assert names[0] == {
            "itemprop": "name", "content": messages.said("site.glossary", page.language)
        }  # fmt: skip
        assert len(names) == len(types)


def test_typed_facts_become_a_table_and_a_time_line() -> None:
    assert "Anggota pendiri sejak 8 Agustus 1967" in parsed()["indonesia/index.html"].text
    years = re.findall(r"(?m)^\d{4}", parsed()["timeline/index.html"].text)
    assert "1967" in years
    assert years == sorted(years)


def test_tables_have_what_is_known_whatever_is_asked() -> None:
    (asean,) = [note for note in deck().notes if note.key == "asean"]
    own = Text(id="Tahun berapa?", en="Which year?")
    asked = replace(asean.indonesia, question=own, answer=Text(id="1976", en="1976"))
    for change in ({"skip": ("indonesia", "headquarters", "founded")}, {"indonesia": asked}):
        of = replace(deck(), notes=(replace(asean, **change),))
        files = dict(site.site([site.Edition(of)]))
        said = Parsed(files["indonesia/index.html"]).text
        assert "Anggota pendiri sejak 8 Agustus 1967" in said
        assert "1976" not in said
        assert "Jakarta, Indonesia" in Parsed(files["seats/index.html"]).text
        assert "1967" in Parsed(files["timeline/index.html"]).text
        assert dangling(files) == []
    gone = RetiredFacts({"headquarters": Retirement(why=own)})
    files = dict(site.site([site.Edition(replace(deck(), notes=(
        replace(asean, retired_facts=gone),)))]))  # fmt: skip
    assert "seats/index.html" not in files


def test_an_answer_of_ones_own_stands_where_it_answers_how_indonesia_stands() -> None:
    (asean,) = [note for note in deck().notes if note.key == "asean"]
    said = Text(id="pendiri; ketua 2023", en="founder; chair in 2023")
    for change in ({"answer": said}, {"answer": said, "relation": "other", "question": said}):
        of = replace(deck(), notes=(replace(asean, indonesia=replace(asean.indonesia, **change)),))
        page = Parsed(dict(site.site([site.Edition(of)]))["indonesia/index.html"])
        assert "Pendiri; ketua 2023" in page.text


@pytest.mark.parametrize("home", ["", "en/"])
def test_the_map_has_every_seat_once_and_the_list_below_has_the_same_links(home: str) -> None:
    page = parsed(SHIPPED)[f"{home}seats/index.html"]
    seats = [attrs for tag, attrs in page.elements if tag == "a" and "/c/" in attrs["href"]]
    # Who goes from link to link, or listens, has each once: in the list.
    marks = [attrs["href"] for attrs in seats if attrs.get("tabindex") == "-1"]
    listed = [attrs["href"] for attrs in seats if "tabindex" not in attrs]
    assert len(listed) == len(set(listed)) > 20
    # A place that nobody has written down yet is in the list alone.
    assert len(marks) == len(set(marks)) >= len(listed) - 3
    assert set(marks) <= set(listed)
    drawn = [attrs for tag, attrs in page.elements if tag == "svg" and "aria-hidden" in attrs]
    assert len(drawn) > 1
    titles = re.findall("<title>(.*?)</title>", made(SHIPPED)[f"{home}seats/index.html"].decode())
    jakarta = "Perhimpunan Bangsa-Bangsa Asia Tenggara (ASEAN) – Jakarta, Indonesia"
    assert home or jakarta in titles
    assert len(titles) == len(marks) + 1


def test_the_page_with_the_map_is_small() -> None:
    assert len(gzip.compress(made(SHIPPED)["seats/index.html"])) <= 15_000


def test_seats_whose_places_nobody_knows_are_a_list(tmp_path: Path) -> None:
    of = replace(deck(), places={})
    page = Parsed(dict(site.site([site.Edition(of)]))["seats/index.html"])
    assert "Jakarta, Indonesia" in page.text
    assert "svg" not in [tag for tag, _ in page.elements]
    assert "seats/index.html" not in dict(
        site.site([site.Edition(deck_in("en", tmp_path / "d", TERM))])
    )


def test_lists_have_every_note_that_is_asked() -> None:
    for name in ("browse/", "browse/level/", "browse/kind/", "browse/subject/", "en/browse/"):
        page = parsed(SHIPPED)[f"{name}index.html"]
        linked = {path for path, _ in targets(f"{name}index.html", page)}
        assert {n for n in parsed(SHIPPED) if n.startswith("c/")} <= linked, name


def test_the_front_page_offers_the_packages() -> None:
    page = parsed()["index.html"]
    assert list(page.values("download")) == ["sample.id.apkg", "sample.en.apkg"]
    assert next(parsed()["en/index.html"].values("download")) == "sample.en.apkg"
    assert "mulai dari sini" in page.text
    assert "paket lengkap" not in page.text
    assert "Belum dirilis" in page.text
    released = dict(site.site([site.Edition(deck(), version="1.2.0")]))
    assert "Versi 1.2.0" in Parsed(released["index.html"]).text


def test_the_core_is_offered_first() -> None:
    """One button stands out; behind it is the core of the page's language."""
    names = ["id.core", "id", "en.core", "en", "translation", "bilingual"]
    offers = [site.Download(name, f"p/sample.{name}.apkg", 96_001, 10, 13) for name in names]
    files = dict(site.site([site.Edition(deck(), downloads=offers)]))
    for name, order in (
        ("index.html", names),
        ("en/index.html", ["en.core", "en", "id.core", "id", "translation", "bilingual"]),
    ):
        page = Parsed(files[name])
        offered = [dict(values) for tag, values in page.elements if dict(values).get("download")]
        assert [each["download"] for each in offered] == [f"sample.{each}.apkg" for each in order]
        assert [each["class"] for each in offered] == ["button first", *["button"] * 5]
    text = Parsed(files["index.html"]).text
    assert "Bahasa Indonesia (Dasar) mulai dari sini; paket lengkap boleh diimpor" in text
    assert text.index("10 catatan, 13 kartu · 97 kB") < text.index("English (Dasar)")
    assert text.count("mulai dari sini") == 1


def test_several_decks_are_told_apart() -> None:
    files = dict(site.site([site.Edition(deck()), site.Edition(deck(SHIPPED))]))
    assert {"c/sample/asean/index.html", "c/kerja-sama-internasional/asean/index.html"} <= set(
        files
    )
    for name in ("browse/index.html", "turn/index.html"):
        page = Parsed(files[name])
        assert "Contoh: Perjanjian" in page.text
        assert "Kerja Sama Internasional: Perjanjian" in page.text
    assert Parsed(files["index.html"]).text.count("Dek kecil untuk pengujian.") == 1


def deck_in(language: str, folder: Path, note: str) -> Deck:
    """Make a deck in one language with one note."""
    made = deck_with(folder, note.encode())
    path = made / "deck.yaml"
    other = {"en": r"id: [^,\n]+(?:, |\n  )(?=en:)", "id": r"(?:, |\n  )en: [^,}\n]+"}[language]
    text = re.sub(other, "", path.read_text("utf-8")).replace("key: bad", f"key: in-{language}")
    path.write_text(f"{text}languages: [{language}]\n", "utf-8")
    return read_deck(made)


TERM = (
    "kind: term\nnotes:\n"
    "  - {key: a, term: {en: treaty}, definition: {en: a promise}, subjects: [ips]}\n"
)
GOAL = (
    "kind: goal\nnotes:\n"
    "  - {key: a, category: goal, question: {id: Apa tujuannya?}, answer: {id: damai}}\n"
)


def test_a_deck_in_one_language_has_a_site_in_it(tmp_path: Path) -> None:
    files = dict(site.site([site.Edition(deck_in("en", tmp_path / "deck", TERM))]))
    assert not [name for name in files if name.startswith("en/")]
    for page in pages(dict(files)).values():
        assert ("html", {"lang": "en"}) in page.elements
        assert "Beranda" not in page.text
    assert "Social studies" in Parsed(files["browse/subject/index.html"]).text


def test_decks_in_different_languages_have_one_site(tmp_path: Path) -> None:
    decks = deck_in("id", tmp_path / "one", GOAL), deck_in("en", tmp_path / "other", TERM)
    files = dict(site.site(map(site.Edition, decks)))
    assert "en/glossary/index.html" in files
    assert "glossary/index.html" not in files
    assert dangling(files) == []


def test_editors_see_what_is_lacking() -> None:
    page = parsed()["editors/index.html"]
    assert "Tanpa sumber" in page.text
    assert "c/sample/summit/index.html" in {p for p, _ in targets("editors/index.html", page)}


def test_editors_see_what_no_teacher_would_sign() -> None:
    shaky = Source(title=Text(id="Kabar", en="News"), publisher=Text(id="Kabar", en="News"))
    of, heading = deck(SHIPPED), "Tanpa sumber yang berani ditandatangani guru"
    key = next(n.key for n in of.notes if kind_of(n).name == "term")
    notes = [replace(n, sources=(shaky,)) if n.key == key else n for n in of.notes]

    def listed(of: Deck) -> str:
        page = dict(site.site([site.Edition(of)]))["editors/index.html"].decode()
        return page.partition(heading)[2].partition("<h2>")[0]

    assert f"/{key}/index.html" not in listed(of)
    assert f"/{key}/index.html" in listed(replace(of, notes=tuple(notes)))
    # A deck that does not tell what its works are is not judged.
    untold = {key: replace(work, type="other") for key, work in of.sources.items()}
    assert "index.html" not in listed(replace(of, sources=untold))


def test_a_note_says_all_that_is_known_of_it() -> None:
    page = parsed()["c/sample/ratification/index.html"]
    for said in (
        "Apa yang dimaksud dengan ratifikasi?",
        "Pengesahan perjanjian oleh negara yang telah menandatanganinya",
        "A state's confirmation of a treaty that it has signed",
        "sample/ratification",
    ):
        assert said in page.text
    # The style of cards says that an example is one; here the page does.
    assert "Contoh: " in page.text
    # Answers are folded, by an element that needs no script.
    assert [tag for tag, _ in page.elements].count("details") >= 4
    report = "https://example.org/report?note=ratification&deck=sample"
    assert report in page.values("href")


def test_a_fact_has_a_form_that_knows_what_is_meant() -> None:
    form = "https://example.org/new?key={key}&says={says}"
    files = dict(site.site([site.Edition(deck(), report=form)]))
    page = Parsed(files["c/sample/asean/index.html"])
    links = [urlsplit(each) for each in page.values("href") if "/new?" in each]
    filled = [parse_qs(each.query) for each in links]
    assert {"key": ["asean"], "says": [
        "Perhimpunan Bangsa-Bangsa Asia Tenggara (ASEAN) · "
        "Association of Southeast Asian Nations (ASEAN)"
    ]} in filled  # fmt: skip
    (founded,) = [each for each in filled if each["key"] == ["asean/founded"]]
    assert founded["says"] == ["Kapan ASEAN didirikan? 8 Agustus 1967"]


# -- what was released ------------------------------------------------------------------


def released(sources: Sources, version: str, now: int) -> Lock:
    """Release a deck as it is: write its lock."""
    path = sources.folder / LOCK_FILE
    before = parse(LOCK_FILE, path.read_bytes()).lock if path.exists() else None
    stamps = Stamps(now, before.history if before else {})
    compiled = compile_deck(read_deck(sources.folder), stamps, Edition.at(version, now))
    after = next_lock(compiled, before, version, "0.1.0", {"id": "0" * 32})
    path.write_text(text(after), "utf-8")
    return after


def test_an_address_that_was_released_never_dies(tmp_path: Path) -> None:
    here = tmp_path / "decks"
    here.mkdir()
    sources = Sources(here)
    released(sources, "1.0.0", T1)
    sources.change(
        "terms.yaml",
        "  - key: ratification\n",
        "  - key: ratifying\n    was: [ratification]\n",
    )
    sources.change("terms.yaml", "related: [ratification]", "related: [ratifying]")
    sources.change("organisations.yaml", "      count: 11\n", "      count: 12\n")
    released(sources, "1.1.0", T1 + 100)
    sources.change(
        "terms.yaml",
        "  - key: summit\n",
        "  - key: summit\n    retired:\n      why: {id: Sebabnya., en: The reason.}\n"
        "      use: ratifying\n",
    )
    sources.change(
        "organisations.yaml",
        "    level: 1\n",
        "    level: 1\n    retired_facts:\n"
        "      members: {why: {id: Cepat usang., en: Soon out of date.}}\n",
    )
    sources.change(
        "organisations.yaml",
        '    members:\n      count: 12\n      unit: states\n      as_of: "2025-10-26"\n',
        "",
    )
    lock = released(sources, "1.2.0", T1 + 200)
    assert len(lock.releases) == 3
    done = ankigen("site", "--out", "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    out = tmp_path / "out"
    for note in lock.notes.values():
        page = Parsed((out / "c" / "sample" / note.key / "index.html").read_bytes())
        assert note.fact in page.values("id")

    def page(key: str) -> Parsed:
        return Parsed((out / "c" / "sample" / key / "index.html").read_bytes())

    assert "sample/ratifying" in page("ratification").text
    for said in ("Kartu ini ditarik.", "Sebabnya.", "The reason.", "Penggantinya"):
        assert said in page("summit").text
    assert "../../../c/sample/ratification/index.html" in page("summit").values("href")
    assert "sejak 1.0.0, terakhir diubah pada 1.2.0" in page("asean").text
    assert "Cepat usang." in page("asean").text
    assert "Versi 1.2.0" in Parsed((out / "index.html").read_bytes()).text
    assert "since 1.0.0" in page("ratification").text
    # A note that was released is not left out.
    sources.cut("terms.yaml", "summit")
    assert ankigen("site", "--out", "out", cwd=tmp_path).returncode == 1
    assert (out / "c" / "sample" / "summit" / "index.html").is_file()


# -- texts that want to be more than texts ----------------------------------------------

HOSTILE = (
    "<script>alert(1)</script> </style> </title> ]]> --> \" onload=x ' [[word:home]] [[main]]"
    " &lt;b&gt;"
)


def test_a_hostile_text_is_a_text_on_every_page(tmp_path: Path) -> None:
    said = HOSTILE.replace("'", "''")
    notes = (
        "kind: term\nnotes:\n"
        f"  - key: a\n    term: {{id: '{said}', en: '{said} 2'}}\n"
        f"    definition: {{id: '{said}', en: '{said}'}}\n"
        f"    explanation: {{id: '{said}', en: '{said}'}}\n"
        f"    sources: [{{title: '{said}', publisher: '{said}'}}]\n"
        f"    retired: {{why: {{id: '{said}', en: '{said}'}}}}\n"
        f"  - key: b\n    term: {{id: '{said} 3', en: '{said} 4'}}\n"
        f"    definition: {{id: '{said}', en: '{said}'}}\n    related: [a]\n"
    )
    folder = deck_with(tmp_path / "deck", notes.encode())
    path = folder / "deck.yaml"
    path.write_text(re.sub(r"(?m)^title: .*", f"title: {{id: '{said}', en: '{said}'}}",
                           path.read_text("utf-8")), "utf-8")  # fmt: skip
    of = read_deck(folder)
    lines = {"a": (f"{HOSTILE}:1", ""), "b": (f"{HOSTILE}:9", "https://example.org/")}
    files = dict(site.site([site.Edition(of, lines=lines)], BASE))
    assert len(pages(files)) > 2
    assert_inert(files)
    assert HOSTILE in pages(files)["c/bad/a/index.html"].text


def assert_inert(files: dict[str, bytes]) -> None:
    for name, page in pages(files).items():
        for tag, attrs in page.elements:
            assert not [each for each in attrs if each.startswith("on")], name
            assert tag != "script" or attrs.keys() == {"src", "defer"}, name
            assert not attrs.get("href", "").startswith("javascript:"), name
        assert page.head.count("title") == 1, name


def test_a_hostile_seat_is_a_text_on_the_map_and_in_every_table() -> None:
    said, of = Text(id=HOSTILE, en=HOSTILE), deck()
    bodies = [
        replace(note, name=said, headquarters=replace(seat, city=said, country=said))
        for note in of.notes
        if (seat := getattr(note, "headquarters", None))
    ]
    known = {f"{HOSTILE}, {HOSTILE}": of.places["Jakarta, Indonesia"]}
    files = dict(site.site([site.Edition(replace(of, notes=tuple(bodies), places=known))], BASE))
    assert_inert(files)
    for name in ("seats", "timeline", "indonesia"):
        assert HOSTILE in pages(files)[f"{name}/index.html"].text
    assert files["seats/index.html"].count(b'tabindex="-1"') == len(bodies)


# -- words ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", messages.section("site", "en"))
def test_every_word_is_used(name: str) -> None:
    code = "".join(path.read_text("utf-8") for path in TEMPLATES.parent.glob("*.py"))
    parts = (TEMPLATES / "parts.html").read_text("utf-8")
    name = re.sub(r"-[1-3]$", "", name)  # one of the steps of something
    assert f"[[word:{name}]]" in parts or f'"{name}"' in code or f'"site.{name}"' in code


def test_every_part_is_used_and_there() -> None:
    code = "".join(path.read_text("utf-8") for path in TEMPLATES.parent.glob("*.py"))
    parts = re.findall(r"<!-- part: (.*) -->", (TEMPLATES / "parts.html").read_text("utf-8"))
    assert len(parts) == len(set(parts))
    assert [name for name in parts if f'"{name}"' not in code] == []


# -- the command ------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with the sample deck under decks/."""
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_site_writes_the_same_bytes_again_over_an_older_one(here: Path) -> None:
    done = ankigen("site", cwd=here)
    assert (done.returncode, done.stderr) == (0, "")
    first = tree(here / "site")
    assert f"site/: {len(first)} files\n" == done.stdout
    assert {"p/sample.id.apkg", "c/sample/asean/index.html", "site.css"} <= first.keys()
    (here / "site" / "old.html").write_text("of an older site")
    assert ankigen("site", "-q", cwd=here, PYTHONHASHSEED="7").stdout == ""
    assert tree(here / "site") == first


def test_site_offers_packages_that_were_built(here: Path) -> None:
    assert ankigen("build", cwd=here).returncode == 0
    (here / "dist" / "sample.id.apkg").write_bytes(b"that very file")
    done = ankigen("site", "--packages", "dist", cwd=here)
    assert done.returncode == 0, done.stderr
    assert (here / "site" / "p" / "sample.id.apkg").read_bytes() == b"that very file"
    (here / "dist" / "sample.en.apkg").unlink()
    done = ankigen("site", "--packages", "dist", "--out", "other", cwd=here)
    assert done.returncode == 2
    assert "dist/ has no sample.en.apkg" in done.stderr
    assert not (here / "other").exists()


def test_site_leads_to_lines_and_to_a_form(here: Path) -> None:
    link = "https://example.org/blob/main/{path}#L{line}"
    form = "https://example.org/new?key={key}"
    assert ankigen("site", "--link", link, "--report", form, cwd=here).returncode == 0
    page = Parsed((here / "site" / "c" / "sample" / "ratification" / "index.html").read_bytes())
    assert "decks/sample/terms.yaml:4" in page.text
    assert "https://example.org/blob/main/decks/sample/terms.yaml#L4" in page.values("href")
    assert "https://example.org/new?key=ratification" in page.values("href")


def test_site_replaces_no_folder_of_somebody_elses(here: Path) -> None:
    (here / "site").mkdir()
    (here / "site" / "index.html").write_text("<h1>mine</h1>")
    done = ankigen("site", cwd=here)
    assert done.returncode == 2
    assert "site/ is there" in done.stderr
    assert [each.name for each in (here / "site").iterdir()] == ["index.html"]


def test_an_address_of_the_site_is_a_whole_one(here: Path) -> None:
    done = ankigen("site", "--base-url", "example.org", cwd=here)
    assert done.returncode == 2
    assert "https://" in done.stderr
    assert not (here / "site").exists()


def test_site_of_a_wrong_deck_writes_nothing(here: Path) -> None:
    terms = here / "decks" / "sample" / "terms.yaml"
    terms.write_text(terms.read_text("utf-8").replace("definition:", "definitoin:", 1), "utf-8")
    done = ankigen("site", cwd=here)
    assert done.returncode == 1
    assert "decks/sample/terms.yaml:" in done.stderr
    assert not (here / "site").exists()
