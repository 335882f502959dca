"""What may go wrong and be told to a person.

```
Expected            str(error) is a sentence for the person; logged at info
 ├─ Refused         the policy said no
 ├─ Mistake         what was asked cannot be done as asked; says what to do instead
 └─ Unavailable     something we depend on did not answer; trying again later may help
```
"""

from __future__ import annotations


class Expected(Exception):  # noqa: N818 - not an error of the program: a sentence on its way to a person
    """Its text is shown as it is to the person who asked."""


class Refused(Expected):
    """The policy said no; the text is the decision's reason."""


class Mistake(Expected):
    """What was asked cannot be done as asked."""


class Unavailable(Expected):
    """Something we depend on did not answer, so nothing was done."""
