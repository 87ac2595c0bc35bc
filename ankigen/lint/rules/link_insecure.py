"""An http:// address where the site has https://.

Alamat http:// padahal situsnya memakai https://.

Over http:// anybody on the way can change what the reader sees, browsers warn, and such old
addresses are the first to die. It is reported where the same host stands with https:// elsewhere
in the deck or is known to have it; a site that has nothing better is not.

Lewat http:// siapa pun di tengah jalan dapat mengubah isi halaman, peramban memberi peringatan,
dan alamat lama seperti itu paling cepat mati. Yang dilaporkan hanya alamat yang situsnya muncul
dengan https:// di tempat lain dalam dek atau memang dikenal memilikinya.

Wrong:
- key: weather-office
  type: organisation
  name:
    id: Organisasi Cuaca Laut
    en: Marine Weather Organisation
  website: https://marineweather.example
  sources:
    - title: History (Marine Weather Organisation)
      url: http://marineweather.example/history

Right:
- key: weather-office
  type: organisation
  name:
    id: Organisasi Cuaca Laut
    en: Marine Weather Organisation
  website: https://marineweather.example
  sources:
    - title: History (Marine Weather Organisation)
      url: https://marineweather.example/history
"""

from __future__ import annotations

from collections.abc import Iterator

from ankigen.diagnostics import Severity
from ankigen.lint.base import Finding, View
from ankigen.lint.hosts import host, known_as

CODE = "link-insecure"
SEVERITY = Severity.WARNING


def check(view: View) -> Iterator[Finding]:
    """Yield each http:// address of a host that has https://."""
    secure = {host(told.work.url) for told in view.works if told.work.url[:6] == "https:"}
    secure |= {host(body.website) for body in view.bodies if body.website[:6] == "https:"}
    for told in view.works:
        url = told.work.url
        if url[:5] == "http:" and (host(url) in secure or "https" in known_as(url)):
            yield Finding(told.note, (*told.path, "url"), {"host": host(url)})
