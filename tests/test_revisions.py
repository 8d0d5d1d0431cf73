"""Specs of a former revision, read by git: what is found, what is refused, and what no repository can make it do."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from repositories import Repo

from pipelang.diagnostics import Diagnostic
from pipelang.git import RANGE, GitError, Repository, Revision
from pipelang.project import Workspace
from pipelang.revisions import RevisionTree
from pipelang.source import Source

SPEC = 'crm "Кухни"\npipeline sales "Продажи" { stage new "Новая" won lost }\n'


pytestmark = pytest.mark.usefixtures("no_repository_above")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def tree_of(repo: Repo, name: str = "HEAD") -> RevisionTree:
    repository = Repository(repo.root, ".")
    return RevisionTree(repository, repository.revision(name))


def code(error: pytest.ExceptionInfo[GitError]) -> tuple[str, dict[str, object]]:
    return error.value.problem.code, dict(error.value.problem.params)


# ---- the tree


def test_a_revision_is_read_as_it_was_whatever_the_working_tree_has(repo: Repo) -> None:
    repo.commit({"a.pipe": SPEC, "lib/b.pipe": "role x"})
    repo.put({"a.pipe": "changed"})
    (repo.root / "lib" / "b.pipe").unlink()
    tree = tree_of(repo)
    files = tree.files(repo.root, repo.root)
    assert isinstance(found := files.read("a.pipe"), Source) and found.text == SPEC
    assert isinstance(files.read("lib/b.pipe"), Source)
    assert files.shown("lib/b.pipe") == "HEAD:lib/b.pipe"
    assert tree.is_dir(repo.root / "lib") and tree.exists(repo.root / "a.pipe")
    assert not tree.exists(repo.root / "c.pipe") and not tree.is_dir(repo.root / "a.pipe")
    tree.close()


def test_names_with_spaces_and_in_any_language_are_found(repo: Repo) -> None:
    names = ["папка с пробелом/спека № 1.pipe", "a'b\"c.pipe", "tab\there.pipe", "-n.pipe", "emoji 🙂.pipe"]
    repo.commit(dict.fromkeys(names, SPEC))
    tree = tree_of(repo)
    files = tree.files(repo.root, repo.root)
    assert all(isinstance(files.read(name), Source) for name in names)
    entries = Workspace(repo.root, tree).entries([])
    assert sorted(entry.path for entry in entries) == sorted(names)
    tree.close()


def test_the_library_is_the_installed_one(repo: Repo) -> None:
    repo.commit({"std/roles.pipe": "role mine"})
    tree = tree_of(repo)
    found = tree.files(repo.root, repo.root).read("std/roles.pipe")
    assert isinstance(found, Source) and "mine" not in found.text
    tree.close()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("missing.pipe", "F101"),
        ("lib", "F102"),
        ("../outside.pipe", "F109"),
        ("big.pipe", "F107"),
        ("zero.pipe", "F104"),
        ("empty.pipe", "F108"),
        ("out_link.pipe", "F109"),
        ("round.pipe", "F109"),
    ],
)
def test_what_cannot_be_read_is_told_with_the_name_of_the_revision(repo: Repo, name: str, expected: str) -> None:
    repo.put(
        {
            "a.pipe": SPEC,
            "lib/b.pipe": SPEC,
            "big.pipe": b"x" * 9_000_000,
            "zero.pipe": b"abcdefghijk\0" * 3,
            "empty.pipe": "",
        }
    )
    (repo.root / "out_link.pipe").symlink_to("../elsewhere.pipe")
    (repo.root / "round.pipe").symlink_to("round2.pipe")
    (repo.root / "round2.pipe").symlink_to("round.pipe")
    repo.commit()
    tree = tree_of(repo)
    found = tree.files(repo.root, repo.root).read(name)
    assert isinstance(found, Diagnostic)
    assert (found.code, found.path) == (expected, f"HEAD:{name}" if ".." not in name else found.path)
    # The reader goes on after a file that was too large to take.
    assert isinstance(tree.files(repo.root, repo.root).read("a.pipe"), Source)
    tree.close()


def test_a_slip_in_a_name_gets_a_suggestion(repo: Repo) -> None:
    repo.commit({"lib/people.pipe": SPEC})
    tree = tree_of(repo)
    found = tree.files(repo.root, repo.root).read("lib/peopel.pipe")
    assert isinstance(found, Diagnostic)
    assert found.params["suggestion"] == "HEAD:lib/people.pipe"
    tree.close()


def test_links_inside_the_repository_are_followed(repo: Repo) -> None:
    repo.put({"real/a.pipe": SPEC})
    (repo.root / "link").symlink_to("real")
    (repo.root / "b.pipe").symlink_to("link/a.pipe")
    repo.commit()
    tree = tree_of(repo)
    files = tree.files(repo.root, repo.root)
    assert isinstance(files.read("b.pipe"), Source) and isinstance(files.read("link/a.pipe"), Source)
    # As on a disk, a walk does not follow links to folders.
    assert [entry.path for entry in Workspace(repo.root, tree).entries([])] == ["b.pipe", "real/a.pipe"]
    tree.close()


def test_projects_are_found_as_on_the_disk(repo: Repo) -> None:
    files = {
        "pipelang.toml": '[project]\nentry = "main.pipe"\n',
        "main.pipe": SPEC,
        "sub/pipelang.toml": "",
        "sub/x.pipe": SPEC,
        "out/.pipelang-out.json": "{}",
        "out/y.pipe": SPEC,
        ".hidden/z.pipe": SPEC,
    }
    repo.commit(files)
    for path in files:
        (repo.root / path).unlink()
    tree = tree_of(repo)
    workspace = Workspace(repo.root, tree)
    assert [entry.path for entry in workspace.entries([])] == ["main.pipe"]
    assert [(entry.project.root.name, entry.path) for entry in workspace.entries(["sub"])] == [("sub", "x.pipe")]
    assert workspace.problems == []
    tree.close()


def test_a_broken_configuration_of_a_revision_is_told_with_its_name(repo: Repo) -> None:
    repo.commit({"pipelang.toml": "[project\n", "a.pipe": SPEC})
    tree = tree_of(repo)
    workspace = Workspace(repo.root, tree)
    assert workspace.entries([]) == []
    (problem,) = workspace.problems
    assert problem.code == "C101" and problem.span is not None
    tree.close()


# ---- revisions


@pytest.mark.parametrize("name", ["main", "HEAD", "v1", "HEAD~1", "refs/heads/main", "HEAD^{/first}"])
def test_a_revision_has_many_names(repo: Repo, name: str) -> None:
    first = repo.commit({"a.pipe": SPEC}, "first")
    repo.git("tag", "v1")
    last = repo.commit({"a.pipe": SPEC + "\n"}, "second")
    found = Repository(repo.root, ".").revision(name)
    assert found.commit in (first, last) and found.name == name


@pytest.mark.parametrize(
    "name",
    [
        "nope",
        "",
        "-h",
        "--help",
        "--output=/tmp/x",
        "a b",
        "a\0b",
        "HEAD:a.pipe",
        "^main",
        "main..main",
        "$(id)",
        "`id`",
        "🙂",
    ],
)
def test_no_name_is_taken_for_anything_else(repo: Repo, name: str, tmp_path: Path) -> None:
    repo.commit({"a.pipe": SPEC})
    with pytest.raises(GitError) as error:
        Repository(repo.root, ".").revision(name)
    assert code(error)[0] == "F303"
    assert sorted(path.name for path in repo.root.iterdir()) == [".git", "a.pipe"]


def test_a_slip_in_a_branch_gets_a_suggestion(repo: Repo) -> None:
    repo.commit({"a.pipe": SPEC})
    repo.git("branch", "release")
    with pytest.raises(GitError) as error:
        Repository(repo.root, ".").revision("relaese")
    assert code(error) == ("F303", {"name": "relaese", "suggestion": "release"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("main...HEAD", ("main", "...", "HEAD")),
        ("main..", ("main", "..", "")),
        ("...x", ("", "...", "x")),
        ("v1.2..v1.3", ("v1.2", "..", "v1.3")),
    ],
)
def test_ranges_are_taken_apart(text: str, expected: tuple[str, str, str]) -> None:
    match = RANGE.fullmatch(text)
    assert match is not None and match.group("old", "dots", "new") == expected


def test_the_base_of_two_branches(repo: Repo) -> None:
    base = repo.commit({"a.pipe": SPEC})
    repo.git("checkout", "-q", "-b", "work")
    repo.commit({"b.pipe": SPEC})
    repo.git("checkout", "-q", "main")
    repo.commit({"c.pipe": SPEC})
    repository = Repository(repo.root, ".")
    found = repository.base(repository.revision("main"), repository.revision("work"))
    assert found == Revision(base, base[:9])


def test_branches_without_anything_in_common(repo: Repo) -> None:
    repo.commit({"a.pipe": SPEC})
    repo.git("checkout", "-q", "--orphan", "other")
    repo.commit({"b.pipe": SPEC})
    repository = Repository(repo.root, ".")
    with pytest.raises(GitError) as error:
        repository.base(repository.revision("main"), repository.revision("other"))
    assert code(error)[0] == "F307"


# ---- where there is nothing to read


def test_a_folder_without_a_repository(tmp_path: Path) -> None:
    with pytest.raises(GitError) as error:
        Repository(tmp_path, "here")
    assert code(error) == ("F301", {"path": "here"})


def test_a_repository_without_commits(repo: Repo) -> None:
    with pytest.raises(GitError) as error:
        Repository(repo.root, ".").revision("HEAD")
    assert code(error)[0] == "F304"


def test_a_bare_repository(tmp_path: Path) -> None:
    bare = Repo(tmp_path / "bare.git", "--bare")
    with pytest.raises(GitError) as error:
        Repository(bare.root, "bare.git")
    assert code(error)[0] == "F309"


def test_no_git_at_all(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError) as error:
        Repository(repo.root, ".")
    assert code(error)[0] == "F302"


@pytest.mark.skipif(sys.platform == "win32", reason="programs are told by their ending there")
def test_a_git_that_cannot_be_started(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "bin" / "git"
    broken.parent.mkdir()
    broken.write_text("#!/no/such/interpreter\n")
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(broken.parent))
    with pytest.raises(GitError) as error:
        Repository(repo.root, ".")
    assert code(error)[0] in ("F302", "F310")


@pytest.mark.skipif(sys.platform == "win32", reason="a stand-in for git is a script")
def test_what_git_refuses_is_said_in_its_own_words(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\necho \"fatal: detected dubious ownership in repository at '/x'\" >&2\nexit 128\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{fake.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(GitError) as error:
        Repository(repo.root, ".")
    assert code(error) == ("F310", {"reason": "detected dubious ownership in repository at '/x'"})


def test_a_shallow_clone_names_what_is_missing(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.pipe": SPEC})
    repo.git("branch", "old")
    repo.commit({"a.pipe": SPEC + "\n"})
    repo.git("checkout", "-q", "-b", "work")
    repo.commit({"b.pipe": SPEC})
    clone = Repo(tmp_path / "clone")
    clone.git("remote", "add", "origin", repo.root.as_uri())
    clone.git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main", "work:work")
    repository = Repository(clone.root, ".")
    with pytest.raises(GitError) as error:
        repository.revision("old")
    assert code(error)[0] == "F305"
    with pytest.raises(GitError) as error:
        repository.base(repository.revision("origin/main"), repository.revision("work"))
    assert code(error)[0] == "F305"


def test_a_partial_clone_is_told_and_nothing_is_fetched(repo: Repo, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.commit({"a.pipe": SPEC})
    repo.commit({"a.pipe": SPEC + "\n# later\n"})
    clone = Repo(tmp_path / "clone")
    clone.git("remote", "add", "origin", repo.root.as_uri())
    clone.git("config", "remote.origin.promisor", "true")
    clone.git("config", "remote.origin.partialclonefilter", "blob:none")
    clone.git("config", "extensions.partialClone", "origin")
    clone.git("fetch", "-q", "--filter=blob:none", "origin", "main")
    tree = tree_of(clone, "FETCH_HEAD")
    found = tree.files(clone.root, clone.root).read("a.pipe")
    assert isinstance(found, Diagnostic) and found.code == "F308"
    assert "?" in clone.git("rev-list", "--objects", "--missing=print", "FETCH_HEAD")
    tree.close()


# ---- hostile repositories


@pytest.mark.skipif(sys.platform == "win32", reason="the traps are shell scripts")
def test_settings_of_a_repository_run_nothing(repo: Repo, tmp_path: Path) -> None:
    """Whatever a cloned repository configures: no hook, monitor, filter, pager or helper is started."""
    trap, sprung = tmp_path / "trap.sh", tmp_path / "sprung"
    trap.write_text(f'#!/bin/sh\necho "$0 $*" >> "{sprung}"\nexit 0\n')
    trap.chmod(0o755)
    repo.commit({"a.pipe": SPEC, ".gitattributes": "*.pipe diff=evil filter=evil\n"})
    hooks = repo.root / "hooks"
    hooks.mkdir()
    for hook in ("post-checkout", "pre-commit", "fsmonitor-watchman", "reference-transaction", "post-index-change"):
        (hooks / hook).write_text(trap.read_text())
        (hooks / hook).chmod(0o755)
    for setting in (
        "core.fsmonitor", "core.sshCommand", "core.pager", "pager.ls-tree", "pager.cat-file", "core.editor", "diff.external",
        "diff.evil.textconv", "diff.evil.command", "filter.evil.smudge", "filter.evil.clean", "filter.evil.process",
        "credential.helper", "alias.ls-tree", "alias.cat-file", "alias.rev-parse", "uploadpack.packObjectsHook",
        "remote.origin.uploadpack", "core.gitProxy", "core.alternateRefsCommand", "gpg.program",
    ):  # fmt: skip
        value = f"!{trap}" if setting.startswith(("alias", "credential")) else str(trap)
        repo.git("config", setting, value)
    repo.git("config", "core.hooksPath", str(hooks))
    repo.git("config", "remote.origin.url", f"ext::sh -c {trap}")
    repo.git("config", "remote.origin.promisor", "true")
    repo.git("config", "extensions.partialClone", "origin")
    sprung.unlink(missing_ok=True)
    tree = tree_of(repo)
    assert isinstance(tree.files(repo.root, repo.root).read("a.pipe"), Source)
    assert isinstance(tree._reader.read("1" * 40), type(None))  # an object that a promisor remote would have to send
    with pytest.raises(GitError):
        tree.repository.revision("unknown")
    tree.close()
    assert not sprung.exists(), sprung.read_text()


def test_variables_of_a_hook_do_not_lead_to_another_repository(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repo(tmp_path / "other")
    other.commit({"a.pipe": "other"})
    repo.commit({"a.pipe": SPEC})
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    tree = tree_of(repo)
    found = tree.files(repo.root, repo.root).read("a.pipe")
    assert isinstance(found, Source) and found.text == SPEC
    tree.close()


def test_a_worktree_is_a_repository_like_any_other(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.pipe": SPEC})
    repo.git("worktree", "add", "-q", str(tmp_path / "tree"), "-b", "work")
    repository = Repository(tmp_path / "tree", ".")
    tree = RevisionTree(repository, repository.revision("HEAD"))
    assert isinstance(tree.files(repository.root, repository.root).read("a.pipe"), Source)
    assert tree.exists(repository.root / ".git")
    tree.close()


def test_files_of_a_submodule_are_refused_by_name(repo: Repo, tmp_path: Path) -> None:
    inner = Repo(tmp_path / "inner")
    commit = inner.commit({"shared.pipe": SPEC})
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.root), "specs/common")
    repo.commit({"a.pipe": SPEC})
    tree = tree_of(repo)
    found = tree.files(repo.root, repo.root).read("specs/common/shared.pipe")
    assert isinstance(found, Diagnostic)
    assert (found.code, found.params["submodule"], found.params["commit"]) == ("F306", "specs/common", commit[:9])
    assert tree.submodules() == {"specs/common": commit}
    assert tree.repository.changed_submodules(tree.submodules(), None) == []
    tree.close()
