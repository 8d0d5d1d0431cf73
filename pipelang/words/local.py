"""Numbers, money and dates by the customs of the language (CLDR, through Babel): for documents that people read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from pipelang.words.durations import Locale
from pipelang.words.figures import SIGNS

#: Below this no language parts the digits of a whole number.
_SMALL = 1000


#: The English of these documents: days before months, and a currency's sign where English-speaking Europe puts it.
_BABEL = {"ru": "ru", "en": "en_GB"}


class LocalFigures:
    """By CLDR, through Babel, which is loaded when there is something to say."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self.babel = _BABEL[locale]

    def number(self, number: float | str) -> str:
        """`1 234,5`, `1,234.5`."""
        exact = Decimal(str(number))
        if exact == exact.to_integral_value() and abs(exact) < _SMALL:
            return str(int(exact))
        from babel.numbers import format_decimal

        return _unbroken(format_decimal(exact, locale=self.babel, decimal_quantization=False))

    def money(self, amount: float | str, currency: str) -> str:
        """`1 500 000 ₽`, `€1,500.00`: in Russian papers whole amounts have no kopecks."""
        if not currency:
            return self.number(amount)
        from babel.numbers import format_currency

        exact = Decimal(str(amount))
        whole = self.locale == "ru" and exact == exact.to_integral_value()
        pattern = "#,##0\u00a0¤" if whole else None
        said = format_currency(
            exact, currency, pattern, locale=self.babel, currency_digits=not whole, decimal_quantization=False
        )
        return _unbroken(said.replace(currency, SIGNS.get(currency, currency)) if self.locale == "ru" else said)

    def date(self, iso: str) -> str:
        """`15 марта 2026 г.`, `15 March 2026`."""
        return _day(iso, self.babel)


@cache
def _day(iso: str, locale: str) -> str:
    from babel.dates import format_date

    return _unbroken(format_date(date.fromisoformat(iso), "long", locale=locale))


def _unbroken(text: str) -> str:
    """One kind of space where versions of CLDR differ, and one between a currency's letters and the amount."""
    return re.sub(r"(?<=[A-Za-z])(?=\d)", "\u00a0", re.sub(r"\s", "\u00a0", text))
