"""Words that tell of change, and of numbers and offices that change."""

from __future__ import annotations

import re

NOW = {
    "id": re.compile(
        r"\b(?:saat ini|sekarang|(?<!masa )kini|dewasa ini|terkini|terbaru|tahun ini)\b",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:currently|at present|presently|nowadays|today(?!['’]s)|now|so far|to date|latest"
        r"|this year|current)\b",
        re.I,
    ),
}
OFFICE = {
    "id": re.compile(
        r"\bsiapa(?:kah)?\s.*\b(?:presiden|sekretaris jenderal|sekjen|ketua|perdana menteri"
        r"|direktur|menteri|gubernur|raja|ratu|paus|kepala|pemimpin|panglima|duta besar)\b",
        re.I | re.S,
    ),
    "en": re.compile(
        r"\bwho (?:is|are|chairs|heads|leads)\b.*\b(?:president|secretary-general|chair|chairman"
        r"|chairperson|prime minister|director|director-general|minister|governor|king|queen|pope"
        r"|head|leader|commander|ambassador)\b",
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
        r"|negara anggota|peserta|cadangan devisa|utang|harga|kurs|nilai tukar|bahasa daerah)\b",
        re.I,
    ),
    "en": re.compile(
        r"\bhow (?:many|large|big|much|high)\b.*\b(?:population|inhabitants|people live|members?"
        r"|member states|states belong|parties|provinces|regencies|villages|users|debt|price"
        r"|exchange rate|countries belong)\b",
        re.I | re.S,
    ),
}
MEMBERSHIP = {
    "id": re.compile(r"\b(?:anggota|beranggota\w*|pihak|negara anggota)\b", re.I),
    "en": re.compile(r"\b(?:members?|member states|parties)\b", re.I),
}
