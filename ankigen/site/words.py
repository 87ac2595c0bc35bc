"""What stands on the preview page that is not a card, in both languages."""

from __future__ import annotations

from ankigen.model import Text

WORDS: dict[str, Text] = {
    "title": Text("Pratinjau kartu", "Card preview"),
    "search": Text("Cari", "Search"),
    "search-hint": Text("dalam kedua bahasa", "in both languages"),
    "filters": Text("Saringan", "Filters"),
    "deck": Text("Dek", "Deck"),
    "kind": Text("Jenis", "Kind"),
    "variant": Text("Bahasa", "Language"),
    "tag": Text("Tag", "Tag"),
    "finding": Text("Temuan", "Finding"),
    "all": Text("semua", "all"),
    "any-finding": Text("apa saja", "any"),
    "view": Text("Tampilan", "View"),
    "night": Text("Malam", "Night"),
    "phone": Text("Lebar ponsel", "Phone width"),
    "large": Text("Teks 200 %", "200 % text"),
    "print": Text("Cetak glosarium", "Print a glossary"),
    "card": Text("Kartu", "Card"),
    "front": Text("Depan", "Front"),
    "back": Text("Belakang", "Back"),
    "show-back": Text("Tampilkan jawaban", "Show the answer"),
    "show-front": Text("Tampilkan pertanyaan", "Show the question"),
    "previous": Text("Sebelumnya", "Previous"),
    "next": Text("Berikutnya", "Next"),
    "keys": Text(
        "Spasi atau klik membalik kartu; ← dan → ke kartu lain.",
        "Space or a click turns the card; ← and → go to other cards.",
    ),
    "written-at": Text("Ditulis di", "Written at"),
    "link-note": Text("Tautan catatan ini", "Link to this note"),
    "tags": Text("Tag", "Tags"),
    "list": Text("Daftar kartu", "List of cards"),
    "count": Text("{shown} dari {all} kartu", "{shown} of {all} cards"),
    "none": Text("Tidak ada kartu yang cocok.", "No card matches."),
    "position": Text("{number} dari {shown}", "{number} of {shown}"),
    "filtered-out": Text("tidak ada di daftar", "not in the list"),
    "direction-1": Text("maju", "forwards"),
    "direction-2": Text("balik", "backwards"),
    "direction-3": Text("tambahan", "extra"),
    "needs-script": Text(
        "Halaman ini memerlukan JavaScript peramban untuk menampilkan kartu.",
        "This page needs the browser's JavaScript to show cards.",
    ),
}
