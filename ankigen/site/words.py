"""What stands on the preview page that is not a card, in both languages."""

from __future__ import annotations

from ankigen.kinds.base.text import Text, both

WORDS: dict[str, Text] = {
    "title": both("Pratinjau kartu", "Card preview"),
    "search": both("Cari", "Search"),
    "search-hint": both("dalam kedua bahasa", "in both languages"),
    "filters": both("Saringan", "Filters"),
    "deck": both("Dek", "Deck"),
    "kind": both("Jenis", "Kind"),
    "variant": both("Bahasa", "Language"),
    "tag": both("Tag", "Tag"),
    "finding": both("Temuan", "Finding"),
    "all": both("semua", "all"),
    "any-finding": both("apa saja", "any"),
    "view": both("Tampilan", "View"),
    "night": both("Malam", "Night"),
    "phone": both("Lebar ponsel", "Phone width"),
    "large": both("Teks 200 %", "200 % text"),
    "print": both("Cetak glosarium", "Print a glossary"),
    "card": both("Kartu", "Card"),
    "front": both("Depan", "Front"),
    "back": both("Belakang", "Back"),
    "show-back": both("Tampilkan jawaban", "Show the answer"),
    "show-front": both("Tampilkan pertanyaan", "Show the question"),
    "previous": both("Sebelumnya", "Previous"),
    "next": both("Berikutnya", "Next"),
    "keys": both(
        "Spasi atau klik membalik kartu; ← dan → ke kartu lain.",
        "Space or a click turns the card; ← and → go to other cards.",
    ),
    "written-at": both("Ditulis di", "Written at"),
    "link-note": both("Tautan catatan ini", "Link to this note"),
    "tags": both("Tag", "Tags"),
    "list": both("Daftar kartu", "List of cards"),
    "count": both("{shown} dari {all} kartu", "{shown} of {all} cards"),
    "none": both("Tidak ada kartu yang cocok.", "No card matches."),
    "position": both("{number} dari {shown}", "{number} of {shown}"),
    "filtered-out": both("tidak ada di daftar", "not in the list"),
    "direction-1": both("maju", "forwards"),
    "direction-2": both("balik", "backwards"),
    "direction-3": both("tambahan", "extra"),
    "needs-script": both(
        "Halaman ini memerlukan JavaScript peramban untuk menampilkan kartu.",
        "This page needs the browser's JavaScript to show cards.",
    ),
}
