"""The sample deck with a Malay side to every text, by program on its data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.support.decks import ROOT
from tests.support.newcomer import Tree

FILES = ("terms.yaml", "goals.yaml", "organisations.yaml", "sources.yaml", "places.yaml")

# By the Indonesian side. What is missing here is written alike in both languages.
MALAY = {
    "Dek kecil untuk pengujian.": "Dek kecil untuk ujian.",
    # terms
    "kesepakatan sementara < perjanjian & bukan traktat": (
        "persetujuan sementara < perjanjian & bukan triti"
    ),
    "konferensi tingkat tinggi": "sidang kemuncak",
    "pertemuan para kepala negara atau pemerintahan": "pertemuan para ketua negara atau kerajaan",
    "bukan pertemuan menteri": "bukan mesyuarat menteri",
    # goals
    "Apa tujuan kerja sama internasional bagi hubungan antarbangsa?": (
        "Apakah matlamat kerjasama antarabangsa bagi hubungan antara bangsa?"
    ),
    "Mempererat persahabatan": "Mengeratkan persahabatan",
    "Indonesia dan Jepang saling mengirim rombongan kesenian.": (
        "Indonesia dan Jepun saling menghantar rombongan kesenian."
    ),
    "Apa manfaat kerja sama internasional di bidang ekonomi?": (
        "Apakah faedah kerjasama antarabangsa dalam bidang ekonomi?"
    ),
    "Kesejahteraan naik lewat perdagangan": "Kesejahteraan meningkat melalui perdagangan",
    "Perbedaan apa yang membuat negara minyak dan negara pangan saling berdagang?": (
        "Perbezaan apakah yang mendorong negara minyak dan negara makanan saling berdagang?"
    ),
    "Sumber daya alam": "Sumber asli",
    "Apa yang dipercepat menurut tujuan pertamanya?": (
        "Apakah yang dipercepat menurut tujuan pertamanya?"
    ),
    # organisations
    "Perhimpunan Bangsa-Bangsa Asia Tenggara": "Persatuan Negara-Negara Asia Tenggara",
    "memajukan ekonomi, sosial, dan budaya kawasannya": (
        "memajukan ekonomi, sosial dan kebudayaan rantaunya"
    ),
    "kawasan antara India dan Tiongkok": "rantau antara India dengan China",
    "Adam Malik menandatangani deklarasinya": "Adam Malik menandatangani deklarasi itu",
    "KTT pertama di Bali": "sidang kemuncak pertama di Bali",
    "Perserikatan Bangsa-Bangsa": "Pertubuhan Bangsa-Bangsa Bersatu",
    "berdiri 1945": "ditubuhkan pada 1945",
    "Piagamnya mulai berlaku hari itu.": "Piagamnya mula berkuat kuasa pada hari itu.",
    "menjaga perdamaian setelah Perang Dunia I": (
        "memelihara keamanan selepas Perang Dunia Pertama"
    ),
    "Jenewa": "Geneva",
    "Swiss": "Switzerland",
    "Sebuah lingkaran": "Sebuah bulatan",
}
# Malay has no abbreviation for a summit.
NONE = {"KTT"}


def with_malay(text: dict[str, str]) -> dict[str, str]:
    """Add the Malay side to a text."""
    indonesian = text.get("id", "")
    if not indonesian or indonesian in NONE:
        return text
    return {**text, "ms": MALAY.get(indonesian, indonesian)}


def only(*codes: str) -> Callable[[dict[str, str]], dict[str, str]]:
    """Return what keeps some sides of a text."""
    return lambda text: {code: text[code] for code in codes if code in text}


def changed(data: Any, change: Callable[[dict[str, str]], dict[str, str]]) -> Any:
    """Change every text in some data; one that has no side left goes."""
    if isinstance(data, list):
        return [changed(each, change) for each in data]
    if not isinstance(data, dict):
        return data
    if data.keys() <= {"id", "en", "ms"}:
        return change(data)
    inside = {key: changed(value, change) for key, value in data.items()}
    return {key: value for key, value in inside.items() if value != {}}


def write_deck(
    tree: Tree, folder: str, change: Callable[[dict[str, str]], dict[str, str]], **keys: Any
) -> str:
    """Write the sample deck with every text changed and other keys in its deck.yaml."""
    for name in ("deck.yaml", *FILES):
        data = changed(tree.data(f"decks/sample/{name}"), change)
        tree.dump(f"{folder}/{name}", {**data, **keys} if name == "deck.yaml" else data)
    for file in (tree.folder / "decks" / "sample" / "media").iterdir():
        (tree.folder / folder / "media").mkdir(exist_ok=True)
        (tree.folder / folder / "media" / file.name).write_bytes(file.read_bytes())
    return folder


def add_malay(tree: Tree) -> None:
    """Add Malay to the tool: every file that Indonesian has, and nothing else."""
    here = "ankigen/languages"
    for path in sorted((tree.folder / here / "id").iterdir()):
        ours = ROOT / "tests" / "languages" / "ms" / path.name
        text = (
            ours.read_text(encoding="utf-8")
            if ours.is_file()
            else f"# This stands for a file in Malay.\n{path.read_text(encoding='utf-8')}"
        )
        tree.write(f"{here}/ms/{path.name}", text)
