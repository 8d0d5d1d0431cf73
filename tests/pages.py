"""Reading the pages that targets write, as a browser would see them: texts by section, links, tags; and hostile programs."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

from pipelang.model import Text

_VOID = {"meta", "br", "hr", "img", "link", "input"}
_SILENT = {"style", "script", "title"}
_INLINE = {"a", "b", "i", "code", "small", "strong", "span"}
#: Elements whose end tag may be left out, and the tags that begin where such an element ends.
_BLOCKS = {"p", "ul", "ol", "div", "section", "table", "dl", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "li"}
_ENDED_BY = {
    "p": _BLOCKS | {"td", "th", "tr", "tbody"},
    "li": {"li"},
    "td": {"td", "th", "tr", "tbody"},
    "th": {"td", "th", "tr", "tbody"},
    "tr": {"tr", "tbody"},
    "thead": {"tbody"},
    "tbody": {"tbody"},
}
#: Elements that the Markdown of a text may become.
MARKDOWN = {"b", "i", "code", "br", "ul", "ol", "li"}


@dataclass
class Page(HTMLParser):
    """`texts` is the visible text of each element with an id, its children's included; "" is the whole page."""

    source: str
    texts: dict[str, str] = field(default_factory=lambda: {"": ""})
    tags: dict[str, int] = field(default_factory=dict)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str | None]] = []
        self.feed(self.source)
        self.close()
        assert not self._open, f"unclosed: {self._open}"

    __hash__ = object.__hash__

    @property
    def links(self) -> list[str]:
        return [value for _, name, value in self.attributes if name == "href"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        while self._open and tag in _ENDED_BY.get(self._open[-1][0], ()):
            self._open.pop()
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            name = dict(attrs).get("id")
            self._open.append((tag, name))
            if name:
                assert name not in self.texts, f"id {name} stands twice"
                self.texts[name] = ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        opened, _ = self._open.pop()
        while opened != tag and opened in _ENDED_BY:
            opened, _ = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def _part(self, tag: str) -> None:
        """Words of different blocks are not one word."""
        if tag not in _INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if any(tag in _SILENT for tag, _ in self._open):
            return
        for name in {"", *(name for _, name in self._open if name)}:
            self.texts[name] += data


def assert_self_contained(page: Page, scripts: int = 0) -> None:
    """No script but so many of ours, which the page's policy allows by hash; nothing fetched, links only within the page."""
    assert page.tags.get("script", 0) == scripts
    bodies = re.findall(r"<script>(.*?)</script>", page.source, re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(body.encode()).digest()).decode()}'" for body in bodies]
    (policy,) = (
        value for tag, name, value in page.attributes if (tag, name) == ("meta", "content") and "default-" in value
    )
    wanted = f"; script-src {' '.join(hashes)}" if hashes else ""
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'{wanted}"
    assert "link" not in page.tags and "img" not in page.tags and "iframe" not in page.tags
    assert not [
        name for _, name, _ in page.attributes if name.startswith("on") or name in ("src", "srcset", "style", "action")
    ]
    assert all(href.startswith(("#", "https://", "http://", "mailto:", "tel:")) for href in page.links)
    assert not re.search(r"<a href=\"[^#](?![^>]*rel=\"noopener noreferrer\")", page.source)
    assert "url(" not in "".join(re.findall(r"<style>.*?</style>", page.source, re.DOTALL))


def assert_links_arrive(page: Page) -> None:
    assert {href[1:] for href in page.links if href.startswith("#")} <= page.texts.keys()


_OURS = re.compile(r'<a id="[a-z0-9_./-]+"></a>|</?(sub|b|i|code)>|<br>|&(lt|gt|amp|nbsp);|(?<!\\)`[^`<>&|\\{}$]*`')


def assert_markdown_is_ours(markdown: str) -> None:
    """All HTML in the Markdown is ours, and no template tag, code or foreign link is left alive in it."""
    bare = _OURS.sub("", markdown)
    assert "<" not in bare and not re.search(r"(?<!\\)(`|\{|\}|~)", bare)
    for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", bare):
        ours = r"(([a-z0-9_]+\.md)?#[a-z0-9_./-]+)|[a-z0-9_-]+\.svg|(https?://|mailto:|tel:)\S+"
        assert re.fullmatch(ours, target), target


HOSTILE = (
    "</style></title><script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %} `code` **b** "
    + ("[go](javascript:alert(3)) <javascript:alert(4)> | ~~s~~ &lt; $x$ javascript:alert(5)")
)

#: Attributes of model classes that hold words of the author's, put into documents as they are.
_WORDS = {
    "name",
    "about",
    "goal",
    "title",
    "answer",
    "tag",
    "what",
    "url",
    "why",
    "group",
    "timezone",
    "currency",
    "type of param",
}
_TUPLES = {"checklist", "tags"}


def hostile(node: Any, text: str = HOSTILE) -> Any:
    """The same program with every free text replaced by one that tries everything, or by `text`."""
    if isinstance(node, Text):
        return Text((text, *node.placeholders))
    if isinstance(node, tuple):
        return tuple(hostile(item, text) for item in node)
    if not is_dataclass(node):
        return node
    changed: Mapping[str, Any] = {
        spec.name: _hostile(spec.name, getattr(node, spec.name), node, text) for spec in fields(node)
    }
    return replace(node, **changed)  # type: ignore[type-var]


def _hostile(name: str, value: Any, node: Any, text: str) -> Any:
    kind = type(node).__name__
    said = isinstance(value, str) and value
    if said and (name in _WORDS or (kind, name) in {("Hint", "text"), ("Event", "text"), ("Literal", "value")}):
        return text if kind != "Literal" or node.type == "text" else value
    if name in _TUPLES:
        return tuple(text for _ in value)
    return value if name == "at" else hostile(value, text)
