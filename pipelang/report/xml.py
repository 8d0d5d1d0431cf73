"""What XML 1.0 asks of a text beyond escaping, for drawings and for Word."""

from __future__ import annotations

import re

#: Characters that XML 1.0 cannot hold in any spelling; a name in a spec can have any but a zero byte.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(text: str, instead: str = "") -> str:
    """The text, or markup, with `instead` for each character that no XML may hold."""
    return _UNFIT.sub(instead, text)
