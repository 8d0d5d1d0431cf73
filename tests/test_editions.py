"""Which edition of a spec a document is of: found in real repositories, the same wherever it is built, never in the way."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repositories import Repo

from pipelang.cli import commands

SPEC = 'crm "Кухни" { locale ru }\npipeline sales "Продажи" { stage new "Новая" won lost }\n'
LIBRARY = 'role manager "Менеджер"\n'


pytestmark = pytest.mark.usefixtures("no_repository_above")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def commit(repo: Repo, files: dict[str, str], day: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T10:00:00+0300")
    return repo.commit(files)[:9]


def build(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Path:
    """Build the documents of a project; the folder they are in."""
    monkeypatch.chdir(folder)
    out = folder.parent / f"{folder.name}.out"
    done: Result = CliRunner().invoke(
        commands, ["build", *arguments, "--target", "docs", "--target", "playbook", "--no-rules", "-o", str(out)]
    )
    assert done.exit_code == 0, done.output
    return out


def edition(out: Path) -> str:
    """What the Markdown says of its edition, and the page too."""
    lines = [line for line in (out / "docs/spec.md").read_text("utf-8").split("\n") if line.startswith("*Редакция")]
    said = lines[0].strip("*") if lines else ""
    for page in ("docs/spec.html", "playbook/playbook.html"):
        assert (said or "Редакция") in (out / page).read_text("utf-8") or not said
    return said.replace("\u00a0", " ")


def test_the_commit_that_last_changed_the_files_of_the_program(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repo, {"main.pipe": f'import "people.pipe"\n{SPEC}', "people.pipe": LIBRARY}, "2026-03-01", monkeypatch)
    changed = commit(repo, {"people.pipe": f'{LIBRARY}role head "РОП"\n'}, "2026-03-15", monkeypatch)
    assert edition(build(repo.root, monkeypatch)) == f"Редакция от 15 марта 2026 г. (коммит {changed})"


def test_unrelated_commits_change_no_byte(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repo, {"main.pipe": SPEC, "other.txt": "1", "pipelang.toml": ""}, "2026-03-01", monkeypatch)
    before = (build(repo.root, monkeypatch) / "docs/spec.docx").read_bytes()
    commit(repo, {"other.txt": "2", "pipelang.toml": "[project]\n"}, "2026-04-01", monkeypatch)
    assert (build(repo.root, monkeypatch) / "docs/spec.docx").read_bytes() == before


def test_parameters_belong_to_the_edition(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f'param city: text = "Москва"\n{SPEC}'
    commit(repo, {"main.pipe": text, "pipelang.toml": ""}, "2026-03-01", monkeypatch)
    changed = commit(repo, {"pipelang.toml": '[env.a.params]\ncity = "Тверь"\n'}, "2026-04-01", monkeypatch)
    assert edition(build(repo.root, monkeypatch)) == f"Редакция от 1 апреля 2026 г. (коммит {changed})"


@pytest.mark.parametrize("change", ["changed", "staged", "new"])
def test_what_is_not_committed_is_said(change: str, repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repo, {"main.pipe": SPEC}, "2026-03-01", monkeypatch)
    if change == "new":
        repo.put({"main.pipe": f'import "people.pipe"\n{SPEC}', "people.pipe": LIBRARY})
    else:
        repo.put({"main.pipe": SPEC.replace("Новая", "Заявка")})
    if change == "staged":
        repo.git("add", "-A")
    out = build(repo.root, monkeypatch)
    assert edition(out).endswith(" с незакоммиченными изменениями")
    assert "черновик" in (out / "docs/spec.md").read_text("utf-8")


def test_line_ends_of_the_working_tree_are_no_change(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repo, {"main.pipe": SPEC}, "2026-03-01", monkeypatch)
    (repo.root / "main.pipe").write_bytes(b"\xef\xbb\xbf" + SPEC.replace("\n", "\r\n").encode())
    assert "незакоммич" not in edition(build(repo.root, monkeypatch))


def test_without_a_repository_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/main.pipe").write_text(SPEC, "utf-8")
    out = build(tmp_path / "plain", monkeypatch)
    assert edition(out) == "" and "Редакция" not in (out / "docs/spec.html").read_text("utf-8")


def test_a_spec_that_was_never_committed_has_no_edition(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.put({"main.pipe": SPEC})
    assert edition(build(repo.root, monkeypatch)) == "", "no commit at all"
    repo.git("commit", "-q", "--allow-empty", "-m", "empty")
    assert edition(build(repo.root, monkeypatch)) == "", "none with this file"


def test_beyond_the_edge_of_a_shallow_clone_nothing_is_known(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repo, {"main.pipe": SPEC}, "2026-03-01", monkeypatch)
    commit(repo, {"a.txt": "1"}, "2026-03-02", monkeypatch)
    commit(repo, {"a.txt": "2"}, "2026-03-03", monkeypatch)
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.root}", str(repo.root.parent / "shallow"))
    assert edition(build(repo.root.parent / "shallow", monkeypatch)) == "", "the edge only looks like the change"
    within = commit(repo, {"main.pipe": SPEC.replace("Новая", "Заявка")}, "2026-03-04", monkeypatch)
    commit(repo, {"a.txt": "3"}, "2026-03-05", monkeypatch)
    repo.git("clone", "-q", "--depth", "3", f"file://{repo.root}", str(repo.root.parent / "deeper"))
    assert within in edition(build(repo.root.parent / "deeper", monkeypatch))


def test_no_git_no_edition(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repo, {"main.pipe": SPEC}, "2026-03-01", monkeypatch)
    monkeypatch.setenv("PATH", str(repo.root / "nothing"))
    assert edition(build(repo.root, monkeypatch)) == ""


@pytest.mark.parametrize("broken", ["HEAD", "objects", "index"])
def test_a_broken_repository_is_no_reason_to_fail(broken: str, repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repo, {"main.pipe": SPEC}, "2026-03-01", monkeypatch)
    place = repo.root / ".git" / broken
    shutil.rmtree(place) if place.is_dir() else place.write_text("nonsense\n")
    said = edition(build(repo.root, monkeypatch))
    assert said == "" or broken == "index"


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a mark of its interpreter")
def test_settings_of_a_repository_start_no_program(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(repo, {"main.pipe": SPEC, ".gitattributes": "*.pipe filter=evil diff=evil\n"}, "2026-03-01", monkeypatch)
    trap, sprung = repo.root / "trap.sh", repo.root.parent / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\ncat\n")
    trap.chmod(trap.stat().st_mode | stat.S_IEXEC)
    for key in ("filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv", "core.fsmonitor", "gpg.program"):
        repo.git("config", key, str(trap))
    repo.git("config", "log.showSignature", "true")
    repo.put({"main.pipe": SPEC.replace("Новая", "Заявка")})
    assert edition(build(repo.root, monkeypatch)).endswith("изменениями")
    assert not sprung.exists()
