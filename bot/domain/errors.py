"""What may go wrong and be told to a person, or to the operator.

```
Expected            str(error) is a sentence for the person; logged at info
 ├─ Refused         the policy said no
 ├─ Mistake         what was asked cannot be done as asked; says what to do instead
 └─ Unavailable     something we depend on did not answer; trying again later may help
CannotWork          str(error) is for the operator: what is not set up as it has to be, and what to do
```
"""

from __future__ import annotations

from enum import Enum


class Reason(Enum):
    """Why somebody was refused."""

    STRANGER = "stranger"
    """Of another workspace, or of none that Slack knows."""
    NOT_A_MEMBER = "not_a_member"
    """A guest, an app, or somebody whose account is deactivated."""
    POLICY = "policy"
    NOT_AN_APPROVER = "not_an_approver"
    """They may not decide this request."""
    NOT_THEIRS = "not_theirs"
    """The request is none of theirs."""


class Expected(Exception):  # noqa: N818 - not an error of the program: a sentence on its way to a person
    """Its text is shown as it is to the person who asked."""


class Refused(Expected):
    """The policy said no; the text is the decision's reason."""

    def __init__(self, words: str, reason: Reason = Reason.POLICY) -> None:
        super().__init__(words)
        self.reason = reason


class Mistake(Expected):
    """What was asked cannot be done as asked."""


class Unavailable(Expected):
    """Something we depend on did not answer, so nothing was done."""


class CannotWork(Exception):  # noqa: N818 - a sentence on its way to the operator
    """Something is not set up as the bot, or a command of the operator's, needs it."""


class PolicyError(CannotWork):
    """A policy file that cannot be used. `problems` are all of its mistakes, a sentence each."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
