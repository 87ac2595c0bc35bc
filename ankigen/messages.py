"""What diagnostics say, in Indonesian and English: one row per code, and nothing else says it.

``{name}`` stands for a parameter of the diagnostic. A parameter of type ``Word`` is
itself looked up in ``WORDS``; of one of type ``Bilingual`` the reader's side is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from ankigen.diagnostics import Bilingual, Word

LANGUAGES = ("id", "en")

# code: (Indonesian, English)
MESSAGES: dict[str, tuple[str, str]] = {
    # the languages
    "language-lacks": ("{file} tidak memuat {what}", "{file} lacks {what}"),
    "pair-unknown": (
        "pasangan {pair} bukan dua bahasa dek ini",
        "the pair {pair} is not of two languages of this deck",
    ),
    "pair-twice": (
        "pasangan {pair} sudah ada dalam urutan lain",
        "the pair {pair} is there already, the other way round",
    ),
    "pair-words": (
        "belum ada kalimat untuk menerjemahkan {pair}",
        "there are no sentences yet for translating {pair}",
    ),
    # the file
    "file-missing": ("berkas {file} tidak ditemukan", "there is no file {file}"),
    "file-unreadable": ("berkas tidak dapat dibaca: {reason}", "the file cannot be read: {reason}"),
    "file-not-regular": ("bukan berkas biasa", "not a regular file"),
    "file-too-big": (
        "berkas sebesar {size} MiB; batasnya {limit} MiB",
        "the file has {size} MiB; the limit is {limit} MiB",
    ),
    "file-empty": (
        "berkas kosong atau bukan pemetaan YAML",
        "the file is empty or is no YAML mapping",
    ),
    "file-unlisted": (
        "berkas ini tidak disebut dalam files: di deck.yaml, jadi tidak ikut dibuat",
        "the file is not listed under files: in deck.yaml, so it is not built",
    ),
    "folder-not-deck": ("tidak ada deck.yaml di sini", "there is no deck.yaml here"),
    "encoding-utf16": (
        "berkas disimpan sebagai UTF-16, bukan UTF-8",
        "the file is saved as UTF-16, not UTF-8",
    ),
    "encoding-utf8": (
        "bita {byte} bukan UTF-8 (jumlah bita seperti ini: {count})",
        "byte {byte} is not UTF-8 (bytes like this: {count})",
    ),
    "encoding-bom": (
        "berkas diawali tanda urutan bita (BOM)",
        "the file starts with a byte-order mark",
    ),
    "text-hidden-char": (
        "karakter tersembunyi {char} ({name})",
        "hidden character {char} ({name})",
    ),
    "text-hidden-many": (
        "masih ada {count} karakter tersembunyi lain; apakah ini berkas teks?",
        "there are {count} more hidden characters; is this a text file?",
    ),
    "text-not-nfc": (
        '"{text}" ditulis dengan huruf dan tanda terpisah (bukan Unicode NFC)',
        '"{text}" is written as letters with separate marks (not Unicode NFC)',
    ),
    # YAML
    "yaml-syntax": ("bukan YAML yang sah: {problem}", "not valid YAML: {problem}"),
    "yaml-unclosed-quote": (
        "tanda kutip {quote} ini tidak ditutup di barisnya",
        "this {quote} is never closed on its line",
    ),
    "yaml-unclosed-bracket": (
        "kurung {bracket} ini tidak ditutup di barisnya",
        "this {bracket} is never closed on its line",
    ),
    "yaml-escape": (
        "{text} bukan urutan lolos yang dikenal di dalam tanda kutip ganda",
        "{text} is not a known escape inside double quotes",
    ),
    "yaml-tight-colon": (
        'tidak ada spasi sesudah "{key}:"',
        'there is no space after "{key}:"',
    ),
    "yaml-missing-colon": (
        'tidak ada titik dua sesudah "{key}"',
        'there is no colon after "{key}"',
    ),
    "yaml-inline-list": (
        "daftar dimulai di baris kuncinya",
        "a list starts on the line of its key",
    ),
    "yaml-indentation": (
        "indentasi baris ini {indent}, padahal baris di sekitarnya {wanted}",
        "this line is indented by {indent}, the lines around it by {wanted}",
    ),
    "yaml-comment": (
        "{comment} dianggap komentar, jadi hilang dari teks",
        "{comment} is taken for a comment, so the text loses it",
    ),
    "yaml-tab": ("ada tab di indentasi", "a tab character in the indentation"),
    "yaml-text-after-quote": (
        "teks berlanjut sesudah tanda kutip penutupnya",
        "the text goes on after its closing quote",
    ),
    "yaml-colon-in-text": (
        'teks ini memuat ": ", jadi harus diapit tanda kutip',
        'this text has ": " in it, so it must be in quotes',
    ),
    "yaml-start-char": (
        "teks yang diawali {char} harus diapit tanda kutip",
        "text that starts with {char} must be in quotes",
    ),
    "yaml-anchor": (
        "&{name} adalah jangkar YAML; jangkar tidak dipakai di dek",
        "&{name} is a YAML anchor; anchors are not used in decks",
    ),
    "yaml-alias": (
        "*{name} adalah alias YAML; alias tidak dipakai di dek",
        "*{name} is a YAML alias; aliases are not used in decks",
    ),
    "yaml-merge": (
        "<< menggabungkan pemetaan; ini tidak dipakai di dek",
        "<< merges mappings; this is not used in decks",
    ),
    "yaml-tag": (
        "tag YAML ({tag}) tidak dipakai di dek",
        "YAML tags ({tag}) are not used in decks",
    ),
    "yaml-directive": ("baris % tidak dipakai di dek", "% directives are not used in decks"),
    "yaml-documents": (
        "dokumen kedua dimulai di sini (---); satu berkas satu dokumen",
        "a second document starts here (---); one document per file",
    ),
    "yaml-depth": ("lebih dalam dari {limit} tingkat", "nested deeper than {limit} levels"),
    "yaml-key": (
        "ada daftar atau pemetaan di tempat kunci",
        "a list or mapping stands where a key should be",
    ),
    "yaml-key-type": (
        "kunci {key} terbaca sebagai {what}, bukan teks",
        "the key {key} reads as {what}, not as text",
    ),
    "yaml-duplicate-key": (
        'kunci "{key}" sudah ada di baris {first} dalam pemetaan yang sama',
        'the key "{key}" is already on line {first} of the same mapping',
    ),
    "yaml-special": (
        "{text} tanpa tanda kutip punya arti khusus dalam YAML",
        "a bare {text} has a special meaning in YAML",
    ),
    "yaml-value": (
        "{text} terbaca sebagai tanggal atau angka, tetapi tidak sah",
        "{text} reads as a date or number, but is not a valid one",
    ),
    "yaml-nonfinite": ("{text} bukan bilangan berhingga", "{text} is not a finite number"),
    # the shape
    "kind-missing": ('berkas ini tidak punya "kind"', 'the file has no "kind"'),
    "kind-unexpected": (
        "jenis berkas ini {kind}, padahal di sini diperlukan {wanted}",
        "the kind of this file is {kind}, but {wanted} is needed here",
    ),
    "unknown-key": ('"{key}" tidak dikenal di sini', '"{key}" is not a known key here'),
    "missing-key": ('kurang "{key}"', '"{key}" is missing'),
    "outdented": (
        "{keys} harus berada di dalam {parent}",
        "{keys} must stand inside {parent}",
    ),
    "overindented": (
        "{keys} harus berada di samping {parent}, bukan di dalamnya",
        "{keys} must stand beside {parent}, not inside it",
    ),
    "unquoted": (
        "{raw} terbaca sebagai {what}, padahal {name} adalah teks",
        "{raw} is read as {what}, but {name} is text",
    ),
    "unquoted-brackets": (
        "{raw} terbaca sebagai {what}, padahal {name} adalah teks",
        "{raw} is read as {what}, but {name} is text",
    ),
    "comma-in-braces": (
        'koma mengakhiri teksnya, jadi "{key}" terbaca sebagai kunci',
        'the comma ends the text, so "{key}" is read as a key',
    ),
    "wrong-type": (
        "{name} harus berupa {wanted}, bukan {what}",
        "{name} must be {wanted}, not {what}",
    ),
    "empty": ("{name} kosong", "{name} is empty"),
    "bad-choice": ('{name} tidak boleh "{value}"', '{name} cannot be "{value}"'),
    "bad-pattern": (
        'bentuk "{value}" tidak cocok untuk {name}',
        '"{value}" does not have the form of {name}',
    ),
    "too-long": (
        "{name} sepanjang {count} karakter; batasnya {limit}",
        "{name} has {count} characters; the limit is {limit}",
    ),
    "too-many": (
        "{name} berisi {count} butir; batasnya {limit}",
        "{name} has {count} items; the limit is {limit}",
    ),
    "out-of-range": (
        "{name} bernilai {value}; seharusnya {minimum} sampai {maximum}",
        "{name} is {value}; it may be {minimum} to {maximum}",
    ),
    "doubled-item": ('"{value}" disebut dua kali', '"{value}" is listed twice'),
    "not-here": (
        '"{name}" tidak dapat dipakai bersama isian lain di catatan ini',
        '"{name}" cannot be used with the other values of this note',
    ),
    "many-errors": (
        "sudah {limit} kesalahan di berkas ini; sisanya tidak diperiksa",
        "{limit} mistakes in this file; the rest was not looked at",
    ),
    "schema": ("tidak sesuai skema: {problem}", "does not fit the schema: {problem}"),
    # the deck as a whole
    "duplicate-note-key": (
        'kunci "{key}" sudah dipakai di {other}',
        'the key "{key}" is already used at {other}',
    ),
    "duplicate-deck": (
        'dek "{deck}" punya {what} yang sama dengan {other}',
        'the deck "{deck}" has the same {what} as {other}',
    ),
    "unknown-reference": (
        '{name} menunjuk "{key}", tetapi catatan itu tidak ada di dek ini',
        '{name} names "{key}", but this deck has no such note',
    ),
    "wrong-reference": (
        '{name} menunjuk "{key}", padahal itu bukan organisasi',
        '{name} names "{key}", which is not an organisation',
    ),
    "bad-date": ("{value} tidak ada dalam kalender", "the calendar has no {value}"),
    "date-order": (
        "{later} ({later_date}) mendahului {earlier} ({earlier_date})",
        "{later} ({later_date}) comes before {earlier} ({earlier_date})",
    ),
    "media-missing": ("media/{file} tidak ada", "there is no media/{file}"),
    "media-unused": ("tidak dipakai catatan mana pun", "no note uses this file"),
    "picture-place": (
        "tidak ada peta {country} dan letak {city} tidak diketahui",
        "there is no map of {country}, and where {city} lies is not known",
    ),
    "picture-year": (
        "tahun {year} di luar garis waktu {first}–{last}",
        "the year {year} is not on the time line of {first}–{last}",
    ),
    "picture-missing": ("gambar {file} belum ada", "the picture {file} is missing"),
    "picture-outdated": (
        "gambar {file} tidak lagi sesuai dengan fakta ini",
        "the picture {file} no longer shows this fact",
    ),
    # rewriting
    "layout": ("tata letaknya belum baku", "the layout is not the canonical one"),
    "layout-data": (
        "tidak dirapikan, karena isinya akan ikut berubah",
        "not laid out, because its data would change with it",
    ),
    "layout-comments": (
        "tidak dirapikan, karena ada komentar yang akan hilang atau pindah",
        "not laid out, because a comment would be lost or moved",
    ),
    "layout-unstable": (
        "tidak dirapikan, karena hasilnya belum tetap pada putaran kedua",
        "not laid out, because a second run would change it again",
    ),
    "fix-remains": (
        "tidak diperbaiki, karena suntingannya tidak menghilangkan galatnya",
        "not fixed, because the edits would not make the errors disappear",
    ),
    "fix-data": (
        "tidak diperbaiki, karena isi lain akan ikut berubah",
        "not fixed, because other data would change with it",
    ),
    "new-key": (
        "kunci {key} harus berupa huruf kecil Inggris, angka, dan tanda hubung, "
        "paling banyak 64 karakter",
        "the key {key} must be lower-case English letters, digits and hyphens, "
        "at most 64 characters",
    ),
    "new-file-name": (
        "{file} bukan nama berkas .yaml di folder dek",
        "{file} is not the name of a .yaml file in the folder of the deck",
    ),
    "new-exists": ("{path} sudah ada", "{path} exists already"),
    "new-key-used": ("kunci {key} sudah dipakai di {path}", "the key {key} is used in {path}"),
    "new-which-deck": (
        "sebutkan deknya dengan --deck: {decks}",
        "say which deck with --deck: {decks}",
    ),
    "new-no-deck": (
        "tidak ada dek di {path}; mulailah dengan: ankigen new deck KUNCI",
        "there is no deck at {path}; start with: ankigen new deck KEY",
    ),
    "new-unreadable": (
        "{path} masih bermasalah; jalankan dahulu: ankigen validate",
        "{path} has mistakes; run this first: ankigen validate",
    ),
    "new-other-kind": (
        "{path} berisi {kind}, bukan {wanted}; pilih berkas lain dengan --file",
        "{path} holds {kind}, not {wanted}; choose another file with --file",
    ),
    # the lock
    "lock-conflict": (
        "penggabungan git di lock belum selesai",
        "a git merge of the lock is not finished",
    ),
    "lock-unknown": ("ini bukan ankigen.lock", "this is no ankigen.lock"),
    "lock-newer": (
        "lock ini ditulis oleh ankigen yang lebih baru",
        "this lock was written by a newer ankigen",
    ),
    "lock-damaged": (
        "baris lock ini rusak atau disunting",
        "this line of the lock is damaged or was edited",
    ),
    "lock-contradiction": (
        "baris ini bertentangan dengan baris lain tentang {what}",
        "this line contradicts another one about {what}",
    ),
    "lock-missing": ("di lock tidak ada baris {what}", "the lock has no {what} line"),
    "lock-incomplete": (
        "lock tidak lengkap: rilis {version} membawa {wanted} catatan, tetapi ada {found}",
        "the lock is incomplete: release {version} brought {wanted} notes, but {found} are there",
    ),
    "lock-foreign-guid": (
        "guid {guid} bukan milik {key}",
        "the guid {guid} does not belong to {key}",
    ),
    "lock-future": (
        "lock memuat waktu {time}, lebih dari sehari di depan jam komputer ini",
        "the lock has the time {time}, more than a day ahead of this machine's clock",
    ),
    "lock-uid": (
        "uid dek ini berbeda dari yang dirilis ({released})",
        "the uid of the deck differs from the released one ({released})",
    ),
    "lock-deck-key": (
        'kunci dek ini dirilis sebagai "{released}"',
        'the key of the deck was released as "{released}"',
    ),
    "lock-name": (
        'dek ini dirilis dengan nama "{released}"; pembaca akan mendapat dek kedua',
        'the deck was released as "{released}"; readers would get a second deck',
    ),
    "lock-generation": (
        "generation lebih rendah daripada yang dirilis ({released})",
        "the generation is lower than the released one ({released})",
    ),
    "lock-note-gone": (
        'catatan "{key}" sudah dirilis ({version}), tetapi tidak ada lagi',
        'the note "{key}" was released ({version}), but is gone',
    ),
    "lock-key-changed": (
        'catatan ini dirilis dengan kunci "{key}"',
        'this note was released under the key "{key}"',
    ),
    "lock-was-order": (
        'catatan ini dirilis dengan kunci "{key}", jadi itulah kunci pertamanya',
        'this note was released under the key "{key}", so that is its first key',
    ),
    "lock-kind-changed": (
        'catatan "{key}" dirilis sebagai jenis lain: fakta {facts} tidak dikenal jenis {kind}',
        'the note "{key}" was released as another kind: the kind {kind} has no facts {facts}',
    ),
    "lock-fact-gone": (
        'fakta {fact} dari "{key}" sudah dirilis ({version}), tetapi tidak ditanyakan lagi',
        'the fact {fact} of "{key}" was released ({version}), but is no longer asked',
    ),
    "lock-card-gone": (
        'kartu {card} untuk {fact} dari "{key}" sudah dirilis, tetapi tidak ada lagi',
        'the card {card} for {fact} of "{key}" was released, but is gone',
    ),
    # note types
    "note-type-gone": (
        "tipe catatan {name} sudah dirilis, tetapi variannya tidak ada lagi",
        "the note type {name} was released, but its variant is gone",
    ),
    "note-type-identity": (
        "nomor atau nama tipe catatan {name} berubah",
        "the id or name of the note type {name} changed",
    ),
    "note-type-fields": (
        "isian tipe catatan {name} dirilis sebagai {was}, kini {now}",
        "the fields of the note type {name} were released as {was}, now they are {now}",
    ),
    "note-type-templates": (
        "templat tipe catatan {name} dirilis sebagai {was}, kini {now}",
        "the templates of the note type {name} were released as {was}, now they are {now}",
    ),
    # a release
    "release-no-git": (
        "dek ini tidak di dalam git",
        "the deck is not in git",
    ),
    "release-dirty": ("perubahan ini belum di-commit", "this change is not committed"),
    "release-tool-dirty": (
        "ankigen sendiri memuat perubahan yang belum di-commit",
        "ankigen itself has uncommitted changes",
    ),
    "release-known": (
        "versi {version} sudah dirilis",
        "the version {version} is released already",
    ),
    "release-order": (
        "versi {version} tidak lebih tinggi daripada yang terakhir ({latest})",
        "the version {version} is not higher than the latest one ({latest})",
    ),
    "release-major": (
        "generation baru memerlukan versi besar, bukan {version}",
        "a new generation needs a major version, not {version}",
    ),
    "release-unlocked": (
        "tag {tag} ada, tetapi dek ini tidak punya lock",
        "there is a tag {tag}, but the deck has no lock",
    ),
    "release-clock": (
        "jam komputer ini ({now}) tertinggal dari {what} ({time})",
        "this machine's clock ({now}) is behind {what} ({time})",
    ),
    "release-changelog": (
        "tidak ada judul untuk versi {version}",
        "there is no heading for the version {version}",
    ),
    "release-note-types": (
        "tipe catatan {names} tidak sama dengan yang dirilis bersama ankigen",
        "the note types {names} are not as they were released with ankigen",
    ),
    "release-wording": (
        "kartu {key} ({variant}) berubah hanya karena kalimat bawaan ankigen berubah",
        "the card {key} ({variant}) changed only because ankigen words it differently now",
    ),
    "release-wording-more": (
        "dan {count} kartu lain seperti itu",
        "and {count} more cards like that",
    ),
    "verify-no-lock": ("dek ini belum pernah dirilis", "the deck was never released"),
    "verify-version": (
        "tag {tag} memuat lock versi {version}",
        "the tag {tag} has the lock of version {version}",
    ),
    "verify-changed": (
        "isinya berbeda dari rilis {version}: {new} baru, {changed} berubah, {retired} ditarik, "
        "{reworded} berubah kalimatnya",
        "it differs from the release {version}: {new} new, {changed} changed, {retired} retired, "
        "{reworded} reworded",
    ),
    "verify-frame": (
        "urutan, uraian, lisensi, atau tipe catatannya berbeda dari rilis {version}",
        "its order, description, licence or note types differ from the release {version}",
    ),
    "verify-package": (
        "isi paket {package} berbeda dari yang tercatat di lock",
        "the content of the package {package} is not what the lock has",
    ),
    "verify-file-missing": ("berkas rilis ini tidak ada", "this file of the release is missing"),
    "verify-sum": (
        "isi berkas ini tidak sesuai dengan SHA256SUMS",
        "the content of this file is not what SHA256SUMS says",
    ),
    # lint: the card
    "answer-in-front": (
        'sisi depan sudah memuat jawabannya: "{answer}"',
        'the front holds its answer: "{answer}"',
    ),
    "same-front": (
        'pertanyaan yang sama dengan jawaban lain ada di "{other}": "{front}"',
        '"{other}" asks the same and wants another answer: "{front}"',
    ),
    "near-duplicate": (
        'pertanyaannya hampir sama dengan "{other}": "{front}"',
        'it asks almost the same as "{other}": "{front}"',
    ),
    "ambiguous-abbreviation": (
        '{short} punya arti lain di "{other}", padahal tidak ada hint',
        '{short} means something else in "{other}", and there is no hint',
    ),
    "unexpanded-abbreviation": (
        "{short} tidak pernah dijelaskan di dek ini",
        "{short} is written out nowhere in this deck",
    ),
    "answer-too-long": (
        "jawabannya {count} kata; batasnya {limit}",
        "the answer has {count} words; the limit is {limit}",
    ),
    "long-enumeration": (
        "jawabannya menyebut {count} hal; lima sudah banyak",
        "the answer lists {count} things; five are many",
    ),
    "yes-no-question": (
        "pertanyaan ini dijawab ya atau tidak",
        "this question is answered by yes or no",
    ),
    "question-without-subject": (
        'pertanyaan ini tidak menyebut pokoknya: "{words}"',
        'this question does not say what it is about: "{words}"',
    ),
    # lint: the facts
    "volatile-without-as-of": (
        'isinya dapat berubah ("{words}"), tetapi as_of tidak ada',
        'this can change ("{words}"), but there is no as_of',
    ),
    "stale-as-of": (
        "keadaan per {as_of} sudah {months} bulan; fakta begini diperiksa lagi setelah {limit}",
        "as of {as_of} is {months} months ago; such a fact is looked up again after {limit}",
    ),
    "source-missing": ("tidak ada sumbernya", "there is no source"),
    "link-insecure": (
        "alamat http://, padahal {host} memakai https://",
        "an http:// address, though {host} has https://",
    ),
    "link-shortened": (
        "{host} menyembunyikan alamat sebenarnya",
        "{host} hides the real address",
    ),
    "link-blog": (
        "sumbernya hanya blog ({host}), padahal ada laman resmi {official}",
        "the only source is a blog ({host}), though there is an official site: {official}",
    ),
    "date-impossible": (
        "{date} tidak mungkin bila {other} benar",
        "{date} is impossible if {other} is right",
    ),
    "contradiction": (
        '{said} di sini dan {known} di "{other}" tidak mungkin sama-sama benar',
        '{said} here and {known} in "{other}" cannot both be true',
    ),
    "dissolved-in-present": (
        '{name} sudah berakhir ("{other}"), tetapi diceritakan seolah-olah masih ada',
        '{name} has ended ("{other}"), but is told of in the present tense',
    ),
    # lint: the languages
    "translation-missing": (
        'pengisi tempat, bukan terjemahan: "{text}"',
        'a placeholder, not a translation: "{text}"',
    ),
    "copied-translation": (
        "teks ini sama dengan teks dalam bahasa lain",
        "this text is the same as in the other language",
    ),
    "wrong-language": ("teks ini dalam bahasa lain", "this text is in the other language"),
    "numbers-differ": (
        "{number} hanya ada dalam bahasa ini",
        "{number} is in this language only",
    ),
    "punctuation-differs": (
        "tanda {mark} tidak berpasangan atau hanya ada dalam satu bahasa",
        "{mark} has no partner, or is in one language only",
    ),
    "non-standard-indonesian": (
        '"{written}" tidak baku; bentuk KBBI: "{standard}"',
        '"{written}" is not standard; KBBI has "{standard}"',
    ),
    "confusable-characters": (
        "karakter yang mirip karakter lain: {char}",
        "a character that looks like another: {char}",
    ),
    # lint: the pictures
    "media-unlicensed": (
        '"{value}" tidak membolehkan gambar ini disebarkan',
        '"{value}" does not let this picture be passed on',
    ),
    "media-alt": (
        'keterangan gambar tidak berguna atau membocorkan jawaban: "{text}"',
        'this picture text says nothing or gives the answer away: "{text}"',
    ),
    "media-too-big": (
        "berkas gambar {size} kB; batasnya {limit} kB",
        "the picture file has {size} kB; the limit is {limit} kB",
    ),
    # lint: the ignores
    "unused-ignore": (
        'pengecualian "{rule}" tidak mengecualikan apa pun',
        'the ignore of "{rule}" ignores nothing',
    ),
    # the world outside
    "tag-unknown": ("git tidak mengenal tag {tag}", "git knows no tag {tag}"),
    "tag-form": (
        "tag {tag} bukan tag rilis dek seperti nama-dek-v1.2.0",
        "the tag {tag} is no release tag of a deck, like deck-name-v1.2.0",
    ),
    "tag-deck": (
        "di tag {tag} tidak ada dek {deck} dengan lock",
        "there is no deck {deck} with a lock in the tag {tag}",
    ),
    "note-types-installed": (
        "tipe catatan hanya dirilis dari salinan kode sumber ankigen",
        "note types are released from a checkout of ankigen only",
    ),
    "no-decks": ("tidak ada dek di {path}", "there is no deck at {path}"),
    "note-unknown": ("tidak ada catatan {key}", "there is no note {key}"),
    "config-unreadable": (
        "{path} tidak dapat dibaca: {reason}",
        "{path} cannot be read: {reason}",
    ),
    "output": ("tidak dapat menulis {path}: {reason}", "cannot write {path}: {reason}"),
    "clock-epoch": (
        "SOURCE_DATE_EPOCH harus bilangan bulat detik, bukan {value}",
        "SOURCE_DATE_EPOCH must be a whole number of seconds, not {value}",
    ),
    "clock-future": (
        "waktu pembuatan {time} lebih dari sehari di depan jam komputer ini",
        "the build time {time} is more than a day ahead of this machine's clock",
    ),
    "package-unreadable": (
        "{path} bukan paket Anki yang dapat dibaca: {reason}",
        "{path} is not an Anki package that can be read: {reason}",
    ),
    "package-modern": (
        "{path} memakai format baru Anki; untuk membacanya: pip install 'ankigen[modern]', "
        'atau ekspor lagi dari Anki dengan "Support older Anki versions"',
        "{path} is in Anki's new format; to read it: pip install 'ankigen[modern]', "
        'or export it from Anki again with "Support older Anki versions"',
    ),
    "packages-missing": (
        "{path} bukan paket, bukan folder berisi paket, dan bukan revisi git",
        "{path} is neither a package, nor a folder of packages, nor a git revision",
    ),
    "atlas-unreadable": (
        "peta dasar {path} tidak dapat dibaca: {reason}",
        "the outlines {path} cannot be read: {reason}",
    ),
    "atlas-other": (
        "{path} bukan countries-110m.json dari {package}",
        "{path} is not the countries-110m.json of {package}",
    ),
    "npm-missing": (
        "npm tidak ditemukan; pasang npm, atau berikan --atlas dengan berkas dari {package}",
        "there is no npm here; install it, or give --atlas the file from {package}",
    ),
    "npm-failed": (
        "npm tidak dapat memasang {package}: {reason}",
        "npm could not install {package}: {reason}",
    ),
    "anki-missing": (
        "ini memerlukan Anki sendiri: pip install 'ankigen[anki]'",
        "this needs Anki itself: pip install 'ankigen[anki]'",
    ),
    "anki-failed": ("Anki gagal: {reason}", "Anki failed: {reason}"),
}

HINTS: dict[str, tuple[str, str]] = {
    "pair-of": ("pilih dua dari: {languages}", "choose two of: {languages}"),
    "one-order": (
        "hapus salah satunya; kartu sudah ditanyakan dua arah",
        "delete one of them; cards are asked both ways anyway",
    ),
    "add-pair": ("tambahkan pairs: di ankigen/{file}", "add it under pairs: in ankigen/{file}"),
    "save-as-utf8": ("simpan lagi sebagai UTF-8", "save it again as UTF-8"),
    "save-without-bom": (
        'simpan sebagai "UTF-8", bukan "UTF-8 with BOM"',
        'save as "UTF-8", not "UTF-8 with BOM"',
    ),
    "byte-in-cp1252": (
        'dalam Windows-1252 bita ini "{char}": simpan berkas sebagai UTF-8',
        'in Windows-1252 this byte is "{char}": save the file as UTF-8',
    ),
    "delete-hidden-char": ("hapus karakter itu", "delete it"),
    "replace-by-space": ("ganti dengan spasi biasa", "replace it by a normal space"),
    "one-document": (
        "hapus baris --- ini, atau pindahkan sisanya ke berkas lain",
        "delete this --- line, or move the rest to another file",
    ),
    "delete-line": ("hapus baris ini", "delete this line"),
    "delete-it": ("hapus bagian ini", "delete it"),
    "write-keys-out": (
        "tulis semua kuncinya di sini",
        "write all the keys here",
    ),
    "quote-value": ("apit teksnya dengan tanda kutip", "put the text in quotes"),
    "quote-or-space": (
        "apit teksnya dengan tanda kutip; jika memang komentar, beri spasi sesudah #",
        "put the text in quotes; if a comment is meant, put a space after the #",
    ),
    "double-backslash": (
        "garis miring terbalik di dalam tanda kutip ganda ditulis dua kali",
        "write a backslash inside double quotes twice",
    ),
    "space-after-colon": ("tambahkan spasi", "add a space"),
    "colon-after-key": ("tulis {key}:", "write {key}:"),
    "list-below": (
        "tulis setiap butir di baris sendiri di bawah kunci",
        "write each item on a line of its own below the key",
    ),
    "indent-by": ("mulai baris ini dengan {wanted} spasi", "start this line with {wanted} spaces"),
    "indent-under": (
        "beri {keys} dua spasi lagi, supaya berada di bawah {parent}",
        "indent {keys} by two more spaces, so that it belongs to {parent}",
    ),
    "indent-beside": (
        "kurangi indentasi {keys} dua spasi",
        "indent {keys} by two spaces less",
    ),
    "strip-line-end": (
        "tambahkan - supaya teks tidak diakhiri baris baru",
        "add a - so that the text does not end in a line break",
    ),
    "write-or-delete": (
        "tulis isinya, atau hapus kuncinya",
        "write a value, or delete the key",
    ),
    "add-kind": ("tambahkan di baris pertama:  kind: {kind}", "add as first line:  kind: {kind}"),
    "check-file-name": (
        "periksa ejaan nama berkas dan huruf besar kecilnya",
        "check the spelling of the file name and its capital letters",
    ),
    "quote-if-text": (
        "jika itu bagian teks, apit teksnya dengan tanda kutip",
        "if it is part of the text, put the text in quotes",
    ),
    "quote-braces": (
        "nilai yang diawali {{ atau [ harus diapit tanda kutip",
        "a value that starts with {{ or [ must be in quotes",
    ),
    "put-in-quotes": ('apit dengan tanda kutip: "{text}"', 'put it in quotes: "{text}"'),
    "close-quote": ("akhiri teks dengan {quote}", "end the text with {quote}"),
    "use-spaces": (
        "pakai spasi; YAML tidak menerima tab di sini",
        "use spaces: YAML takes no tabs here",
    ),
    "delete-one": ("hapus salah satu", "delete one of them"),
    "did-you-mean": ('maksudnya "{name}"?', 'did you mean "{name}"?'),
    "known-keys": ("kunci yang dikenal: {keys}", "known keys: {keys}"),
    "known-kinds": ("kind: salah satu dari {kinds}", "kind: one of {kinds}"),
    "comma-in-braces": (
        "apit teksnya dengan tanda kutip, atau tulis setiap kunci di baris sendiri",
        "put the text in quotes, or write each key on a line of its own",
    ),
    "add-key": ("tambahkan  {key}: …", "add  {key}: …"),
    "one-of": ("salah satu dari: {choices}", "one of: {choices}"),
    "form": ("{text}", "{text}"),
    "like": ("contoh: {example}", "for example: {example}"),
    "write-composed": (
        "tulis dengan huruf utuh: {text}",
        "write it with composed letters: {text}",
    ),
    "run-fmt": ("jalankan: ankigen fmt", "run: ankigen fmt"),
    "list-file": (
        'tambahkan "{file}" ke files: di deck.yaml, atau hapus berkasnya',
        'add "{file}" to files: in deck.yaml, or delete the file',
    ),
    "choose-other-key": (
        "pilih kunci lain; kunci harus unik di seluruh dek",
        "choose another key; keys are unique in the whole deck",
    ),
    "lock-keep-both": (
        "hapus hanya baris penanda <<<<<<<, |||||||, =======, dan >>>>>>>; "
        "semua baris lain dari kedua sisi boleh tetap",
        "delete only the marker lines <<<<<<<, |||||||, =======, >>>>>>>; "
        "all other lines of both sides may stay",
    ),
    "lock-one-side": (
        "ambil lock dari satu sisi seutuhnya (git checkout --ours atau --theirs), lalu rilis lagi",
        "take the lock of one side whole (git checkout --ours or --theirs) and release again",
    ),
    "lock-restore": (
        "kembalikan dari git: git restore --source HEAD -- ankigen.lock",
        "restore it from git: git restore --source HEAD -- ankigen.lock",
    ),
    "update-ankigen": ("perbarui ankigen", "update ankigen"),
    "lock-clock": (
        "periksa jam komputer ini; jika benar, kembalikan lock dari git",
        "check this machine's clock; if it is right, restore the lock from git",
    ),
    "lock-fork": (
        "salinan dek (fork) dengan uid baru mulai tanpa ankigen.lock: hapus berkas itu",
        "a copy (fork) with a uid of its own starts without an ankigen.lock: delete that file",
    ),
    "lock-put-back": ('kembalikan menjadi "{value}"', 'put it back to "{value}"'),
    "lock-retire-note": (
        "kembalikan catatannya lalu tarik dengan  retired: {{why: {{id: …, en: …}}}}",
        "put the note back and retire it with  retired: {{why: {{id: …, en: …}}}}",
    ),
    "lock-retire-fact": (
        "kembalikan, atau tarik dengan  retired_facts: {{{fact}: {{why: {{id: …, en: …}}}}}}",
        "put it back, or retire it with  retired_facts: {{{fact}: {{why: {{id: …, en: …}}}}}}",
    ),
    "lock-add-was": (
        'jika kuncinya diganti, tambahkan  was: ["{key}"]  di catatan berkunci baru',
        'if its key was changed, add  was: ["{key}"]  to the note with the new key',
    ),
    "lock-was-first": (
        'tulis "{key}" paling atas di was:',
        'write "{key}" first in was:',
    ),
    "lock-was-none": (
        "hapus was: karena kunci di dalamnya tidak pernah dirilis",
        "delete was: because the keys in it were never released",
    ),
    "lock-new-note": (
        "beri catatan baru ini kunci lain, lalu kembalikan catatan lama dan tarik dengan retired:",
        "give the new note another key, put the old one back and retire it with retired:",
    ),
    "lock-card-back": (
        "kembalikan teksnya, atau tarik fakta ini dan tulis catatan baru",
        "put its text back, or retire this fact and write a new note",
    ),
    "put-note-type-back": (
        "kembalikan; jika memang perlu, naikkan generation sebagai rilis besar",
        "put it back; where it must be, raise the generation in a major release",
    ),
    "use-spare-field": (
        "kembalikan dan pakai isian cadangan: isi Extra 1 dan seterusnya, dan ubah isi templat "
        "Card 3, tanpa mengganti nama apa pun",
        "put it back and use a spare field: fill Extra 1 and so on, and change the text of the "
        "template Card 3, without renaming anything",
    ),
    "commit-first": (
        "commit dahulu, lalu rilis lagi",
        "commit it first, then release again",
    ),
    "release-from-clone": (
        "rilis dibuat dari repositori git, agar dapat dibuat ulang",
        "releases are made from a git repository, so that they can be rebuilt",
    ),
    "release-higher": (
        "pilih versi yang lebih tinggi daripada {latest}",
        "choose a version higher than {latest}",
    ),
    "release-next": (
        "sisanya tinggal commit lock dan beri tag {tag}",
        "what is left is to commit the lock and to set the tag {tag}",
    ),
    "add-heading": (
        "tambahkan  ## {version}  beserta isinya",
        "add  ## {version}  and what is new in it",
    ),
    "set-clock": ("setel jamnya", "set the clock"),
    "release-note-types": (
        "pakai ankigen yang sudah dirilis; pemelihara ankigen: ankigen note-types --write",
        "use a released ankigen; maintainers of ankigen: ankigen note-types --write",
    ),
    "build-again": (
        "ambil lagi berkasnya, atau buat lagi dari tag rilisnya",
        "fetch the file again, or build it again from the tag of the release",
    ),
    "accept-wording": (
        "jika memang dikehendaki, ulangi dengan --accept-wording",
        "if that is wanted, repeat with --accept-wording",
    ),
    "renamed": ('kuncinya sekarang "{key}"', 'its key is now "{key}"'),
    "new-uid": (
        "setiap dek, juga salinan, memerlukan uid, key, dan anki_name sendiri",
        "each deck, also a copy, needs a uid, key and anki_name of its own",
    ),
    "put-media": (
        "letakkan gambarnya di folder media/ dek ini",
        "put the picture into the media/ folder of the deck",
    ),
    "add-place": (
        "tambahkan letaknya ke ankigen/deck/pictures/places.json",
        "add its place to ankigen/deck/pictures/places.json",
    ),
    "draw-pictures": ("jalankan: ankigen pictures", "run: ankigen pictures"),
    "use-or-delete": ("pakai atau hapus berkas ini", "use the file or delete it"),
    "deck-path": (
        "sebutkan folder dek (yang berisi deck.yaml) atau folder di atasnya",
        "name the folder of a deck (with its deck.yaml) or the folder above it",
    ),
}

# What goes wrong for readers between two releases; docs/updates.md explains them.
FINDINGS: dict[str, tuple[str, str]] = {
    # what a reader's Anki would refuse (ankigen diff)
    "conflict-note-type": (
        'jenis catatannya berubah dari "{old}" ke "{new}": Anki menolak catatan ini',
        'their note type changed from "{old}" to "{new}": Anki refuses these notes',
    ),
    "conflict-fields": (
        'isian jenis catatan "{name}" berubah dari [{old}] menjadi [{new}]: '
        "Anki menolak semua catatannya dan membuat jenis kembar",
        'the fields of the note type "{name}" changed from [{old}] to [{new}]: '
        "Anki refuses all its notes and makes a twin type",
    ),
    "conflict-templates": (
        'templat jenis catatan "{name}" berubah dari [{old}] menjadi [{new}]: '
        "Anki menolak semua catatannya dan membuat jenis kembar",
        'the templates of the note type "{name}" changed from [{old}] to [{new}]: '
        "Anki refuses all its notes and makes a twin type",
    ),
    "conflict-cloze": (
        'jenis catatan "{name}" berganti antara biasa dan cloze: Anki menolak semua catatannya',
        'the note type "{name}" changed between standard and cloze: Anki refuses all its notes',
    ),
    "conflict-twin": (
        'jenis catatan "{name}" punya id lain: pembaca mendapat jenis kembar "{name}+"',
        'the note type "{name}" has another id: the reader gets a twin "{name}+"',
    ),
    "conflict-note-type-mod": (
        'jenis catatan "{name}" berubah, tetapi mod-nya tidak lebih baru: '
        "pembaca tetap memakai yang lama",
        'the note type "{name}" changed, but its mod is not later: readers keep the old one',
    ),
    "conflict-mod": (
        "catatan berubah, tetapi mod-nya tidak lebih baru: pembaca tidak menerima perubahannya",
        "changed notes whose mod is not later: readers never get the change",
    ),
    "conflict-rewritten": (
        "catatan tidak berubah, tetapi mod-nya lebih baru: "
        "suntingan dan tag pembaca pada catatan ini hilang",
        "unchanged notes whose mod is later: the reader's own edits and tags on them are lost",
    ),
    "conflict-doubled": (
        "catatan lama kembali dengan guid lain: pembaca memiliki keduanya",
        "old notes come back under another guid: the reader will have both",
    ),
    "conflict-guid-twice": (
        "satu guid dipakai dua catatan: pembaruan berikutnya hanya sampai ke salah satunya",
        "two notes have one guid: later updates reach only one of them",
    ),
    "conflict-deck-name": (
        'dek "{old}" kini bernama "{new}": kartu lama tetap di dek lama, '
        "kartu baru masuk ke dek kedua",
        'the deck "{old}" is now called "{new}": old cards stay in the old deck, '
        "new ones go to a second",
    ),
    "conflict-moved": (
        "kartu pindah dek: Anki membiarkan kartu pembaca di dek lamanya",
        "cards in another deck than before: Anki leaves a reader's cards where they are",
    ),
    "conflict-cardless": (
        "catatan tanpa kartu: ada di koleksi pembaca, tetapi tidak di dek mana pun",
        "notes without a card: they are in the reader's collection, but in no deck",
    ),
    "conflict-media": (
        'isi berkas "{name}" berubah: Anki tidak pernah mengganti berkas yang diawali "_"',
        'the content of "{name}" changed: Anki never replaces a file whose name starts with "_"',
    ),
    "conflict-media-mod": (
        'isi berkas "{name}" berubah, tetapi mod catatan yang memakainya tidak lebih baru: '
        "pembaca tetap melihat berkas lama",
        'the content of "{name}" changed, but the notes that use it have no later mod: '
        "readers keep the old file",
    ),
    # what an update cost a reader (ankigen upgrade-test)
    "upgrade-refused": ("Anki menolak paket: {reason}", "Anki refuses a package: {reason}"),
    "upgrade-conflicting": (
        "Anki menolak catatan karena jenis catatannya berubah",
        "Anki refuses notes because their note type changed",
    ),
    "upgrade-not-updated": (
        "perubahan catatan tidak sampai kepada pembaca",
        "changes of notes do not reach the reader",
    ),
    "upgrade-not-added": ("catatan baru tidak sampai", "new notes do not arrive"),
    "upgrade-unexpected": (
        "catatan muncul yang tidak baru bagi pembaca",
        "notes appear that are not new to the reader",
    ),
    "upgrade-card-missing": ("kartu baru tidak sampai", "new cards do not arrive"),
    "upgrade-card-lost": ("kartu pembaca hilang", "cards of the reader's are gone"),
    "upgrade-scheduling": (
        "jadwal, tanda, atau dek kartu pembaca berubah",
        "the scheduling, flag or deck of the reader's cards changed",
    ),
    "upgrade-reviews": (
        "{count} baris riwayat belajar hilang",
        "{count} rows of the review history are gone",
    ),
    "upgrade-reader-lost": (
        "suntingan atau tag pembaca pada catatan yang tidak berubah hilang",
        "the reader's own edits or tags on unchanged notes are lost",
    ),
    "upgrade-twin": ('muncul jenis catatan kembar "{name}"', 'a twin note type "{name}" appears'),
    "upgrade-note-type": (
        'teks jenis catatan "{name}" yang baru tidak sampai',
        'the new text of the note type "{name}" does not arrive',
    ),
    "upgrade-description": (
        'keterangan dek "{name}" yang baru tidak sampai',
        'the new description of the deck "{name}" does not arrive',
    ),
    "upgrade-full-sync": (
        "Anki akan meminta sinkronisasi penuh",
        "Anki will ask for a full synchronisation",
    ),
    "upgrade-database": (
        "pemeriksaan basis data Anki: {problem}",
        "Anki's database check: {problem}",
    ),
    "upgrade-empty-card": ("kartu kosong setelah pembaruan", "cards that are empty afterwards"),
    "upgrade-unmade-card": (
        "kartu yang menurut aturan Anki harus ada, tetapi tidak dikirim",
        "cards that Anki's own rules call for, but that were not shipped",
    ),
    "upgrade-media": ('berkas media "{name}" tidak ada', 'the media file "{name}" is missing'),
}

NOTICES: dict[str, tuple[str, str]] = {
    # what a command did, for people; nothing is wrong
    "fixed": ("{path}: {count} diperbaiki", "{path}: {count} fixed"),
    "laid-out": ("{path}: dirapikan", "{path}: laid out"),
    "layout-summary": (
        "{files} berkas, {changed} dirapikan, {left} dibiarkan",
        "{files} files, {changed} laid out, {left} left alone",
    ),
    "layout-check-summary": (
        "{files} berkas, {changed} belum baku, {left} dibiarkan",
        "{files} files, {changed} not canonical, {left} left alone",
    ),
    "previewed": ("{path}: {cards} kartu", "{path}: {cards} cards"),
    "created": ("{path}: dibuat", "{path}: created"),
    "kept": ("{path}: sudah ada, tidak diubah", "{path}: already there, left as it is"),
    "note-added": ("{path}: catatan {key} ditambahkan", "{path}: note {key} added"),
    "file-listed": ("{path}: {file} ditambahkan ke files:", "{path}: {file} added to files:"),
}

WORDS: dict[str, tuple[str, str]] = {
    "hint": ("saran", "hint"),
    "schema": ("skema", "schema"),
    "write": ("tulis", "write"),
    "wrong": ("Salah", "Wrong"),
    "right": ("Benar", "Right"),
    "more": ("penjelasan dan contoh: ankigen explain", "meaning and examples: ankigen explain"),
    "github-limit": (
        "GitHub hanya menampilkan 10 galat dan 10 peringatan; yang terparah lebih dahulu",
        "GitHub shows only 10 errors and 10 warnings; the worst come first",
    ),
    "expected-key": ("di sini seharusnya ada kunci", "a key was expected here"),
    "expected-colon": ("titik dua sesudah kunci tidak ada", "the colon after a key is missing"),
    "expected-item": ('butir daftar ("- ") seharusnya di sini', 'a list item ("- ") was expected'),
    "expected-bracket": (
        "koma atau kurung tutup tidak ada",
        "a comma or a closing bracket is missing",
    ),
    "expected-value": ("di sini seharusnya ada nilai", "a value was expected here"),
    "expected-end": ("berkas seharusnya berakhir di sini", "the file was expected to end here"),
    "unexpected-colon": ("titik dua tidak boleh di sini", "a colon may not stand here"),
    "unexpected-item": ("butir daftar tidak boleh di sini", "a list item may not stand here"),
    "unexpected-key": ('tanda "? " tidak boleh di sini', 'a "? " may not stand here'),
    "unexpected-end": (
        "berkas berakhir di tengah teks berkutip",
        "the file ends inside a quoted text",
    ),
    "unexpected-character": (
        "tidak ada nilai yang boleh dimulai dengan karakter ini",
        "no value may start with this character",
    ),
    "error": ("galat", "error"),
    "warning": ("peringatan", "warning"),
    "info": ("info", "info"),
    "boolean": ("ya/tidak (true/false)", "a boolean (true/false)"),
    "whole-number": ("bilangan bulat", "a whole number"),
    "number": ("bilangan", "a number"),
    "nothing": ("nilai kosong (null)", "nothing (null)"),
    "text": ("teks", "text"),
    "mapping": ("pemetaan", "a mapping"),
    "list": ("daftar", "a list"),
    "date": ("tanggal", "a date"),
    "bytes": ("data biner", "binary data"),
    "founding": ("pendirian", "the founding"),
    "end": ("akhir", "the end"),
    "previous-event": ("peristiwa sebelumnya", "the event before it"),
    "event": ("peristiwa ini", "this event"),
    "as-of": ("as_of", "as_of"),
    "head": ("commit terakhir", "the last commit"),
    "lock": ("lock", "the lock"),
}


def _side(language: str) -> int:
    return LANGUAGES.index(language)


def _fill(template: str, params: Mapping[str, str], language: str) -> str:
    return template.format_map({name: _said(value, language) for name, value in params.items()})


def _said(value: str, language: str) -> str:
    if isinstance(value, Word):
        return word(value, language)
    return visible(side(value, language) if isinstance(value, Bilingual) else value)


def visible(text: str, limit: int = 600) -> str:
    """Return what an author wrote as it may be printed: short, and nothing steers a terminal."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(c if c.isprintable() or c == "\xa0" else f"\\x{ord(c):02x}" for c in cut)


def side(text: str, language: str) -> str:
    """Return the side of a schema's text (``Indonesian — English``) in ``id`` or ``en``."""
    sides = text.split(" — ", 1)
    return sides[_side(language)] if len(sides) == 2 else text


def message(code: str, params: Mapping[str, str], language: str) -> str:
    """Word a diagnostic or an ``AnkigenError`` in ``id`` or ``en``."""
    return _fill(MESSAGES[code][_side(language)], params, language)


def template(code: str, language: str) -> str:
    """Return a message with its places for parameters: what a code says in general."""
    return MESSAGES[code][_side(language)]


def hint(code: str, params: Mapping[str, str], language: str) -> str:
    """Word a hint in ``id`` or ``en``."""
    return _fill(HINTS[code][_side(language)], params, language)


def finding(code: str, params: Mapping[str, str], language: str) -> str:
    """Word a finding of a diff or an upgrade test in ``id`` or ``en``."""
    return _fill(FINDINGS[code][_side(language)], params, language)


def notice(code: str, params: Mapping[str, str], language: str) -> str:
    """Word what a command did, in ``id`` or ``en``."""
    return _fill(NOTICES[code][_side(language)], params, language)


def word(code: str, language: str) -> str:
    """Return a single word in ``id`` or ``en``."""
    return WORDS[code][_side(language)]
