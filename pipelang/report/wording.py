"""Putting words to diagnostics: the catalogue's sentences, filled in, in English or Russian."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from pipelang.diagnostics import Diagnostic, Fix, Kind, Param, Severity
from pipelang.messages import COMMON_LABELS, Entry, Locale, Words, entry
from pipelang.messages.kinds import KINDS_EN, KINDS_RU
from pipelang.records import record

#: How the severities are called at the head of a message.
SEVERITIES: dict[Locale, dict[Severity, str]] = {
    "en": {"error": "error", "warning": "warning", "info": "info"},
    "ru": {"error": "ошибка", "warning": "предупреждение", "info": "к сведению"},
}

#: Role of a diagnostic's own span in `Words.labels`.
HERE = "here"


@record
class Worded:
    """A diagnostic as a person reads it; `why` and `hint` may be empty."""

    code: str
    name: str
    severity: Severity
    message: str
    why: str
    hint: str


def word(diagnostic: Diagnostic, locale: Locale) -> Worded:
    """The words of a diagnostic. A code that no catalogue knows (a target's own slip) is still shown, with its particulars."""
    known = find_entry(diagnostic.code)
    words = known.ru if locale == "ru" else known.en
    fill = _Filled(diagnostic.params, locale)
    message = fill(words.message) or _particulars(diagnostic.params)
    hint = words.suggest if words.suggest and diagnostic.params.get("suggestion") else words.hint
    severity = diagnostic.severity or known.severity
    return Worded(diagnostic.code, known.name, severity, message, fill(words.why), fill(hint))


def label_words(diagnostic: Diagnostic, role: str, locale: Locale) -> str:
    """What is written under a place: the entry's own words for the role, else the common ones, else nothing."""
    known = find_entry(diagnostic.code)
    words = known.ru if locale == "ru" else known.en
    template = words.labels.get(role) or COMMON_LABELS[locale].get(role, "")
    return _Filled(diagnostic.params, locale)(template)


def find_entry(code: str) -> Entry:
    """The catalogue's entry, or a bare one for a code that no catalogue knows."""
    try:
        return entry(code)
    except KeyError:
        return Entry(code, "unknown-code", "error", Words(""), Words(""))


def template_words(template: str, locale: Locale) -> str:
    """A sentence of the catalogue with its parameters shown as ‹names›, as `explain` prints it."""
    return _Filled({}, locale)(template)


def filled(template: str, params: Mapping[str, Param], locale: Locale) -> str:
    """A sentence with its parameters put in; empty when one that it names is."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    return _Filled(params, locale)(template) if all(params.get(name, "") != "" for name in names) else ""


_EDITS: dict[Locale, dict[str, str]] = {
    "en": {"replace": "replace `{old}` by `{new}`", "remove": "remove `{old}`", "insert": "insert `{new}`"},
    "ru": {"replace": "заменить `{old}` на `{new}`", "remove": "убрать `{old}`", "insert": "вставить `{new}`"},
}


def fix_words(fix: Fix, locale: Locale) -> str:
    """What a fix does, in words: `replace `managr` by `manager``."""
    said = [_edit_words(edit.span.text, edit.text, locale) for edit in fix.edits]
    return "; ".join(dict.fromkeys(said))


def _edit_words(old: str, new: str, locale: Locale) -> str:
    done = "insert" if not old else "replace" if new else "remove"
    return _EDITS[locale][done].format(old=" ".join(old.split()) or old, new=" ".join(new.split()) or new)


def plural(count: int, forms: tuple[str, ...]) -> str:
    """The form for a count: of two forms the English one or many, of three the Russian one, two to four, five."""
    if len(forms) == 2:
        return forms[0] if count == 1 else forms[1]
    tens, units = count % 100, count % 10
    if units == 1 and tens != 11:
        return forms[0]
    return forms[1] if 2 <= units <= 4 and not 12 <= tens <= 14 else forms[2]


class _Filled(dict[str, object]):
    """Fills templates. What users wrote is put in as it is: braces inside it mean nothing."""

    def __init__(self, params: Mapping[str, Param], locale: Locale) -> None:
        super().__init__({name: _shown(value, locale) for name, value in params.items()})

    def __call__(self, template: str) -> str:
        return template.format_map(self)

    def __missing__(self, name: str) -> _Word:
        return _Word(f"‹{name}›")


class _Word(str):
    """A word that knows its forms: `{kind:gen}` is the Russian genitive, `{kind:a}` the English word with its article."""

    genitive = ""

    def __format__(self, form: str) -> str:
        if "|" in form:  # what is counted, where no number is known
            return form.split("|")[-1]
        if form == "gen" and self.genitive:
            return self.genitive
        return f"{_article(self)} {self}".lstrip() if form == "a" else str(self)


class _Count(int):
    """A number that brings its noun along: `{count} {count:этап|этапа|этапов}`."""

    def __format__(self, spec: str) -> str:
        return plural(self, tuple(spec.split("|"))) if "|" in spec else str(int(self))


def _shown(value: Param, locale: Locale) -> object:
    if isinstance(value, Kind):
        return _kind(value.word, locale)
    if isinstance(value, int) and not isinstance(value, bool):
        return _Count(value)
    return f"{value:g}" if isinstance(value, float) else value


def _kind(words: str, locale: Locale) -> _Word:
    """One sort of thing, or several joined by `|`: `a text in quotes or an id`."""
    known = [_in_russian(word) if locale == "ru" else (KINDS_EN.get(word, word), "") for word in words.split("|")]
    shown = _Word((" или " if locale == "ru" else " or ").join(name for name, _ in known))
    shown.genitive = known[0][1] if len(known) == 1 else ""
    return shown


def _in_russian(word: str) -> tuple[str, str]:
    return KINDS_RU.get(word, (word, ""))


def _article(word: str) -> str:
    if word == "money" or word.startswith(("a ", "an ")):
        return ""
    return "an" if word[:1] in "aeio" else "a"


def _particulars(params: Mapping[str, Param]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in sorted(params.items()))
