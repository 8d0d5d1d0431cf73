"""Finding passwords, tokens and keys in a text by their shape, so that they are told, and never shown.

A text without any is the usual case and must cost nothing: cheap words decide whether a pattern is tried at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, pairwise, takewhile

from pipelang.records import record
from pipelang.source import Source

#: Stands for each character of a secret.
BLOT = "•"


@record
class Secret:
    """`kind` is one of the words of `messages.kinds`."""

    start: int
    end: int
    kind: str


#: Words of which a text has at least one, the kind, and the pattern; its group is the secret itself.
_PATTERNS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("private key-----",),
        "private key",
        r"(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[\sA-Za-z0-9+/=]*-----END [A-Z ]{0,30}KEY-----)?)",
    ),
    # https://client.bitrix24.ru/rest/1/CODE/crm.deal.add: user 1 signs every call that knows the code.
    (("/rest/",), "webhook key", r"/rest/\d+/([A-Za-z0-9]{8,})"),
    (
        ("hooks.slack.com", "discord.com/api", "discordapp.com/api"),
        "webhook key",
        r"(?:hooks\.slack\.com/services|discord(?:app)?\.com/api/webhooks)/([A-Za-z0-9_/-]{16,})",
    ),
    (("eyj",), "access token", r"\b(eyJ[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+){0,2})"),
    (
        ("bearer ", "basic "),
        "access token",
        r"(?i)\b(?:bearer|basic)\s+((?=\S{0,80}\d)(?=\S{0,80}[a-z])[A-Za-z0-9_.~+/=-]{8,})",
    ),
    (("://",), "password", r"://[^\s/:@\"']+:([^\s/@\"'{}$]{3,})@"),
    (
        ("?", "&"),
        "access token",
        r"(?i)[?&](?:access_token|token|api_?key|secret|client_secret|password|passwd|pwd)=([^&\s\"'#{}$]{8,})",
    ),
    (
        ("парол", "passw", "pwd"),
        "password",
        r"(?i)(?:(?<![а-яё])парол(?:ь|я|ю|ем|и)(?![а-яё])|(?:\b|_)(?:password|passwd|pwd)(?:_\w+)?\b)[^\n]{0,30}?",
    ),
    (
        ("token", "токен", "secret", "секретный ключ", "api", "ключ доступа"),
        "access token",
        r"(?i)(?:(?<![а-яё])токен(?:а|у|ом)?(?![а-яё])|секретный ключ|ключ api|ключ доступа|"
        r"(?:\b|_)(?:token|secret|api[_ -]?key|secret_key)(?:_\w+)?\b)[^\n]{0,30}?",
    ),
)
#: The same where most values are harmless: only what looks random counts.
_DOUBTFUL: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("webhook",), "webhook key", r'webhook\s+"https?://[^/"\s]+/[^"\s]*?(?<=[/=])([A-Za-z0-9_-]{16,})(?=["/?&])'),
    (("?", "&"), "access token", r"(?i)[?&](?:key|auth|sign?|signature|hash)=([^&\s\"'#{}$]{8,})"),
)
#: What people choose for a password, and machines for a token: letters and digits in one word, which is no part of an address.
_VALUE = r"(?<![\w/.@$-])((?=[!-~]{0,80}\d)(?=[!-~]{0,80}[A-Za-z])(?![A-Za-z]{1,9}://)[^\s\"'`{}$(),;А-яЁё«»“”„]{6,})"

#: Beginnings that services give their tokens, so that they can be found.
_BEGINNINGS = (
    "sk-", "sk_live_", "sk_test_", "rk_live_", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xoxa-",
    "AKIA", "AIza", "ya29.", "y0_", "AQVN", "vk1.a.", "EAA", "SG.", "key-", "whsec_", "shpat_", "pat-",
)  # fmt: skip
_RUN = r"(?a)(?<![\w+=.:-])[\w+=.:-]{20,}"
_BOT = r"(?a)\d{8,10}:[\w-]{35}"
#: Addresses and names of fields: `oauth.bitrix24.tech`, `deal.budget2`, `anna1@mail.ru`.
_DOTTED = r"(?:[\w.+-]+@)?[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+(?:/.*)?"
_DECLARED = r"(?:field|stage|role|reason|product|service|channel|message|document|pipeline)\s+\w*$"
_HEX = "[0-9a-f]{32,}|[0-9A-F]{32,}"
_LONG = 32
#: Links are hardly longer.
_LINK = 2000
_PIECE = rf"(?a)[\w-]{{{_LONG},}}"


@lru_cache(maxsize=64)
def secrets_of(source: Source) -> tuple[Secret, ...]:
    """The secrets of a file. Remembered: a rule looks for them, and then every report that quotes the file does."""
    return tuple(secrets(source.text))


def secrets(text: str) -> list[Secret]:
    """The secrets of a text in order; of those that overlap the first found is told."""
    lower = text.lower()
    found = [secret for part in (_named(text, lower), _shaped(text)) for secret in part]
    kept: list[Secret] = []
    for secret in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or secret.start >= kept[-1].end:
            kept.append(secret)
    return kept


def blotted(text: str) -> str:
    """The text as it may be shown: as long as it is, with blots where its secrets are."""
    return _without(text, secrets(text))


def stretch(source: Source, start: int, end: int) -> str:
    """A stretch of a file as it may be shown, even where it ends in the middle of a secret."""
    found = secrets_of(source)
    near = islice(found, bisect_right(found, start, key=lambda secret: secret.end), None)
    inside = takewhile(lambda secret: secret.start < end, near)
    cut = (Secret(max(item.start - start, 0), min(item.end, end) - start, item.kind) for item in inside)
    return _without(source.text[start:end], cut)


def _without(text: str, found: Iterable[Secret]) -> str:
    parts: list[str] = []
    at = 0
    for secret in found:
        inside = text[secret.start : secret.end]
        parts += (text[at : secret.start], *(char if char == "\n" else BLOT for char in inside))
        at = secret.end
    return "".join((*parts, text[at:]))


def _named(text: str, lower: str) -> Iterator[Secret]:
    """What stands where secrets stand: in a webhook's address, after the word «пароль»."""
    for table in (_PATTERNS, _DOUBTFUL):
        for words, kind, pattern in table:
            if not any(word in lower for word in words):
                continue
            called = pattern.endswith("?")  # a word that is followed by the value
            for match in re.finditer(pattern + _VALUE if called else pattern, text):
                value = match[1].rstrip(".!?:") if called else match[1]
                if not _is_harmless(value, match, called) and (table is _PATTERNS or _is_random(value)):
                    yield Secret(match.start(1), match.start(1) + len(value), kind)


def _is_harmless(value: str, match: re.Match[str], called: bool) -> bool:
    return _is_stand_in(value) or (called and (re.fullmatch(_DOTTED, value) is not None or _is_declared(match)))


def _shaped(text: str) -> Iterator[Secret]:
    """What can be told by its look alone."""
    for match in re.finditer(_RUN, text):
        run = match[0]
        if run.isalpha() or _is_stand_in(run):
            continue
        if re.fullmatch(_BOT, run):
            yield Secret(match.start(), match.end(), "bot token")
        elif run.startswith(_BEGINNINGS) and _is_random(run):
            yield Secret(match.start(), match.end(), "access token")
        elif not _in_address(text, match.start()):
            pieces = re.finditer(_PIECE, run)
            yield from (
                Secret(match.start() + piece.start(), match.start() + piece.end(), "secret key")
                for piece in pieces
                if _is_key(piece[0])
            )


def _is_key(word: str) -> bool:
    """Whether a long word on its own can only be a key: a hash, or letters of both sizes and digits in no order."""
    if re.fullmatch(_HEX, word):
        return not word.isdigit() and not word.isalpha()
    return bool(re.search("[a-z]", word) and re.search("[A-Z]", word)) and _is_random(word)


def _is_random(word: str) -> bool:
    """Small letters, capitals and digits change seldom in names (`vesna-2024-catalog`), and all the time in random text."""
    sorts = ["d" if char.isdigit() else "u" if char.isupper() else "l" for char in word]
    changes = sum(one != other for one, other in pairwise(sorts))
    return "d" in sorts and changes > len(word) // 5


def _in_address(text: str, start: int) -> bool:
    """Whether a run is part of a link: ids of documents are long too, and are known to whoever has the link."""
    before = re.split(r'[\s"]', text[max(0, start - _LINK) : start])[-1]
    return "://" in before or text.startswith(("http", "www."), start - len(before))


def _is_stand_in(value: str) -> bool:
    """`xxxxxxxx`, `ваш_токен`, `your-token-1`: what an author puts where the secret would be."""
    return len(set(value)) < 4 or any(
        word in value.lower() for word in ("your", "example", "xxxx", "1234567890", "<", "…")
    )


def _is_declared(match: re.Match[str]) -> bool:
    """Whether the word is the id of something: `field token on deal: text "Token2"`, `role secret "…"`."""
    return re.search(_DECLARED, match.string[max(0, match.start() - 40) : match.start()]) is not None
