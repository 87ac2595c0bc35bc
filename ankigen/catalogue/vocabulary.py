"""Words that cards share: labels of kinds, fields, relations … in both languages."""

from __future__ import annotations

from ankigen.model import Text

LOOKS: dict[str, Text] = {
    # The most specific look that a note has is the label on its card.
    "term": Text("Istilah", "Term"),
    "goal": Text("Tujuan", "Goal"),
    "benefit": Text("Manfaat", "Benefit"),
    "principle": Text("Prinsip", "Principle"),
    "factor": Text("Faktor", "Factor"),
    "driving": Text("Faktor pendorong", "Driving factor"),
    "hindering": Text("Faktor penghambat", "Hindering factor"),
    "legal-basis": Text("Dasar hukum", "Legal basis"),
    "form": Text("Bentuk kerja sama", "Form of cooperation"),
    "role": Text("Peran Indonesia", "Indonesia’s role"),
    "charter": Text("Piagam", "Charter"),
    "membership": Text("Keanggotaan", "Membership"),
    "fact": Text("Fakta", "Fact"),
    "organisation": Text("Organisasi", "Organisation"),
    "organ": Text("Organ", "Organ"),
    "agreement": Text("Perjanjian", "Agreement"),
    "conference": Text("Konferensi", "Conference"),
    "forum": Text("Forum", "Forum"),
    "movement": Text("Gerakan", "Movement"),
}

FIELDS: dict[str, Text] = {
    "ideology": Text("ideologi", "ideology"),
    "politics": Text("politik", "politics"),
    "economy": Text("ekonomi", "the economy"),
    "socio-culture": Text("sosial budaya", "society and culture"),
    "society": Text("sosial", "social affairs"),
    "culture": Text("kebudayaan", "culture"),
    "defence": Text("pertahanan", "defence"),
    "security": Text("keamanan", "security"),
    "education": Text("pendidikan", "education"),
    "health": Text("kesehatan", "health"),
    "environment": Text("lingkungan hidup", "the environment"),
    "science": Text("ilmu pengetahuan", "science"),
    "technology": Text("teknologi", "technology"),
    "law": Text("hukum", "law"),
    "trade": Text("perdagangan", "trade"),
    "finance": Text("keuangan", "finance"),
    "development": Text("pembangunan", "development"),
    "humanitarian": Text("kemanusiaan", "humanitarian work"),
    "energy": Text("energi", "energy"),
    "food": Text("pangan", "food"),
    "agriculture": Text("pertanian", "agriculture"),
    "labour": Text("ketenagakerjaan", "labour"),
    "maritime": Text("kemaritiman", "maritime affairs"),
    "transport": Text("perhubungan", "transport"),
    "aviation": Text("penerbangan", "aviation"),
    "telecommunications": Text("telekomunikasi", "telecommunications"),
    "postal": Text("pos", "post"),
    "intellectual-property": Text("kekayaan intelektual", "intellectual property"),
    "infrastructure": Text("prasarana", "infrastructure"),
    "rural-development": Text("pembangunan perdesaan", "rural development"),
    "aid": Text("bantuan", "aid"),
    "administration": Text("administrasi", "administration"),
}

REACHES: dict[str, Text] = {
    "global": Text("Global", "Global"),
    "interregional": Text("Antarkawasan", "Interregional"),
    "regional": Text("Regional", "Regional"),
    "bilateral-plus": Text("Bilateral yang diperluas", "Extended bilateral"),
}

RELATIONS: dict[str, Text] = {
    "founding-member": Text("Anggota pendiri", "Founding member"),
    "member": Text("Anggota", "Member"),
    "elected-member": Text("Anggota yang dipilih berkala", "Member by periodic election"),
    "associate-member": Text("Anggota asosiasi", "Associate member"),
    "observer": Text("Pengamat", "Observer"),
    "former-member": Text("Bekas anggota", "Former member"),
    "suspended-member": Text("Keanggotaannya ditangguhkan", "Its membership is suspended"),
    "not-member": Text("Bukan anggota", "Not a member"),
    "party": Text("Pihak", "Party"),
    "original-signatory": Text("Penanda tangan awal", "Original signatory"),
    "signatory": Text("Penanda tangan", "Signatory"),
    "not-party": Text("Bukan pihak", "Not a party"),
    "candidate": Text("Calon anggota", "Candidate for membership"),
    "applicant": Text("Pemohon keanggotaan", "Applicant for membership"),
    "partner": Text("Mitra", "Partner"),
    "dialogue-partner": Text("Mitra dialog", "Dialogue partner"),
    "host": Text("Tuan rumah", "Host"),
    "recipient": Text("Negara penerima", "Recipient country"),
    "programme-country": Text("Negara program", "Programme country"),
}

TYPES: dict[str, Text] = {
    "organisation": Text("Organisasi", "organisation"),
    "organ": Text("Organ", "organ"),
    "agreement": Text("Perjanjian", "agreement"),
    "conference": Text("Konferensi", "conference"),
    "forum": Text("Forum", "forum"),
    "movement": Text("Gerakan", "movement"),
}

MEMBERSHIPS = frozenset({"founding-member", "member", "associate-member", "observer", "party"})
"""Relations that one has *since* a date."""

UNITS: dict[str, Text] = {
    "states": Text("{count} negara", "{count} states"),
    "economies": Text("{count} ekonomi", "{count} economies"),
    "parties": Text("{count} pihak", "{count} parties"),
    "members": Text("{count} anggota", "{count} members"),
}

AND = Text("dan", "and")
SINCE = Text("{relation} sejak {date}", "{relation} since {date}")


def listed(words: list[str], language: str) -> str:
    """Write a list in running text: a, b dan c."""
    if len(words) < 2:
        return "".join(words)
    comma = "," if language == "id" and len(words) > 2 else ""
    return f"{', '.join(words[:-1])}{comma} {AND.in_language(language)} {words[-1]}"
