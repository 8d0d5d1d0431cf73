"""The corpus: every case does what its name says, and what comes of it is what stands beside it (see cases.py)."""

from __future__ import annotations

import shutil
from difflib import unified_diff
from pathlib import Path

import pytest
from cases import CORPUS, MANIFEST, Case, cases, manifest, update

CASES = cases()
UPDATE = "if the change is meant: pytest --update-corpus, and look at what it changed"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    """The expectations are those of today, none is missing, none is left over."""
    wanted, kept = case.run.expectations(), case.kept()
    told = [f"missing expectation: {name}" for name in sorted(wanted.keys() - kept.keys())]
    told += [f"orphaned expectation: {name}" for name in sorted(kept.keys() - wanted.keys())]
    for name in sorted(name for name in wanted.keys() & kept.keys() if wanted[name] != kept[name]):
        told += _difference(name, kept[name], wanted[name])
    if told:
        pytest.fail("\n".join([*told, UPDATE]), pytrace=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_name_tells_whether_it_compiles(case: Case) -> None:
    errors = [(problem.code, problem.span and problem.span.place) for problem in case.run.problems]
    assert case.run.failed is not case.must_compile, errors
    assert case.run.program is not None or not case.must_compile


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_source_is_read(case: Case) -> None:
    assert case.sources() <= case.run.files.asked


def test_no_expectation_was_edited_by_hand() -> None:
    listed = (CORPUS / MANIFEST).read_text(encoding="utf-8").splitlines()
    assert listed == manifest().splitlines(), UPDATE


def test_corpus_holds_nothing_but_cases() -> None:
    beside = {path.name for path in CORPUS.iterdir() if not path.is_dir()}
    assert beside == {MANIFEST, ".gitattributes"}
    assert [case.name for case in CASES if not (case.folder / "main.pipe").is_file()] == []


class TestHouse:
    """The house itself notices what it should."""

    @pytest.fixture
    def corpus(self, tmp_path: Path) -> Path:
        for name in ("minimal", "invalid_misspelt_words"):
            shutil.copytree(CORPUS / name, tmp_path / name)
        update(tmp_path)
        assert update(tmp_path) == []
        return tmp_path

    @staticmethod
    def verdict(corpus: Path, name: str) -> str:
        try:
            test_case(Case(corpus / name))
        except pytest.fail.Exception as failure:
            return str(failure)
        return ""

    def test_untouched_case_passes(self, corpus: Path) -> None:
        assert self.verdict(corpus, "minimal") == ""
        assert (corpus / MANIFEST).read_text(encoding="utf-8") == manifest(corpus)

    def test_update_tells_what_it_changed(self, corpus: Path) -> None:
        (corpus / "minimal/main.pipe").write_text(
            'crm "Кухни"\npipeline p "П" { stage a "А" won lost }\n', encoding="utf-8"
        )
        assert update(corpus) == ["minimal/spec.json: changed"]
        assert update(corpus) == []

    def test_missing_expectation(self, corpus: Path) -> None:
        (corpus / "minimal/spec.json").unlink()
        assert "missing expectation: spec.json" in self.verdict(corpus, "minimal")
        assert update(corpus) == ["minimal/spec.json: new"]
        assert self.verdict(corpus, "minimal") == ""

    def test_orphaned_expectation(self, corpus: Path) -> None:
        (corpus / "minimal/shared.diagnostics.pipe").write_text("#@ 1-2 …\n", encoding="utf-8")
        assert "orphaned expectation: shared.diagnostics.pipe" in self.verdict(corpus, "minimal")
        assert update(corpus) == ["minimal/shared.diagnostics.pipe: removed"]

    def test_expectation_edited_by_hand(self, corpus: Path) -> None:
        edited = corpus / "invalid_misspelt_words/main.diagnostics.pipe"
        edited.write_text(edited.read_text(encoding="utf-8").replace("#@", "#!", 1), encoding="utf-8")
        assert "-#!" in self.verdict(corpus, "invalid_misspelt_words")
        assert (corpus / MANIFEST).read_text(encoding="utf-8") != manifest(corpus)

    def test_edited_source(self, corpus: Path) -> None:
        source = corpus / "minimal/main.pipe"
        source.write_text(source.read_text(encoding="utf-8").replace("Заявка", "Обращение"), encoding="utf-8")
        assert "Обращение" in self.verdict(corpus, "minimal")

    def test_update_does_not_accept_a_case_that_belies_its_name(self, corpus: Path) -> None:
        (corpus / "minimal").rename(corpus / "invalid_minimal")
        assert update(corpus) == ["invalid_minimal: left alone, its name says it must not compile"]


def _difference(name: str, kept: bytes, wanted: bytes) -> list[str]:
    lines = unified_diff(
        kept.decode().splitlines(), wanted.decode().splitlines(), f"{name} (kept)", f"{name} (now)", lineterm="", n=1
    )
    found = list(lines)
    return found[:60] + ([f"… and {len(found) - 60} lines more"] if len(found) > 60 else [])
