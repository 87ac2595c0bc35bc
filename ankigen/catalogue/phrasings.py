"""The phrasing table: every question as a whole sentence in each language.

Keys are ``fact`` or ``fact/condition``; ``{c}`` is how the body is called in
mid-sentence. English purposes begin with *to*, Indonesian ones with a verb.
"""

from __future__ import annotations

from ankigen.model import Text

FORWARD: dict[str, Text] = {
    "definition": Text("Apa yang dimaksud dengan {c}?", "What does “{c}” mean?"),
    "abbreviation": Text("Apa kepanjangan {c}?", "What does {c} stand for?"),
    "abbreviation/borrowed": Text(
        "Apa nama lengkap {c} dalam bahasa Indonesia?", "What does {c} stand for?"
    ),
    "purpose": Text("Apa tujuan utama {c}?", "What is the main purpose of {c}?"),
    "purpose/past": Text("Apa tujuan utama {c} dahulu?", "What was the main purpose of {c}?"),
    "purpose/past/conference": Text("Apa tujuan utama {c}?", "What was the main purpose of {c}?"),
    "founded/founded": Text("{when} {c} didirikan?", "{when} was {c} founded?"),
    "founded/signed": Text(
        "{when} perjanjian pendirian {c} ditandatangani?",
        "{when} was the founding treaty of {c} signed?",
    ),
    "founded/adopted": Text(
        "{when} dokumen pendirian {c} disahkan?",
        "{when} was the founding document of {c} adopted?",
    ),
    "founded/in-force": Text(
        "{when} dokumen pendirian {c} mulai berlaku?",
        "{when} did the founding document of {c} take effect?",
    ),
    "founded/opened": Text("{when} {c} mulai bekerja?", "{when} did {c} begin its work?"),
    "founded/launched": Text("{when} {c} diluncurkan?", "{when} was {c} launched?"),
    "founded/announced": Text("{when} {c} diumumkan?", "{when} was {c} announced?"),
    "founded/first-meeting": Text(
        "{when} {c} pertama kali bersidang?", "{when} did {c} first meet?"
    ),
    "founded/held": Text("{when} {c} diselenggarakan?", "{when} was {c} held?"),
    # An agreement is itself the document.
    "founded/signed/agreement": Text("{when} {c} ditandatangani?", "{when} was {c} signed?"),
    "founded/adopted/agreement": Text("{when} {c} disahkan?", "{when} was {c} adopted?"),
    "founded/in-force/agreement": Text("{when} {c} mulai berlaku?", "{when} did {c} take effect?"),
    "founding-document": Text(
        "Dokumen apa yang menjadi dasar pendirian {c}?", "Which document established {c}?"
    ),
    "headquarters/headquarters": Text(
        "Di kota mana markas besar {c} berada?", "In which city is the headquarters of {c}?"
    ),
    "headquarters/secretariat": Text(
        "Di kota mana Sekretariat {c} berkedudukan?", "In which city is the Secretariat of {c}?"
    ),
    "headquarters/court": Text("Di kota mana {c} berkedudukan?", "In which city does {c} sit?"),
    "headquarters/meetings": Text(
        "Di kota mana {c} biasanya bersidang?", "In which city does {c} usually meet?"
    ),
    "headquarters/headquarters/past": Text(
        "Di kota mana markas besar {c} dahulu berada?",
        "In which city was the headquarters of {c}?",
    ),
    "headquarters/secretariat/past": Text(
        "Di kota mana Sekretariat {c} dahulu berkedudukan?",
        "In which city was the Secretariat of {c}?",
    ),
    "headquarters/court/past": Text(
        "Di kota mana {c} dahulu berkedudukan?", "In which city did {c} sit?"
    ),
    "headquarters/meetings/past": Text(
        "Di kota mana {c} dahulu biasanya bersidang?", "In which city did {c} usually meet?"
    ),
    "scope": Text("Apa cakupan wilayah {c}?", "What is the geographic scope of {c}?"),
    "scope/past": Text("Apa cakupan wilayah {c} dahulu?", "What was the geographic scope of {c}?"),
    "field": Text("Di bidang apa {c} bergerak?", "In which field does {c} work?"),
    "field/past": Text("Di bidang apa {c} dahulu bergerak?", "In which field did {c} work?"),
    "field/many": Text("Di bidang apa saja {c} bergerak?", "In which fields does {c} work?"),
    "field/many/past": Text(
        "Di bidang apa saja {c} dahulu bergerak?", "In which fields did {c} work?"
    ),
    "field/agreement": Text("Bidang apa yang diatur oleh {c}?", "Which field does {c} cover?"),
    "field/agreement/past": Text(
        "Bidang apa yang dahulu diatur oleh {c}?", "Which field did {c} cover?"
    ),
    "field/many/agreement": Text(
        "Bidang apa saja yang diatur oleh {c}?", "Which fields does {c} cover?"
    ),
    "field/many/agreement/past": Text(
        "Bidang apa saja yang dahulu diatur oleh {c}?", "Which fields did {c} cover?"
    ),
    "members/states": Text(
        "Berapa jumlah negara anggota {c}?", "How many member states does {c} have?"
    ),
    "members/economies": Text(
        "Berapa jumlah ekonomi anggota {c}?", "How many member economies does {c} have?"
    ),
    "members/parties": Text("Berapa jumlah pihak dalam {c}?", "How many parties does {c} have?"),
    "members/members": Text("Berapa jumlah anggota {c}?", "How many members does {c} have?"),
    "members/states/past": Text(
        "Berapa jumlah negara anggota {c} dahulu?", "How many member states did {c} have?"
    ),
    "members/economies/past": Text(
        "Berapa jumlah ekonomi anggota {c} dahulu?", "How many member economies did {c} have?"
    ),
    "members/parties/past": Text(
        "Berapa jumlah pihak dalam {c} dahulu?", "How many parties did {c} have?"
    ),
    "members/members/past": Text(
        "Berapa jumlah anggota {c} dahulu?", "How many members did {c} have?"
    ),
    "members/states/conference": Text(
        "Berapa negara yang ikut dalam {c}?", "How many states take part in {c}?"
    ),
    "members/states/conference/past": Text(
        "Berapa negara yang ikut dalam {c}?", "How many states took part in {c}?"
    ),
    "status/dissolved": Text("Kapan {c} dibubarkan?", "When was {c} dissolved?"),
    "status/dissolved/agreement": Text("Kapan {c} berakhir?", "When did {c} end?"),
    "status/succeeded": Text("Kapan {c} digantikan?", "When was {c} replaced?"),
    "status/concluded": Text("Kapan {c} berakhir?", "When did {c} end?"),
    "status/suspended": Text(
        "Kapan {c} menghentikan kegiatannya?", "When did {c} suspend its work?"
    ),
    "successor": Text("Apa yang menggantikan {c}?", "What replaced {c}?"),
    "indonesia": Text(
        "Apa hubungan Indonesia dengan {c}?", "What is Indonesia’s relationship with {c}?"
    ),
    "indonesia/past/conference": Text(
        "Apa peran Indonesia dalam {c}?", "What was Indonesia’s role in {c}?"
    ),
    "indonesia/past": Text(
        "Apa hubungan Indonesia dengan {c} dahulu?", "What was Indonesia’s relationship with {c}?"
    ),
}

REVERSE: dict[str, Text] = {
    "definition": Text("Istilah apa yang berarti “{answer}”?", "Which term means “{answer}”?"),
    "abbreviation": Text("Apa singkatan {answer}?", "Which abbreviation stands for {answer}?"),
    "purpose": Text("{type} apa yang bertujuan {answer}?", "Which {type} aims {answer}?"),
    "purpose/past": Text(
        "{type} apa yang dahulu bertujuan {answer}?", "Which former {type} aimed {answer}?"
    ),
    "purpose/past/conference": Text(
        "{type} apa yang bertujuan {answer}?", "Which {type} aimed {answer}?"
    ),
    # A goal backwards: an example, and what it is an example of.
    "goal": Text(
        "{example} Tujuan kerja sama apa yang digambarkan contoh ini?",
        "{example} Which aim of cooperation does this example show?",
    ),
    "benefit": Text(
        "{example} Manfaat kerja sama apa yang digambarkan contoh ini?",
        "{example} Which benefit of cooperation does this example show?",
    ),
    "principle": Text(
        "{example} Prinsip apa yang digambarkan contoh ini?",
        "{example} Which principle does this example show?",
    ),
    "principle/subject": Text(
        "{example} Prinsip apa dari {subject} yang digambarkan contoh ini?",
        "{example} Which principle from {subject} does this example show?",
    ),
    "driving": Text(
        "{example} Faktor pendorong kerja sama apa yang digambarkan contoh ini?",
        "{example} Which factor that drives cooperation does this example show?",
    ),
    "hindering": Text(
        "{example} Faktor penghambat kerja sama apa yang digambarkan contoh ini?",
        "{example} Which factor that hinders cooperation does this example show?",
    ),
    "legal-basis": Text(
        "{example} Dasar hukum apa yang digambarkan contoh ini?",
        "{example} Which legal basis does this example show?",
    ),
    "form": Text(
        "{example} Bentuk kerja sama apa yang digambarkan contoh ini?",
        "{example} Which form of cooperation does this example show?",
    ),
    "role": Text(
        "{example} Peran Indonesia apa yang digambarkan contoh ini?",
        "{example} Which role of Indonesia does this example show?",
    ),
    "charter": Text(
        "{example} Ketentuan apa yang digambarkan contoh ini?",
        "{example} Which provision does this example show?",
    ),
    "fact": Text(
        "{example} Fakta apa yang digambarkan contoh ini?",
        "{example} Which fact does this example show?",
    ),
    "membership": Text(
        "{example} Keanggotaan apa yang digambarkan contoh ini?",
        "{example} Which membership does this example show?",
    ),
}

TRANSLATE: dict[str, Text] = {
    # Asked in Indonesian both ways: `id` holds the way to English, `en` the way to Indonesian.
    "term": Text("Apa bahasa Inggrisnya {c}?", "Apa bahasa Indonesianya {c}?"),
    "name": Text("Apa nama Inggris {c}?", "Apa nama Indonesia {c}?"),
    "abbreviation": Text("Apa singkatan Inggris untuk {c}?", "Apa singkatan Indonesia untuk {c}?"),
}

WHEN: dict[str, Text] = {
    "year": Text("Pada tahun berapa", "In which year"),
    "month": Text("Kapan", "When"),
    "day": Text("Kapan", "When"),
}

FOUNDED_IN = Text("Ditetapkan: {place}.", "Adopted: {place}.")
FOUNDED_ON = Text("Bertanggal {date}.", "Dated {date}.")
FOUNDED_IN_ON = Text("Ditetapkan: {place}, {date}.", "Adopted: {place}, {date}.")
OTHER_NAME = Text("Juga disebut {name}.", "Also called {name}.")
# On translation cards, whose labels are Indonesian.
OTHER_INDONESIAN = "Bahasa Indonesia juga: {name}."
OTHER_ENGLISH = "Bahasa Inggris juga: {name}."
ENGLISH_NAME = Text("Bahasa Inggris: {name}.", "")


def phrase(table: dict[str, Text], language: str, *conditions: str) -> str:
    """Return the phrasing for a fact and as many of its conditions as the table knows.

    Conditions that the table does not tell apart are passed over, in order.
    """
    key = conditions[0]
    for condition in conditions[1:]:
        if condition and f"{key}/{condition}" in table:
            key = f"{key}/{condition}"
    return table[key].in_language(language)
