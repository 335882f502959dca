"""Organizations and spaces as choices."""

from __future__ import annotations

import pytest

from bot.arize import MemberRole, Organization, Role, Space
from bot.command.places import Place, Places, fitting_roles, highest, role_label
from tests.people import a_user


@pytest.mark.parametrize("place", [Place("T3Jn/+=="), Place("T3Jn", "U3A="), Place("T3Jn", "")])
def test_a_place_is_read_back_from_its_value(place: Place) -> None:
    """An organization is none of its spaces."""
    assert Place.of(place.value) == place


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("ANNOTATOR", ["ANNOTATOR"]),
        ("MEMBER_UI_ONLY", ["ADMIN", "MEMBER", "READ_ONLY"]),
        ("AUDITOR", ["ADMIN", "MEMBER", "READ_ONLY", "ANNOTATOR"]),
    ],
)
def test_the_roles_that_suit_a_user(role: str, offered: list[str]) -> None:
    """Whoever has a role that nobody knows yet is left to the API."""
    assert [choice.value for choice in fitting_roles(a_user(role=role))] == offered


def test_nobody_in_particular_may_get_any_role() -> None:
    """As where the form is not yet about somebody."""
    assert [choice.value for choice in fitting_roles(None)] == list(MemberRole)


@pytest.mark.parametrize(
    ("roles", "most"),
    [((MemberRole.READ_ONLY, MemberRole.ADMIN), "ADMIN"), ((MemberRole.ANNOTATOR, MemberRole.READ_ONLY), "READ_ONLY")],
)
def test_the_higher_of_two_roles_counts(roles: tuple[MemberRole, ...], most: str) -> None:
    """Whichever comes first."""
    assert highest(roles) == highest(reversed(roles)) == most


@pytest.mark.parametrize(
    ("role", "label"),
    [
        (Role(type="PREDEFINED", name="read-only"), "Read only"),
        (Role(type="PREDEFINED", name="AUDITOR"), "AUDITOR"),
        (Role(type="CUSTOM", id="Um9s"), "Um9s"),
        (Role(), "UNKNOWN"),
    ],
)
def test_roles_in_words(role: Role, label: str) -> None:
    """Those that nobody knows are shown as they came."""
    assert role_label(role) == label


def test_names_are_taken_as_they_are() -> None:
    """Braces too; a space of an organization that is not there has no name to stand after."""
    places = Places(
        (Organization(id="o1", name="{name}", description="{0}"),),
        (Space(id="s1", name="{}", organization_id="o1"), Space(id="s2", name="Lost", organization_id="o9")),
    )
    assert [choice.label for choice in places.organization_choices("Organization {name}")] == ["Organization {name}"]
    assert [choice.description for choice in places.organization_choices()] == ["{0}"]
    assert [(choice.label, choice.value) for choice in places.space_choices()] == [("{name} / {}", "o1:s1")]
