"""Answers about names: judged once, remembered for as long as the process lives, and longer if somebody keeps them.

The same names are judged on every run, and judging needs a dictionary that takes longer to load than all else. Nothing is
read or written here: whoever runs us may hand in what was learnt before, and ask for what is known now.
"""

from __future__ import annotations

from collections.abc import Callable

#: Question -> name -> answer.
Answers = dict[str, dict[str, str]]

#: Of each question; a process that lives long meets names without end.
MOST = 10_000


class _Memory:
    def __init__(self) -> None:
        self.recall: Callable[[], Answers] | None = None
        self.answers: Answers = {}
        self.grown = False

    def known(self, question: str) -> dict[str, str]:
        """What is known of a question, with all that was learnt before."""
        if self.recall is not None:
            recall, self.recall = self.recall, None
            for asked, found in recall().items():
                self.answers[asked] = {**found, **self.answers.get(asked, {})}
        return self.answers.setdefault(question, {})


_memory = _Memory()


def remember(recall: Callable[[], Answers]) -> None:
    """Say where to learn what was known before; nobody is asked before a name has to be judged."""
    _memory.recall = recall


def learnt() -> Answers | None:
    """All that is known, if there is more than was handed in; then it counts as handed in."""
    grown, _memory.grown = _memory.grown, False
    return _memory.answers if grown else None


def answer(question: str, name: str, judge: Callable[[str], str]) -> str:
    """What was once answered, else what `judge` answers now. A question is known by a word that no other one uses."""
    known = _memory.known(question)
    found = known.get(name)
    if found is None:
        if len(known) >= MOST:
            known.clear()
        found = known[name] = judge(name)
        _memory.grown = True
    return found
