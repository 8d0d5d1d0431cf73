"""What is said of a program before Bitrix24 sees it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from programs import rich_program

from pipelang.compile import compile_program
from pipelang.deploy.target import load_target
from pipelang.diagnostics import Diagnostic
from pipelang.messages import Entry, all_entries
from pipelang.source import Source

target = load_target("bitrix24")
ENTRIES = [entry for entry in all_entries() if entry.code.startswith("BX")]


class Text:
    def __init__(self, text: str) -> None:
        self.source = Source("main.pipe", text)

    def read(self, path: str) -> Source:
        return self.source


def checked(text: str) -> list[Diagnostic]:
    result = compile_program("main.pipe", Text(text))
    assert result.program, [(problem.code, problem.params) for problem in result.problems]
    return list(target.check(result.program))


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.example], ids=lambda entry: entry.code)
def test_the_example_of_a_message_gives_exactly_that_message(entry: Entry) -> None:
    assert entry.example
    problems = checked(entry.example)
    assert [problem.code for problem in problems] == [entry.code]
    (problem,) = problems
    assert problem.span is not None
    for words in (entry.en, entry.ru):
        for text in (words.message, words.why, words.hint, words.suggest):
            text.format(**problem.params)


def test_a_rich_program_has_no_errors_here() -> None:
    severities = {entry.code: entry.severity for entry in ENTRIES}
    assert "error" not in {severities[problem.code] for problem in target.check(rich_program())}


def test_too_many_fields_are_counted_for_each_entity() -> None:
    fields = "\n".join(f'field f{number} on deal: text "Поле {number}"' for number in range(1017))
    (problem,) = checked(f'crm "А"\n{fields}\npipeline a "А" {{ stage x "Икс" won lost {{ reason no "Нет" }} }}')
    assert (problem.code, problem.params["count"]) == ("BX118", 1017)


def test_a_field_may_not_take_the_code_of_the_loss_reasons() -> None:
    (problem,) = checked(
        'crm "А"\nfield loss_a on deal: text "Поле"\npipeline a "А" { stage x "Икс" won lost { reason no "Нет" } }'
    )
    assert (problem.code, problem.params["name"]) == ("BX115", "UF_CRM_LOSS_A")


def test_options_of_other_targets_are_none_of_its_business() -> None:
    assert not checked(
        'crm "А"\npipeline a "А" { stage x "Икс" won lost { reason no "Нет" } }\n'
        'target amocrm { pipeline a.stage.x { color "red" } }'
    )


def test_checking_a_portable_spec_loads_neither_pydantic_nor_templates() -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from dataclasses import replace\n"
        "from programs import rich_program\n"
        "from pipelang.deploy.target import load_target\n"
        "list(load_target('bitrix24').check(replace(rich_program(), options=())))\n"
        "assert not {'pydantic', 'jinja2', 'pipelang.words'} & set(sys.modules), sorted(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
