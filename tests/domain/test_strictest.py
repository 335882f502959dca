"""Several questions at once, and one answer."""

from __future__ import annotations

import pytest

from bot.domain.policy import Decision, Verdict, strictest

RUN = Decision(Verdict.RUN, "You may.")
ONE = Decision(Verdict.REQUEST, "One has to approve.", approvers=("U0BEN", "S0LEADS"), needed=1)
TWO = Decision(Verdict.REQUEST, "Two have to approve.", approvers=("S0LEADS", "U0EVE"), needed=2)
NO = Decision(Verdict.REFUSE, "Nobody may.")


@pytest.mark.parametrize(
    ("decisions", "why"),
    [
        ([RUN], RUN.why),
        ([RUN, ONE], ONE.why),
        ([ONE, TWO, RUN], TWO.why),
        ([TWO, ONE], TWO.why),
        ([RUN, ONE, NO, TWO], NO.why),
    ],
)
def test_the_answer_is_the_strictest_of_them(decisions: list[Decision], why: str) -> None:
    """A refusal before anything, then what takes more approvals; in any order, and with its own reason."""
    assert strictest(decisions).why == strictest(reversed(decisions)).why == why


def test_those_approve_who_may_approve_all_of_it() -> None:
    """As many as the one takes that takes most."""
    both = strictest([ONE, TWO])
    assert (both.verdict, both.approvers, both.needed) == (Verdict.REQUEST, ("S0LEADS",), 2)


def test_where_nobody_may_approve_all_of_it_the_strictest_names_who_does() -> None:
    """So that it can be decided at all."""
    other = Decision(Verdict.REQUEST, "Carla has to approve.", approvers=("U0CARLA",), needed=1)
    assert strictest([other, TWO]).approvers == TWO.approvers
    assert strictest([RUN, ONE]).approvers == ONE.approvers
