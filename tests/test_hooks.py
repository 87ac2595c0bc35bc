"""The hooks that other repositories name in their ``.pre-commit-config.yaml``."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.cli import ankigen
from tests.support.decks import ROOT, SAMPLE

HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "decks" / "sample")
    return tmp_path


def run(hook: dict[str, Any], here: Path) -> int:
    """Run a hook as pre-commit does: its entry, and the files that it asks for."""
    command, *arguments = shlex.split(hook["entry"])
    assert command == "ankigen"
    files = [p.relative_to(here).as_posix() for p in here.rglob("*") if p.is_file()]
    wanted = sorted(name for name in files if re.search(hook["files"], name))
    assert wanted
    if hook.get("pass_filenames", True):
        arguments += wanted
    return ankigen(*arguments, cwd=here).returncode


def test_there_is_a_hook_for_checking_and_one_for_the_layout() -> None:
    assert set(HOOKS) == {"ankigen-validate", "ankigen-fmt"}
    for hook in HOOKS.values():
        assert hook["language"] == "python"
        assert hook["name"] and hook["description"]


def test_the_validate_hook_fails_on_a_wrong_deck_alone(here: Path) -> None:
    hook = HOOKS["ankigen-validate"]
    assert run(hook, here) == 0
    terms = here / "decks" / "sample" / "terms.yaml"
    terms.write_text(terms.read_text("utf-8").replace("id: ratifikasi", "id: no"), "utf-8")
    assert run(hook, here) == 1


def test_the_fmt_hook_rewrites_what_is_not_canonical(here: Path) -> None:
    hook = HOOKS["ankigen-fmt"]
    terms = here / "decks" / "sample" / "terms.yaml"
    canonical = terms.read_text("utf-8")
    terms.write_text(canonical.replace("\n\n", "\n\n\n"), "utf-8")
    # pre-commit itself fails where a hook has changed a file.
    assert run(hook, here) == 0
    assert terms.read_text("utf-8") == canonical
