"""One fault of each rule in a copy of the shipped decks: all found, and nothing else."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

import pytest
import yaml

from ankigen import lint
from ankigen.deck import load
from tests.lint.planting import Files, dump, plant
from tests.lint.support import PICTURE, TODAY
from tests.support.decks import SHIPPED
from tests.support.extent import rounds

SEEDS = range(rounds(8, 2))


@functools.cache
def shipped() -> Files:
    return {
        path.name: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for path in sorted(SHIPPED.glob("*.yaml"))
        if path.name != "deck.yaml"
    }


def found_in(folder: Path) -> set[tuple[str, str]]:
    loaded = load([folder])
    assert not loaded.has_errors, [str(each) for each in loaded.diagnostics]
    return {(each.code, each.params["key"]) for each in lint.lint(loaded, TODAY)}


@functools.cache
def before() -> set[tuple[str, str]]:
    return found_in(SHIPPED)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_planted_fault_is_found_and_nothing_else(seed: int, tmp_path: Path) -> None:
    files, planted = plant(shipped(), seed)
    shutil.copy(SHIPPED / "deck.yaml", tmp_path)
    for name, data in files.items():
        (tmp_path / name).write_text(dump(data), encoding="utf-8")
    shutil.copytree(SHIPPED / "media", tmp_path / "media")
    (tmp_path / "media" / "planted.svg").write_text(PICTURE)
    (tmp_path / "media" / "big.svg").write_text(PICTURE + " " * 501_000)
    assert {each.code for each in planted} == set(lint.codes())
    assert found_in(tmp_path) - before() == {(each.code, each.key) for each in planted}
