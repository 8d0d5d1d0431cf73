"""The catalogue of diagnostics: complete, unambiguous, said in both languages, and every code of it can really be met."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from string import Formatter

import pytest
from cases import Case, cases
from compiling import compiled

from pipelang import messages
from pipelang.configuration import read_configuration
from pipelang.deploy.target import CrmTarget, load_target
from pipelang.diagnostics import Diagnostic, Kind, Problems
from pipelang.messages import Entry, Words, all_entries
from pipelang.messages.kinds import KINDS_RU
from pipelang.report.diagnostics.findings import gather
from pipelang.report.diagnostics.text import render
from pipelang.report.wording import label_words, word
from pipelang.rules.engine import check_rules
from pipelang.rules.settings import read_rules
from pipelang.source import Source

ROOT = Path(__file__).parent.parent
ENTRIES = all_entries()
WITH_EXAMPLE = [item for item in ENTRIES if item.example is not None]

#: What looks like a code of one of the topics.
CODE = re.compile(
    f"({'|'.join([*messages._TOPICS, *(point.name for point in entry_points(group='pipelang.messages'))])})[0-9]{{3}}"
)
#: Prefix of a target's codes -> the target.
_OF_TARGETS = {point.name: point.value.split(".")[2] for point in entry_points(group="pipelang.messages")}


def said(item: Entry) -> Iterator[tuple[str, str]]:
    """Every sentence of an entry with the name of its part."""
    for locale, words in (("en", item.en), ("ru", item.ru)):
        for part in ("message", "why", "hint", "suggest"):
            yield f"{locale}.{part}", getattr(words, part)
        for role, label in words.labels.items():
            yield f"{locale}.labels.{role}", label


def met(item: Entry) -> list[Diagnostic]:
    """What an entry's example gives."""
    assert item.example is not None
    topic = item.code.rstrip("0123456789")
    if topic == "C":
        problems = Problems()
        configuration = read_configuration(Source("pipelang.toml", item.example), problems)
        read_rules(configuration.rules, problems)
        return problems
    result = compiled(item.example)
    found = list(result.problems)
    if result.program is not None and topic == "R":
        found += check_rules(result.program)
    if result.program is not None and topic in _OF_TARGETS:
        target = load_target(_OF_TARGETS[topic])
        found += target.check(result.program)
        if isinstance(target, CrmTarget):
            found += target.describe(result.program).diagnostics
    return found


@cache
def met_in_corpus() -> tuple[Diagnostic, ...]:
    return tuple(problem for case in cases() for problem in case.run.problems)


class TestEntries:
    def test_codes_are_unique(self) -> None:
        modules = [import_module(name).ENTRIES for name in messages._TOPICS.values()]
        modules += [point.load() for point in entry_points(group="pipelang.messages")]
        counted = Counter(item.code for entries in modules for item in entries)
        assert [code for code, count in counted.items() if count > 1] == []
        assert set(counted) == {item.code for item in ENTRIES}

    def test_names_are_unique_and_in_kebab_case(self) -> None:
        counted = Counter(item.name for item in ENTRIES)
        assert [name for name, count in counted.items() if count > 1] == []
        assert [name for name in counted if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []

    def test_codes_tell_their_topic(self) -> None:
        modules = {**messages._TOPICS}
        for prefix, module in modules.items():
            assert {item.code.rstrip("0123456789") for item in import_module(module).ENTRIES} == {prefix}

    @pytest.mark.parametrize("item", ENTRIES, ids=lambda item: item.code)
    def test_sentences_are_of_one_shape(self, item: Entry) -> None:
        """A message and a hint are one line without a full stop; why is a sentence with one."""
        for part, text in said(item):
            assert "\n" not in text, part
            if part.endswith("why"):
                assert not text or text[-1] in ".!?…", part
            else:
                assert not text.endswith("."), part
        assert item.en.message and item.ru.message
        assert re.search("[а-яё]", item.ru.message), "not in Russian"

    @pytest.mark.parametrize("item", ENTRIES, ids=lambda item: item.code)
    def test_both_languages_say_the_same_parts(self, item: Entry) -> None:
        english = {part.removeprefix("en.") for part, text in said(item) if text and part.startswith("en.")}
        russian = {part.removeprefix("ru.") for part, text in said(item) if text and part.startswith("ru.")}
        assert english == russian


class TestExamples:
    @pytest.mark.parametrize("item", WITH_EXAMPLE, ids=lambda item: item.code)
    def test_example_gives_its_code_and_no_other(self, item: Entry) -> None:
        found = {problem.code for problem in met(item)}
        if item.code.startswith("R"):  # a small spec breaks other rules on the way
            assert item.code in found
        else:
            assert found == {item.code}

    def test_every_code_without_example_is_met_elsewhere(self) -> None:
        """In the corpus, or named in a test that brings it about (a full disk is no corpus case)."""
        corpus = {problem.code for problem in met_in_corpus()}
        tests = "\n".join(
            path.read_text(encoding="utf-8")
            for path in ROOT.joinpath("tests").rglob("test_*.py")
            if path != Path(__file__)
        )
        without = [item.code for item in ENTRIES if item.example is None]
        assert [code for code in without if code not in corpus and f'"{code}' not in tests] == []

    def test_every_code_of_the_front_end_is_met_in_the_corpus(self) -> None:
        corpus = {problem.code for problem in met_in_corpus()}
        front = {item.code for item in ENTRIES if item.code[0] in "SNMT" and item.code[1].isdigit()}
        assert sorted(front - corpus) == []


class TestWording:
    @pytest.mark.parametrize("item", WITH_EXAMPLE, ids=lambda item: item.code)
    def test_nothing_is_left_open_in_examples(self, item: Entry) -> None:
        for problem in met(item):
            assert_filled(problem)

    @pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
    def test_nothing_is_left_open_in_the_corpus(self, case: Case) -> None:
        for problem in case.run.problems:
            assert_filled(problem)

    def test_sorts_of_things_have_russian_names(self) -> None:
        params = [value for problem in met_in_corpus() for value in problem.params.values()]
        words = {part for value in params if isinstance(value, Kind) for part in value.word.split("|")}
        assert sorted(part for part in words if part and part not in KINDS_RU and not part.startswith("`")) == []

    def test_articles(self) -> None:
        """No `a entity`, no `an role`."""
        for problem in met_in_corpus():
            message = word(problem, "en").message
            assert not re.search(r"\b(a [aeio]|an [^aeiou`])", message), message

    def test_whole_reports_can_be_rendered(self) -> None:
        for case in cases():
            findings = gather(case.run.problems)
            for locale in ("en", "ru"):
                assert render(findings, locale)


def assert_filled(problem: Diagnostic) -> None:
    given = " ".join(map(str, problem.params.values()))
    assert all(value.word for value in problem.params.values() if isinstance(value, Kind)), problem
    for locale in ("en", "ru"):
        worded = word(problem, locale)
        texts = [worded.message, worded.why, worded.hint]
        texts += [label_words(problem, label.role, locale) for label in problem.labels]
        for text in texts:
            assert "‹" not in text or "‹" in given, (problem.code, locale, text)
        assert all(label_words(problem, label.role, locale) for label in problem.labels), (problem.code, problem.labels)


# ---- the catalogue against the code


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for folder in ("pipelang", "targets"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def is_catalogue(path: Path) -> bool:
    return path.parent.name == "messages" or path.name in ("messages.py", "catalogue.py")


def literal_codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


def test_every_code_in_the_code_is_in_the_catalogue_and_the_other_way_round() -> None:
    used = {code for path, tree in modules() if not is_catalogue(path) for code in literal_codes(tree)}
    known = {item.code for item in ENTRIES}
    assert sorted(used - known) == [], "used, and in no catalogue"
    assert sorted(known - used) == [], "in the catalogue, and never used"


def test_every_call_supplies_what_the_words_name() -> None:
    """`problems.add("N201", span, kind=…, name=…)` gives every parameter that an entry's sentences name."""
    wrong: list[str] = []
    known = {item.code: item for item in ENTRIES}
    for path, tree in modules():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or any(keyword.arg is None for keyword in call.keywords):
                continue
            for code in _codes_of(call):
                missing = _named(known[code]) - _given(call) if code in known else set()
                if missing:
                    wrong.append(f"{path.relative_to(ROOT)}:{call.lineno} {code}: {', '.join(sorted(missing))}")
    assert wrong == []


def _codes_of(call: ast.Call) -> list[str]:
    """The codes that a call reports, where it is one that reports and gives its parameters by name."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "add" and call.args:
        return list(literal_codes(call.args[0]))
    if name == "Diagnostic" and len(call.args) > 2 and isinstance(call.args[2], ast.Dict):
        return list(literal_codes(call.args[0])) if None not in call.args[2].keys else []
    return []


def _given(call: ast.Call) -> set[str]:
    if len(call.args) > 2 and isinstance(call.args[2], ast.Dict):
        return {key.value for key in call.args[2].keys if isinstance(key, ast.Constant)}
    return {keyword.arg for keyword in call.keywords if keyword.arg} - {"fix", "path"}


def _named(item: Entry) -> set[str]:
    """The parameters that an entry's sentences name. `suggest` is only said where there is a suggestion."""

    def fields(words: Words) -> set[str]:
        texts = [words.message, words.why, words.hint, words.suggest, *words.labels.values()]
        return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}

    return (fields(item.en) | fields(item.ru)) - {"suggestion"}
