"""link-blog: what it points at, and what it leaves alone."""

from __future__ import annotations

from tests.lint.support import places

CODE = "link-blog"


def test_alone_though_the_body_has_a_site() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Serikat Buku
    en: Book Union
  website: https://buku.example
  sources:
    - title: Buku
      url: https://aku.blogspot.com/buku
- key: b
  category: role
  organisation: a
  question:
    id: Apa yang dipinjamkan?
    en: What is lent?
  answer:
    id: Buku cerita
    en: Story books
  sources:
    - title: Buku
      url: https://www.kompasiana.com/buku
"""
    assert places(notes, CODE) == [
        "9: https://aku.blogspot.com/buku",
        "21: https://www.kompasiana.com/buku",
    ]


def test_beside_another_source_or_with_no_site_known() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Serikat Buku
    en: Book Union
  website: https://buku.example
  sources:
    - title: Buku
      url: https://aku.blogspot.com/buku
    - title: Tentang
      url: https://buku.example/tentang
- key: b
  term:
    id: awan
    en: cloud
  definition:
    id: titik air di langit
    en: drops in the sky
  sources:
    - title: Awan
      url: https://aku.wordpress.com/awan
"""
    assert places(notes, CODE) == []


def test_known_by_its_title_or_by_the_question() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Serikat Buku
    en: Book Union
  website: https://buku.example
  sources:
    - title: Membaca (blog pribadi)
      url: https://kutu.example/buku
- key: b
  category: role
  question:
    id: Apa yang dipinjamkan Serikat Buku?
    en: What does the Book Union lend?
  answer:
    id: Cerita lama
    en: Old stories
  sources:
    - title: Buku
      url: https://blog.kutu.example/buku
"""
    assert places(notes, CODE) == [
        "9: https://kutu.example/buku",
        "20: https://blog.kutu.example/buku",
    ]


def test_the_own_blog() -> None:
    notes = """
- key: a
  type: organisation
  name:
    id: Serikat Buku
    en: Book Union
  website: https://buku.example
  sources:
    - title: Tentang kami
      url: https://blog.buku.example/kami
"""
    assert places(notes, CODE) == []
