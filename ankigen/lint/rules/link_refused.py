"""An address on a site that no card should send its readers to.

Alamat di situs yang tidak patut dituju dari kartu.

The back of a card links its sources, and pupils follow the links. A forum, a site of questions
and answers, a place where files are shared, a mirror of somebody else's site, a gateway, a trial
version of a site, a shop and a party's page are gone tomorrow, or say what nobody checked. Cite
the work itself: its own address, or the reference that libraries find it by. The page that was
read, if it is a copy of the work, goes into `copy`, which is not on the card. Blogs have a [rule
of their own](#link-blog).

Sisi belakang kartu menautkan sumbernya, dan pelajar mengikutinya. Forum, situs tanya jawab,
tempat berbagi berkas, salinan situs orang lain, gerbang, versi percobaan sebuah situs, toko, dan
laman partai hilang esok hari, atau memuat hal yang tidak diperiksa siapa pun. Kutiplah karyanya
sendiri: alamat aslinya, atau rujukan yang dipakai perpustakaan. Laman yang dibaca, bila itu
salinan karyanya, ditulis di `copy`, yang tidak tampil di kartu. Blog punya [aturannya
sendiri](#link-blog).

Wrong:
- key: treaty-approval
  term:
    id: pengesahan
    en: treaty approval
  definition:
    id: perbuatan hukum negara untuk mengikatkan diri pada perjanjian internasional
    en: a state’s legal act of binding itself to an international agreement
  sources:
    - title: UU Nomor 24 Tahun 2000 tentang Perjanjian Internasional
      url: https://www.scribd.com/document/24/uu-24-2000

Right:
- key: treaty-approval
  term:
    id: pengesahan
    en: treaty approval
  definition:
    id: perbuatan hukum negara untuk mengikatkan diri pada perjanjian internasional
    en: a state’s legal act of binding itself to an international agreement
  sources:
    - title: UU Nomor 24 Tahun 2000 tentang Perjanjian Internasional
      publisher: Lembaran Negara RI Tahun 2000 Nomor 185
      type: law
      copy: https://www.scribd.com/document/24/uu-24-2000
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View
from ankigen.lint.hosts import host, is_refused

CODE = "link-refused"
SEVERITY = Severity.WARNING


def check(view: View) -> Iterator[Finding]:
    """Yield each address on a site of a refused kind."""
    for told in view.works:
        if told.work.url and is_refused(told.work.url):
            yield Finding(told.note, (*told.path, "url"), {"host": host(told.work.url)})
