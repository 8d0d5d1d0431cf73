"""The pages about rules: fresh, complete, with links that lead somewhere, and examples that hold in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from rules.tools import compiled, findings

from pipelang.cli.rules import levels
from pipelang.rulebook.__main__ import businesses_in, write
from pipelang.rulebook.examples import finding
from pipelang.rulebook.markdown import prose, sentence, table
from pipelang.rulebook.pages import FOLDERS, Business, pages
from pipelang.rules import all_rules, rule_modules
from pipelang.rules.engine import check_rules
from pipelang.rules.examples import in_locale
from pipelang.rules.rule import Rule

DOCS = Path(__file__).parents[1] / "docs"
PAGES = pages(businesses_in(DOCS.parent / "tests" / "mistakes", DOCS))
RULES = all_rules()
OF_MODULES = [module.RULE for module in rule_modules()]


@pytest.mark.parametrize("name", PAGES)
def test_published_pages_are_fresh(name: str) -> None:
    assert DOCS.joinpath(name).is_file(), "run: python -m pipelang.rulebook docs"
    assert DOCS.joinpath(name).read_text(encoding="utf-8") == PAGES[name], "run: python -m pipelang.rulebook docs"


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_no_page_is_left_of_a_rule_that_is_gone(folder: str) -> None:
    there = {path.relative_to(DOCS).as_posix() for path in DOCS.joinpath(folder).iterdir()}
    assert there == {name for name in PAGES if name.rpartition("/")[0] == folder}


def test_every_rule_has_a_page_and_a_row_in_both_languages() -> None:
    for folder in FOLDERS.values():
        index = PAGES[f"{folder}/README.md"]
        for rule in RULES:
            assert f"{folder}/{rule.name}.md" in PAGES
            (row,) = re.findall(rf"^\| {rule.code} \| .*$", index, re.MULTILINE)
            assert f"]({rule.name}.md)" in row
            assert [cell.strip() for cell in row.split("|")[-5:-2]] == list(levels(rule).values())


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files(name: str) -> None:
    for link in re.findall(r"\]\(([^)#]+)", PAGES[name]):
        assert DOCS.joinpath(name).parent.joinpath(link).exists(), link


@pytest.mark.parametrize("name", PAGES)
def test_tables_have_the_same_number_of_cells_in_each_row(name: str) -> None:
    for found in re.findall(r"(?:^\|.*\n)+", PAGES[name], re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in found.splitlines()}) == 1


@pytest.mark.parametrize("rule", OF_MODULES, ids=lambda rule: rule.name)
def test_examples_hold_in_english_too(rule: Rule) -> None:
    assert len(findings(in_locale(rule.bad, "en"), rule.name)) == 1
    assert findings(in_locale(rule.good, "en"), rule.name) == []


def test_an_example_that_finds_nothing_is_refused() -> None:
    rule = OF_MODULES[0]
    with pytest.raises(ValueError, match="gives 0 findings"):
        finding(rule, rule.good)
    with pytest.raises(ValueError, match="does not compile"):
        finding(rule, "pipeline")


def test_no_page_shows_a_secret_of_an_example_in_its_report() -> None:
    for folder in FOLDERS.values():
        (report,) = re.findall(r"```text\n(.*?)```", PAGES[f"{folder}/secret-in-spec.md"], re.DOTALL)
        assert "••••" in report and "k3j9x0v8" not in report


def test_companies_that_make_the_mistake_are_linked_from_its_page() -> None:
    made = pages({"R104": [Business("Окна *|* Ко", "../tests/mistakes/sump")]})
    assert "[Окна \\*\\|\\* Ко](../../tests/mistakes/sump)" in made["rules/sump-stage.md"]
    assert "../../../tests/mistakes/sump" in made["ru/rules/sump-stage.md"]


def test_writing_removes_what_is_no_page_any_more(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.joinpath("rules").mkdir(parents=True)
    docs.joinpath("rules/gone.md").write_text("old")
    write(docs)
    assert not docs.joinpath("rules/gone.md").exists()
    assert docs.joinpath("ru/rules/sump-stage.md").is_file()


def test_prose_keeps_code_and_escapes_the_rest() -> None:
    assert prose("write `a | b` *now*") == "write `a | b` \\*now\\*"
    assert sentence("`sla` of <b>") == "`sla` of &lt;b&gt;."
    assert table(["A"], [["`a | b`"]]).splitlines()[-1] == "| `a \\| b` |"


@pytest.mark.parametrize("page", ["add-a-rule.md", "ru/add-a-rule.md"])
def test_the_rule_of_the_page_on_adding_one_works(page: str) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", DOCS.joinpath(page).read_text(encoding="utf-8"), re.DOTALL)
    module = ModuleType("pipelang.rules.structure.key_stage_too_early")
    exec(compile(code, page, "exec"), module.__dict__)
    assert module.RULE.code not in {rule.code for rule in RULES}
    for spec, expected in ((module.RULE.bad, [module.RULE.code]), (module.RULE.good, [])):
        assert [problem.code for problem in check_rules(compiled(spec), modules=[module])] == expected
