"""Numbers, money and dates, plain: for messages and for what is typed into a CRM. Documents take those of `local`."""

from __future__ import annotations

from typing import Protocol

from pipelang.words.durations import Locale

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SIGNS = {"RUB": "₽", "USD": "$", "EUR": "€", "KZT": "₸", "UAH": "₴", "BYN": "Br"}


class Figures(Protocol):
    """`number` and `amount` are whole, fractional, or a text of one; `iso` is `YYYY-MM-DD`. Nothing breaks over a line."""

    def number(self, number: float | str) -> str: ...

    def money(self, amount: float | str, currency: str) -> str: ...

    def date(self, iso: str) -> str: ...


class PlainFigures:
    """Without a library: a check says them too."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale

    def number(self, number: float | str) -> str:
        """`1 234,5` in Russian, `1,234.5` in English; thousands are parted by a space that does not break."""
        text = f"{float(number):,.10f}".rstrip("0").rstrip(".")
        return text.replace(",", "\u00a0").replace(".", ",") if self.locale == "ru" else text

    def money(self, amount: float | str, currency: str) -> str:
        """`1 500 000 ₽`."""
        return f"{self.number(amount)}\u00a0{SIGNS.get(currency, currency)}".rstrip()

    def date(self, iso: str) -> str:
        """`05.03.2026`, `5 March 2026`."""
        year, month, day = iso.split("-")
        return f"{day}.{month}.{year}" if self.locale == "ru" else f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
