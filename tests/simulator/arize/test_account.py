"""Reading, changing, deleting and mailing users: states and rights."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize import Account, Refused
from bot.simulator.arize.records import Changes, Key, NewUser
from tests.simulator.arize.conftest import NOON

if TYPE_CHECKING:
    from collections.abc import Callable

READER = Key("r", "MEMBER_UI_ONLY", frozenset({"USER_READ"}), None)
MEMBER = Key("m", "MEMBER", frozenset(), None)
NOBODY = Key("n", "ANNOTATOR", frozenset(), None)

CHANGING: dict[str, Callable[[Account, Key, str], object]] = {
    "update_user": lambda account, key, user_id: account.update_user(key, user_id, Changes(name="X")),
    "delete_user": lambda account, key, user_id: account.delete_user(key, user_id),
    "resend_user_invitation": lambda account, key, user_id: account.resend_user_invitation(key, user_id),
    "reset_user_password": lambda account, key, user_id: account.reset_user_password(key, user_id),
}
EVERY = {"get_user": lambda account, key, user_id: account.get_user(key, user_id), **CHANGING}
NEEDS = {
    "update_user": "USER_UPDATE",
    "delete_user": "USER_DELETE",
    "resend_user_invitation": "USER_CREATE",
    "reset_user_password": "USER_UPDATE",
}


def code_of(work: Callable[[], object]) -> int:
    with pytest.raises(Refused) as refusal:
        work()
    return refusal.value.code


@pytest.mark.parametrize("operation", EVERY)
def test_ids_are_malformed_or_unknown(account: Account, admin: Key, operation: str) -> None:
    """400 for what cannot be an id, 404 for one that is nobody's."""
    assert code_of(lambda: EVERY[operation](account, admin, "not an id!")) == 400
    assert code_of(lambda: EVERY[operation](account, admin, "VXNlcjo5OTk=")) == 404


@pytest.mark.parametrize("operation", [name for name in EVERY if name != "delete_user"])
def test_a_deleted_user_is_as_good_as_unknown(account: Account, admin: Key, operation: str) -> None:
    """404, while deleting once more is fine."""
    user = account.add_user("Cy", "cy@example.com")
    account.delete_user(admin, user.id)
    account.delete_user(admin, user.id)
    assert code_of(lambda: EVERY[operation](account, admin, user.id)) == 404
    assert (account.users, account.user("cy@example.com")) == ([], None)


@pytest.mark.parametrize("operation", CHANGING)
def test_who_may_not_act_hears_403_only_if_they_may_look(account: Account, operation: str) -> None:
    """Otherwise 404, as if nobody were there."""
    user = account.add_user("Cy", "cy@example.com")
    for key, code in ((READER, 403), (MEMBER, 403), (NOBODY, 404)):
        assert code_of(lambda key=key: CHANGING[operation](account, key, user.id)) == code  # type: ignore[misc]  # bound


@pytest.mark.parametrize("operation", CHANGING)
def test_one_permission_is_enough_to_act(account: Account, operation: str) -> None:
    """Each operation names the permission that stands in for ADMIN."""
    status = "INVITED" if operation == "resend_user_invitation" else "ACTIVE"
    user = account.add_user("Cy", "cy@example.com", status=status)
    CHANGING[operation](account, Key("k", "ANNOTATOR", frozenset({NEEDS[operation]}), None), user.id)


def test_without_the_right_to_read_a_user_is_not_there(account: Account) -> None:
    """404, never 403."""
    user = account.add_user("Cy", "cy@example.com")
    assert code_of(lambda: account.get_user(NOBODY, user.id)) == 404
    assert account.get_user(READER, user.id) == user


def test_name_and_flag_change_and_nothing_else(account: Account, admin: Key) -> None:
    """Each alone or both."""
    user = account.add_user("Cy", "cy@example.com")
    assert account.update_user(admin, user.id, Changes(name="Cy Two")).name == "Cy Two"
    changed = account.update_user(admin, user.id, Changes(is_developer=False))
    assert (changed.name, changed.is_developer, changed.role) == ("Cy Two", False, user.role)


def test_a_mixed_change_is_refused_whole(account: Account) -> None:
    """With USER_UPDATE, but no admin: the name stays too."""
    user = account.add_user("Cy", "cy@example.com")
    key = Key("k", "MEMBER", frozenset({"USER_UPDATE"}), None)
    assert code_of(lambda: account.update_user(key, user.id, Changes("Cy Two", is_developer=False))) == 403
    assert account.user("cy@example.com") == user


def test_nobody_deletes_themselves(account: Account) -> None:
    """400, and they are still there."""
    user = account.add_user("Cy", "cy@example.com", role="ADMIN")
    own = Key("own", "ADMIN", frozenset(), user.id)
    assert code_of(lambda: account.delete_user(own, user.id)) == 400
    assert account.users == [user]


def test_deleting_takes_the_keys_and_links_along(account: Account, admin: Key) -> None:
    """The user's key is unknown from then on; other keys stay."""
    user = account.create_user(admin, NewUser("Cy", "cy@example.com", "ADMIN", "EMAIL_LINK")).user
    account.add_key("ak-own", user_id=user.id)
    account.add_key("ak-other")
    account.delete_user(admin, user.id)
    assert (account.keys.find("ak-own"), account.postbox.opens(account.mails[0].token)) == (None, False)
    assert account.keys.find("ak-other") is not None


def test_a_resent_invitation_replaces_the_link(account: Account, admin: Key) -> None:
    """The old link dies."""
    user = account.create_user(admin, NewUser("Cy", "cy@example.com", "MEMBER", "EMAIL_LINK")).user
    account.resend_user_invitation(admin, user.id)
    assert [account.postbox.opens(mail.token) for mail in account.mails] == [False, True]


@pytest.mark.parametrize("status", ["ACTIVE", "EXPIRED"])
def test_only_invited_users_get_another_invitation(account: Account, admin: Key, status: str) -> None:
    """400 otherwise, and no mail."""
    user = account.add_user("Cy", "cy@example.com", status=status)
    assert code_of(lambda: account.resend_user_invitation(admin, user.id)) == 400
    assert account.mails == []


@pytest.mark.parametrize("status", ["INVITED", "EXPIRED"])
def test_who_never_logged_in_has_no_password_to_reset(account: Account, admin: Key, status: str) -> None:
    """400."""
    user = account.add_user("Cy", "cy@example.com", status=status)
    assert code_of(lambda: account.reset_user_password(admin, user.id)) == 400


def test_a_reset_link_lives_for_thirty_minutes(admin: Key) -> None:
    """Then it opens nothing."""
    now = [NOON]
    account = Account(clock=lambda: now[0], ids=Random(1))  # noqa: S311 - made-up ids
    account.reset_user_password(admin, account.add_user("Cy", "cy@example.com").id)
    [mail] = account.mails
    now[0] = NOON + timedelta(minutes=29, seconds=59)
    assert (mail.kind, account.postbox.opens(mail.token)) == ("reset", True)
    now[0] = NOON + timedelta(minutes=30)
    assert not account.postbox.opens(mail.token)


def test_sso_users_have_no_password(account: Account, admin: Key) -> None:
    """400 for a reset."""
    user = account.add_user("Sam", "sam@example.com", sso=True)
    assert code_of(lambda: account.reset_user_password(admin, user.id)) == 400


def test_an_account_that_enforces_saml_mails_nobody(admin: Key) -> None:
    """Neither an invitation nor a reset; who is added with mode NONE is an SSO user."""
    account = Account(clock=lambda: NOON, ids=Random(1), sso=True)  # noqa: S311 - made-up ids
    invited = account.add_user("Jane", "jane@example.com", status="INVITED")
    direct = account.create_user(admin, NewUser("Cy", "cy@example.com", "MEMBER", "NONE")).user
    assert direct.sso
    assert code_of(lambda: account.resend_user_invitation(admin, invited.id)) == 400
    assert code_of(lambda: account.reset_user_password(admin, direct.id)) == 400


def test_an_accepted_invitation_makes_an_active_user(account: Account, admin: Key) -> None:
    """And its link is used up."""
    account.create_user(admin, NewUser("Cy", "cy@example.com", "MEMBER", "EMAIL_LINK"))
    account.verify("cy@example.com")
    assert [user.status for user in account.users] == ["ACTIVE"]
    assert not account.postbox.opens(account.mails[0].token)


def test_only_invited_people_can_accept_or_let_lapse(account: Account) -> None:
    """A test that means somebody else is told so."""
    account.add_user("Cy", "cy@example.com")
    for email in ("cy@example.com", "nobody@example.com"):
        for work in (account.verify, account.expire_invitation):
            with pytest.raises(LookupError, match=email):
                work(email)


def test_an_address_is_taken_once(account: Account) -> None:
    """Compared case-insensitively."""
    account.add_user("Cy", "cy@example.com")
    with pytest.raises(ValueError, match="taken"):
        account.add_user("Cy", "CY@example.com")


def test_users_are_listed_oldest_first(account: Account) -> None:
    """By creation, and in order of appearance within an instant."""
    ages = {"young": 0, "old": 9, "twin": 0}
    for name, days in ages.items():
        account.add_user(name, f"{name}@example.com", created_at=_ago(days))
    assert [user.name for user in account.users] == ["old", "young", "twin"]


def _ago(days: int) -> datetime:
    return NOON - timedelta(days=days)


def test_roles_need_the_right_to_read_roles(account: Account, admin: Key) -> None:
    """ADMIN and MEMBER have it, others need ROLE_READ."""
    permitted = Key("k", "ANNOTATOR", frozenset({"ROLE_READ"}), None)
    for key in (admin, MEMBER, permitted):
        assert len(account.list_roles(key, limit=50, cursor=None).items) == 5
    assert code_of(lambda: account.list_roles(READER, limit=50, cursor=None)) == 403


@pytest.mark.parametrize(("predefined", "count"), [(True, 4), (False, 1)])
def test_roles_can_be_told_apart(account: Account, admin: Key, predefined: bool, count: int) -> None:  # noqa: FBT001 - a column
    """Predefined ones and custom ones."""
    page = account.list_roles(admin, limit=50, cursor=None, is_predefined=predefined)
    assert [role.is_predefined for role in page.items] == [predefined] * count


def test_somebody_can_be_changed_outside_the_api(account: Account) -> None:
    """As the vendor's web app can, the address included; nobody cannot."""
    ada = account.add_user("Ada", "ada@example.com")
    changed = account.change("ada@example.com", email="ada@example.org", is_developer=False)
    assert (changed.id, changed.email) == (ada.id, "ada@example.org")
    assert account.user("ada@example.com") is None
    with pytest.raises(LookupError):
        account.change("nobody@example.com", name="X")
