"""A report of `diff --format markdown` as the body of a comment: its mark, a link to the rest, and never too long."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelang.messages import Locale
from pipelang.report.changes.markdown import MARK, NOTHING

_LINK: dict[Locale, str] = {"en": "The whole report: {}", "ru": "Отчёт целиком: {}"}
_CUT: dict[Locale, str] = {"en": "_The rest does not fit here._", "ru": "_Остальное не поместилось._"}
#: What a name may be made of: it stands in an HTML comment.
NAME = re.compile(r"\w[\w.-]{0,63}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Report:
    """`text` as `diff` wrote it. `name` tells several reports on one pull request apart; `link` leads to the whole one."""

    text: str
    locale: Locale
    name: str = ""
    link: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether nothing has changed in meaning."""
        return self.text.startswith(f"{MARK}\n{NOTHING}\n")

    @property
    def mark(self) -> str:
        return MARK.replace(" -->", f": {self.name} -->") if self.name else MARK

    def owns(self, body: str) -> bool:
        """Whether a comment is an earlier form of this report."""
        return body.lstrip().startswith(self.mark)

    def body(self, limit: int) -> str:
        """The comment, at most `limit` UTF-16 units long."""
        text = self.mark + self.text.removeprefix(MARK).rstrip("\n") + "\n"
        link = f"\n{_LINK[self.locale].format(f'<{self.link}>')}\n" if self.link else ""
        if _units(text + link) <= limit:
            return text + link
        end = f"\n{_CUT[self.locale]}\n{link}"
        return _cut(text, limit - _units(end) - _units(_CLOSED)) + end


_CLOSED = "\n</details>\n"


def is_report(text: str) -> bool:
    return text.startswith(f"{MARK}\n")


def _cut(text: str, limit: int) -> str:
    """As many whole lines as fit, with what they opened closed."""
    kept: list[str] = []
    room = limit
    for line in text.splitlines(keepends=True):
        room -= _units(line)
        if room < 0:
            break
        kept.append(line)
    shown = "".join(kept)
    return shown + _CLOSED * (shown.count("<details>") > shown.count("</details>"))


def _units(text: str) -> int:
    """Length as GitHub counts it."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
