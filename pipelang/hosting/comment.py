"""The one comment: begun, renewed, or left as it is. Doing it twice is doing it once, so a failed attempt is simply repeated."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from pipelang.hosting import Busy, Comment, Discussion, failure
from pipelang.report.changes.comment import Report

#: Attempts, and the seconds between them where the host does not say how long to wait.
_PAUSES = (1.0, 3.0, 9.0)
#: A CI job is not kept waiting longer than this, all pauses together.
_PATIENCE = 180.0

What = Literal["written", "renewed", "unchanged", "nothing", "closed"]


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, and where the comment can be seen ("" where the host does not tell)."""

    what: What
    url: str = ""


def put(discussion: Discussion, report: Report) -> Done:
    """Bring the comment of a report up to date. Raises HostingError.

    A second attempt begins with looking again: what a broken answer has hidden may be written already.
    """
    waited = 0.0
    for pause in (*_PAUSES, None):
        try:
            return _once(discussion, report)
        except Busy as busy:
            wait = pause if busy.wait is None else busy.wait
            if pause is None or wait is None or waited + wait > _PATIENCE:
                raise
            waited += wait
            time.sleep(wait)
        except (LookupError, TypeError, ValueError):
            raise failure("F409", host=discussion.name, status=200, said="unknown JSON") from None
    raise AssertionError("the last attempt returns or raises")


def _once(discussion: Discussion, report: Report) -> Done:
    if not discussion.is_open():
        return Done("closed")
    mine = [comment for comment in discussion.comments() if comment.mine and report.owns(comment.body)]
    if not mine:
        return _began(discussion, report)
    first, *others = mine
    body = report.body(discussion.limit)
    done = Done("unchanged", first.url)
    if _text(first.body) != _text(body):
        done = Done("renewed", discussion.rewrite(first, body).url)
    # Two jobs at a time may each have begun one; an outdated one beside the right one misleads.
    for comment in others:
        discussion.remove(comment)
    return done


def _began(discussion: Discussion, report: Report) -> Done:
    """Where nothing has changed and nobody was told otherwise, there is nothing to say."""
    if report.says_nothing:
        return Done("nothing")
    written: Comment = discussion.write(report.body(discussion.limit))
    return Done("written", written.url)


def _text(body: str) -> str:
    """A body as hosts keep it: other line ends, no space around."""
    return body.replace("\r\n", "\n").strip()
