"""Query strings are read strictly."""

from __future__ import annotations

import pytest
from starlette.datastructures import QueryParams

from bot.simulator.arize import Refused
from bot.simulator.arize.querying import RoleQuery, role_query, user_query
from bot.simulator.arize.records import UserQuery
from bot.simulator.arize.vocabulary import Vocabulary


def test_nothing_asked_means_fifty_of_all() -> None:
    """The documented defaults."""
    assert user_query(QueryParams(""), Vocabulary.UPPER) == UserQuery(50, None)
    assert role_query(QueryParams("")) == RoleQuery(50, None, is_predefined=None)


def test_everything_can_be_asked_at_once() -> None:
    """A status may be repeated; a plus sign has to be encoded."""
    asked = "limit=100&cursor=abc&email=a%2Bb%25&status=ACTIVE&status=INVITED"
    read = user_query(QueryParams(asked), Vocabulary.UPPER)
    assert read == UserQuery(100, "abc", "a+b%", frozenset({"ACTIVE", "INVITED"}))


def test_roles_can_be_asked_for_by_kind() -> None:
    """By true or by false, spelt so."""
    assert role_query(QueryParams("limit=1&is_predefined=false")) == RoleQuery(1, None, is_predefined=False)


@pytest.mark.parametrize(
    "asked",
    [
        "limit=0",
        "limit=101",
        "limit=",
        "limit=ten",
        "limit=1.5",
        "limit=-1",
        "limit=%D9%A3",
        "limit=1&limit=2",
        "cursor=a&cursor=b",
        "email=a&email=b",
        "email=" + "a" * 256,
        "status=",
        "status=active",
        "status=INACTIVE",
        "status=ACTIVE,INVITED",
    ],
)
def test_mistakes_are_refused(asked: str) -> None:
    """400 each: the list documents no 422."""
    with pytest.raises(Refused) as refused:
        user_query(QueryParams(asked), Vocabulary.UPPER)
    assert refused.value.code == 400


@pytest.mark.parametrize("asked", ["is_predefined=", "is_predefined=True", "is_predefined=1", "limit=0"])
def test_mistakes_about_roles_are_refused(asked: str) -> None:
    """400 each."""
    with pytest.raises(Refused) as refused:
        role_query(QueryParams(asked))
    assert refused.value.code == 400


def test_a_filter_of_255_characters_passes() -> None:
    """The documented limit."""
    assert len(user_query(QueryParams("email=" + "a" * 255), Vocabulary.UPPER).email) == 255


def test_a_lower_case_server_knows_lower_case_statuses() -> None:
    """And no others."""
    assert user_query(QueryParams("status=active"), Vocabulary.LOWER).statuses == {"ACTIVE"}
    with pytest.raises(Refused, match="active, invited, expired"):
        user_query(QueryParams("status=ACTIVE"), Vocabulary.LOWER)
