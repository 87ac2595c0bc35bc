"""Words that tell of change, and of numbers and offices that change."""

from __future__ import annotations

import re

from ankigen.kinds.base.records import Note
from ankigen.kinds.goal import Goal
from ankigen.lint.base import LANGUAGES

_OFFICES = {
    "id": (
        r"presiden|sekretaris jenderal|sekjen|ketua|perdana menteri|kanselir|direktur(?: jenderal"
        r"| utama)?|menteri|gubernur|bupati|wali kota|raja|ratu|sultan|kaisar|paus|kepala|pemimpin"
        r"|panglima|duta besar|dirigen|pelatih|kapten|rektor|kurator|juara(?: dunia| bertahan)?"
    ),
    "en": (
        r"president|secretary[- ]general|chair|chairman|chairwoman|chairperson|prime minister"
        r"|chancellor|director|director[- ]general|minister|governor|regent|mayor|king|queen|sultan"
        r"|emperor|pope|head|leader|commander|ambassador|conductor|coach|captain|chief executive"
        r"|rector|curator|speaker|champion"
    ),
}
_MADE = {
    # What people make or do: something larger may be built or sold any year.
    "id": (
        r"gedung|menara|stadion|perusahaan|bank|ekonomi|perekonomian|bandara|komputer|superkomputer"
        r"|kapal|atlet|produsen|penghasil|eksportir|pengekspor|importir|media sosial|bursa"
    ),
    "en": (
        r"building|skyscraper|tower|stadium|company|bank|economy|airport|computer|supercomputer|ship"
        r"|athlete|producer|exporter|importer|social network|stock exchange"
    ),
}
_NUMBER = (
    r"(?:[0-9][0-9.,]*(?: (?:hundred|thousand|million|billion))?|(?:three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?"
    r"|a (?:hundred|thousand|million))"
)
_ROUGHLY = (
    r"(?:(?:now|about|around|some|only|just|over|more than|nearly|almost|roughly|fewer than) )*"
)

NOW = {
    # Adverbs only: an electric current, the present value. What a thing is now called stays so.
    "id": re.compile(
        r"\b(?:saat ini|sekarang|(?<!masa )kini|dewasa ini|(?:hingga|sampai) hari ini)\b"
        r"(?! (?:bernama|disebut|dikenal|termasuk|menjadi bagian))",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:currently|at present|presently|nowadays|these days|as of (?:now|today)"
        r"|at the moment(?=\s*(?:[,.?;]|\Z))|today(?!['’]s)"
        r"|(?<!what is )(?<!what are )now(?! and then| that))\b"
        r"(?! (?:called|known|named|part of))",
        re.I,
    ),
}
NOW_IN_PASSING = frozenset({"now", "kini", "today"})
"""Words for now that tell of no change by themselves: "a river, now dry"."""

NEWEST = {
    # What is asked for is the last of a row that goes on.
    "id": re.compile(r"\b(?:terkini|terbaru|tahun ini)\b", re.I),
    "en": re.compile(
        r"\b(?:latest|newest|this year|so far(?! as)|(?<!up )to date(?=\s*(?:[,.?;]|\Z)))\b"
        r"|\b(?:current|present) (?:\w+[ -]){0,2}?(?:version|edition|price|law|government)\b",
        re.I,
    ),
}
HOLDER_NOW = re.compile(
    rf"\b(?:current|present|incumbent|reigning|sitting) (?:\w+[ -]){{0,2}}?(?:{_OFFICES['en']}"
    r"|(?:record[- ])?holders?|champions?|records?|numbers?|population|membership|members|rate)\b",
    re.I,
)
"""The adjective, of a thing that changes hands: not "the current" of a river."""

OFFICE = {
    "id": re.compile(rf"\bsiapa(?:kah)?\s.*\b(?:{_OFFICES['id']})\b", re.I | re.S),
    "en": re.compile(
        rf"\bwho (?:is|are)\b.*\b(?:{_OFFICES['en']})\b"
        r"|\bwho (?:chairs|heads|leads|governs|coaches|conducts)\b",
        re.I | re.S,
    ),
}
ONCE = {
    # Which of all: such an office holder or count stays what it was.
    "id": re.compile(
        r"\b(?:pertama|kedua|ketiga|keempat|terakhir|dahulu|pernah|saat|ketika|menjadi|dipilih"
        r"|mengangkat|melantik|pada (?:tahun|masa|waktu)|sejak|[0-9]{4})\b(?<!saat ini)",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:first|second|third|fourth|last|former|was|were|did|had|when|became|elected"
        r"|appointed|in [0-9]{4}|[0-9]{4})\b",
        re.I,
    ),
}
COUNT = {
    "id": re.compile(
        r"\bberapa\s(?:jumlah |banyak |besar |total )*(?:kira-kira |sekitar )?(?:\w+ ){0,2}"
        r"(?:penduduk|anggota|pihak|provinsi|kabupaten|desa|kecamatan|pengguna|populasi|pulau yang"
        r"|negara anggota|peserta|cadangan devisa|utang|harga|kurs|nilai tukar|bahasa daerah"
        r"|karyawan|pegawai|cabang|pelanggan|pengikut|penutur|pengunjung|kendaraan|satelit)\b"
        r"|\bberapa\b.*\b(?:harga|biaya|upah|gaji|tarif|suku bunga|inflasi|ongkos|iuran|pajak|PDB"
        r"|kurs|nilai pasar)(?:nya)?\b",
        re.I | re.S,
    ),
    "en": re.compile(
        r"\bhow (?:many|large|big|much|high)\b.*\b(?:population|inhabitants|people live|members?"
        r"|member states|states belong|parties|provinces|regencies|villages|users|debt|price|cost"
        r"|exchange rate|countries belong|employees|staff|branches|subscribers|followers|customers"
        r"|speakers|speak|visitors|vehicles|satellites)\b"
        r"|\b(?:how (?:much|high|large)|what (?:is|are|does))\b.*\b(?:costs?|prices?|wages?|fee"
        r"|fare|salary|rate|tax|inflation|population|GDP|market value)\b",
        re.I | re.S,
    ),
}
MEMBERSHIP = {
    "id": re.compile(r"\b(?:anggota|beranggota\w*|pihak|negara anggota)\b", re.I),
    "en": re.compile(r"\b(?:members?|member states|parties)\b", re.I),
}
ALIVE = {
    # How many there are out there; of years, legs and the like there are always as many.
    "id": re.compile(
        r"\bberapa\b.*\b(?:hidup|tersisa|tinggal|bertahan|ekor|menghuni|mendiami|masih ada"
        r"|dikenal|diketahui|sudah ditemukan|terdaftar|tercatat)\b",
        re.I | re.S,
    ),
    "en": re.compile(
        r"\bhow many\b(?! (?:years|months|weeks|days|hours))"
        r".*\b(?:(?:live|lives|living|exist|there)\b.*\b(?:in the wild|in nature|worldwide"
        r"|in the world|on earth|still)|remain|survive|are left|are alive|still exist"
        r"|(?:are|have been|is) (?:known|discovered|identified|registered))\b",
        re.I | re.S,
    ),
}
RECORD = {
    "id": re.compile(
        r"\brekor\b|\b(?:berpenduduk (?:paling banyak|terbanyak)|terpadat|terkaya|terlaris"
        r"|tersibuk|terpopuler|paling (?:kaya|populer|laku|bernilai"
        r"|sibuk|mahal))\b"
        rf"|\b(?:{_MADE['id']})\b.*\b(?:terbesar|tertinggi|tercepat|terpanjang|terkuat|terkemuka"
        r"|paling (?:besar|tinggi|cepat|panjang|kuat))\b"
        r"|\b(?:paling (?:banyak|sering)|terbanyak|tersering"
        r"|berapa (?:kali|banyak|gelar|gol|medali))\b.*"
        r"\b(?:juara|menjuarai|memenangi|memenangkan|meraih|mencetak|merebut|mengoleksi)\b"
        r"|\b(?:juara|menjuarai|memenangi|memenangkan|meraih|mencetak|merebut|mengoleksi)\b.*"
        r"\b(?:paling (?:banyak|sering)|terbanyak|tersering)\b",
        re.I | re.S,
    ),
    "en": re.compile(
        r"\b(?:holds?|is|has)\b.*\brecord\b|\brecord[- ]holder\b"
        r"|\b(?:richest|wealthiest|most valuable|most expensive|best[- ]selling|busiest"
        r"|most popular|most (?:used|visited|downloaded|watched|populous|inhabitants))\b"
        rf"|\b(?:largest|biggest|tallest|fastest|longest|strongest|leading)\b.*\b(?:{_MADE['en']})\b"
        rf"|\b(?:{_MADE['en']})\b.*\b(?:largest|biggest|tallest|fastest|longest|strongest)\b"
        r"|\bha(?:s|ve) (?:ever )?(?:won|scored|taken|earned|claimed)\b.*\bmost\b"
        r"|\b(?:most|how many)\b.*\bha(?:s|ve)\b.*\b(?:won|scored|taken|earned|been champions?)\b",
        re.I | re.S,
    ),
}
"""What stands until somebody does better, or buys more."""

OVER = {
    "id": re.compile(
        r"\b(?:pertama|ketika|saat(?! ini)|pada (?:tahun|masa|waktu|abad)|dahulu|[0-9]{4})\b", re.I
    ),
    "en": re.compile(
        r"\b(?:was|were|did|had|when|first|century|[0-9]{4})\b", re.I
    ),
}  # fmt: skip

TOLD = {
    # What a sentence tells of a number or a holder as of today.
    "id": re.compile(
        rf"\b(?:{_OFFICES['id']})(?: \w+)?nya(?: (?:adalah|ialah|bernama))? [A-Z][\w.]+ [A-Z]"
        r"|\b(?:sudah|telah) (?:mencapai|melebihi|melampaui) (?:\w+ ){0,2}[0-9]"
        r"|\b(?:versi|edisi|model) terbaru(?:nya)?\b"
    ),
    "en": re.compile(
        rf"\b(?:[Ii]ts|[Tt]he)(?: \w+){{0,2}} (?:{_OFFICES['en']})(?: of [^.,;]{{2,40}})?"
        r" is [A-Z][\w.]+ [A-Z]"
        r"|\b(?:is|are) (?:now )?(?:led|headed|chaired|directed|coached) by [A-Z][\w.]+ [A-Z]"
        rf"|\b(?:has|have) (?:reached|passed|exceeded) {_ROUGHLY}{_NUMBER}"
        rf"|\b{_ROUGHLY}{_NUMBER} (?:of \w+ |\w+ )?(?:are left|remain|survive|are alive)\b"
        rf"|\b(?:has|have|with) {_ROUGHLY}{_NUMBER} (?:\w+ )?(?:employees|customers|users"
        r"|subscribers|followers|inhabitants)\b"
        r"|\bholds? the (?:\w+ ){0,2}record\b|\brecord (?:is held by|stands at|is [0-9])"
        r"|\b(?:latest|newest) (?:version|edition|model|release)\b"
        rf"|\b(?:costs?|is worth|sells for|trades at) {_ROUGHLY}(?:Rp|US\$|\$|€|£) ?[0-9]"
    ),
}
NUMBERED = {
    "id": re.compile(
        r"(?<![\w.,-])[0-9][0-9.,]*(?![\w-])"
        r"|\b(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|belas|puluh|ratus|ribu|juta"
        r"|miliar)\b",
        re.I,
    ),
    "en": re.compile(rf"(?<![\w.,-]){_NUMBER}(?![\w-])", re.I),
}
HELD = {
    language: re.compile(rf"\b(?:{offices}|rekor|record)(?:nya)?\b", re.I)
    for language, offices in _OFFICES.items()
}
PERSON = re.compile(r"(?<=[\w,] )[A-Z][\w.]+ [A-Z][a-z]")
"""Two capitals inside a sentence: somebody's name."""

DATED = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})\b")
"""A year: what is told with it needs no other date."""


def asks_for_office(note: Note) -> bool:
    """Whether a note asks who holds an office."""
    return isinstance(note, Goal) and any(
        OFFICE[language].search(note.question.in_language(language)) for language in LANGUAGES
    )


def asks_for_members(note: Note) -> bool:
    """Whether a note asks for a count of members or people."""
    return isinstance(note, Goal) and any(
        COUNT[language].search(note.question.in_language(language)) for language in LANGUAGES
    )
