"""Bodies are read strictly."""

from __future__ import annotations

import json

import pytest

from bot.simulator.arize import Refused, reading
from bot.simulator.arize.records import Changes, NewUser
from bot.simulator.arize.vocabulary import Vocabulary

JSON = "application/json"
ROLE = {"type": "PREDEFINED", "name": "MEMBER"}
GOOD: dict[str, object] = {"name": "Cy Ode", "email": "cy@example.com", "role": ROLE, "invite_mode": "EMAIL_LINK"}


def create(**changed: object) -> NewUser:
    return reading.new_user(JSON, json.dumps({**GOOD, **changed}).encode(), Vocabulary.UPPER)


def refusal(raw: bytes | str, content_type: str = JSON) -> Refused:
    with pytest.raises(Refused) as refused:
        reading.new_user(content_type, raw.encode() if isinstance(raw, str) else raw, Vocabulary.UPPER)
    return refused.value


def test_a_good_body_is_understood() -> None:
    """The name is trimmed."""
    assert create(name="  Cy Ode\n") == NewUser("Cy Ode", "cy@example.com", "MEMBER", "EMAIL_LINK")


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "{",
        "nul",
        '{"a":1,"a":2}',
        '{"name":NaN}',
        '{"name":"\\ud800"}',
        b'{"name":"\xff"}',
        "[" * 100_000,
        "1" * 5000,
    ],
    ids=["empty", "cut", "word", "twice", "NaN", "half a character", "not UTF-8", "deep", "long number"],
)
def test_what_is_not_json_is_refused(raw: bytes | str) -> None:
    """400, whatever is wrong with it."""
    assert (refusal(raw).code, refusal(raw).detail) == (400, "The body is not valid JSON.")


@pytest.mark.parametrize("raw", ["[]", "null", '"name"', "1", "true"])
def test_only_an_object_will_do(raw: str) -> None:
    """400."""
    assert refusal(raw).detail == "The body must be a JSON object."


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_a_body_says_that_it_is_json(content_type: str) -> None:
    """400 for any other content type, or none."""
    assert refusal(json.dumps(GOOD), content_type).code == 400


def test_a_charset_may_be_said_too() -> None:
    """Parameters of the content type do no harm."""
    assert reading.changes("Application/JSON; charset=utf-8", b'{"name":"X"}') == Changes(name="X")


@pytest.mark.parametrize("member", GOOD)
def test_every_member_is_required_and_typed(member: str) -> None:
    """400 where one is missing, null or a number."""
    assert refusal(json.dumps({k: v for k, v in GOOD.items() if k != member})).code == 400
    for wrong in (None, 1, [1]):
        assert refusal(json.dumps({**GOOD, member: wrong})).code == 400


@pytest.mark.parametrize("member", ["is_developer", "id", "Name", ""])
def test_other_members_are_refused(member: str) -> None:
    """400; the developer flag is not part of creating any more."""
    assert f'"{member}"' in refusal(json.dumps({**GOOD, member: True})).detail


@pytest.mark.parametrize("name", ["", "   ", "\n\t\u00a0"])
def test_a_blank_name_is_refused(name: str) -> None:
    """400, with the API's own sentence."""
    assert "non-empty" in refusal(json.dumps({**GOOD, "name": name})).detail


def test_a_name_has_at_most_255_characters() -> None:
    """After trimming; 422 for more."""
    assert create(name=" " + "ñ" * 255 + " ").name == "ñ" * 255
    assert refusal(json.dumps({**GOOD, "name": "n" * 256})).code == 422


@pytest.mark.parametrize("email", ["o'b+x@a-b.example", "a@b", f"{'l' * 64}@example.com"])
def test_addresses_of_every_shape_pass(email: str) -> None:
    """As long as they are addresses."""
    assert create(email=email).email == email


@pytest.mark.parametrize(
    "email",
    [
        "",
        "cy",
        "@x.example",
        "cy@",
        "a b@x.example",
        "a@b@c",
        "cy@-x.example",
        "a..b@x.example",
        "l" * 65 + "@x.example",
        "a@x.example\n",
    ],
)
def test_what_is_no_address_is_refused(email: str) -> None:
    """422."""
    assert refusal(json.dumps({**GOOD, "email": email})).code == 422


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("MEMBER", 400),
        ({}, 400),
        ({"type": 1}, 400),
        ({"type": "PREDEFINED"}, 400),
        ({"type": "PREDEFINED", "name": "MEMBER", "id": "x"}, 400),
        ({"type": "CUSTOM", "name": "MEMBER"}, 400),
        ({"type": "OTHER", "name": "MEMBER"}, 422),
        ({"type": "PREDEFINED", "name": "OWNER"}, 422),
        ({"type": "predefined", "name": "member"}, 422),
        ({"type": "CUSTOM", "id": "Um9sZQ=="}, 422),
    ],
)
def test_a_role_is_read_strictly(role: object, code: int) -> None:
    """400 for its shape, 422 for its words; custom roles are not supported for accounts."""
    assert refusal(json.dumps({**GOOD, "role": role})).code == code


def test_an_unknown_invite_mode_is_refused() -> None:
    """422, naming those there are."""
    refused = refusal(json.dumps({**GOOD, "invite_mode": "PIGEON"}))
    assert (refused.code, "NONE, EMAIL_LINK, TEMPORARY_PASSWORD" in refused.detail) == (422, True)


def test_a_lower_case_server_understands_lower_case_only() -> None:
    """The words of before July 2026."""
    old = {**GOOD, "role": {"type": "predefined", "name": "annotator"}, "invite_mode": "none"}
    read = reading.new_user(JSON, json.dumps(old).encode(), Vocabulary.LOWER)
    assert (read.role, read.invite_mode) == ("ANNOTATOR", "NONE")
    with pytest.raises(Refused, match="must be one of predefined, custom"):
        reading.new_user(JSON, json.dumps(GOOD).encode(), Vocabulary.LOWER)


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        ({"name": " Cy "}, Changes("Cy")),
        ({"is_developer": False}, Changes(is_developer=False)),
        ({"name": "Cy", "is_developer": True}, Changes("Cy", is_developer=True)),
    ],
)
def test_changes_are_understood(body: object, changes: Changes) -> None:
    """Either member, or both."""
    assert reading.changes(JSON, json.dumps(body).encode()) == changes


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 400),
        ({"role": ROLE}, 400),
        ({"name": ""}, 400),
        ({"name": None}, 400),
        ({"is_developer": None}, 400),
        ({"is_developer": "true"}, 400),
        ({"is_developer": 1}, 400),
        ({"name": "n" * 256}, 422),
    ],
)
def test_other_changes_are_refused(body: object, code: int) -> None:
    """Nothing to change, what cannot be changed, and wrong types."""
    with pytest.raises(Refused) as refused:
        reading.changes(JSON, json.dumps(body).encode())
    assert refused.value.code == code
