"""Small specs that examples of diagnostics are made of."""

CRM = 'crm "Кухни" {\n  locale ru\n  currency RUB\n}\n'
PIPELINE = """pipeline sales "Продажи" {
  stage request "Заявка получена"
  won
  lost { reason price "Дорого" }
}
"""


def in_file(lines: str) -> str:
    """A whole spec with these top-level lines."""
    return f"{CRM}{lines}\n{PIPELINE}"


def in_pipeline(lines: str, before: str = "") -> str:
    """A whole spec with these lines in its only pipeline."""
    return f"{CRM}{before}" + PIPELINE.replace("  won\n", f"{lines}\n  won\n")


def in_stage(line: str, before: str = "") -> str:
    """A whole spec with this line in its only stage."""
    return f"{CRM}{before}" + PIPELINE.replace('"Заявка получена"', f'"Заявка получена" {{\n    {line}\n  }}')


__all__ = ["CRM", "PIPELINE", "in_file", "in_pipeline", "in_stage"]
