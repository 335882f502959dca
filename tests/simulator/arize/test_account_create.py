"""Inviting: what the address decides, and who may grant which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.records import Key, NewUser
from bot.simulator.arize.refusals import Refused

if TYPE_CHECKING:
    from bot.simulator.arize import Account

MAILING = ("EMAIL_LINK", "TEMPORARY_PASSWORD")


def new(email: str = "cy@example.com", role: str = "MEMBER", mode: str = "EMAIL_LINK", name: str = "Cy Ode") -> NewUser:
    return NewUser(name, email, role, mode)


def refused(account: Account, key: Key, asked: NewUser) -> int:
    with pytest.raises(Refused) as refusal:
        account.create_user(key, asked)
    return refusal.value.code


def test_an_unknown_address_is_invited_by_mail(account: Account, admin: Key) -> None:
    """EMAIL_LINK makes an INVITED user and one mail whose link opens."""
    created = account.create_user(admin, new())
    assert (created.new, created.user.status, created.temporary_password) == (True, "INVITED", None)
    [mail] = account.mails
    assert (mail.to, mail.kind, account.postbox.opens(mail.token)) == ("cy@example.com", "invitation", True)


def test_a_temporary_password_comes_once_and_without_mail(account: Account, admin: Key) -> None:
    """The second answer has no password: it is lost."""
    first = account.create_user(admin, new(mode="TEMPORARY_PASSWORD"))
    again = account.create_user(admin, new(mode="TEMPORARY_PASSWORD"))
    assert [first.temporary_password] == account.issued_passwords
    assert (again.new, again.temporary_password, account.mails) == (False, None, [])


def test_no_repr_shows_a_secret(account: Account, admin: Key) -> None:
    """Neither a password nor the token of a link."""
    created = account.create_user(admin, new(mode="TEMPORARY_PASSWORD"))
    account.resend_user_invitation(admin, created.user.id)
    shown = repr((created, account, account.mails, account.keys))
    assert not [secret for secret in (*account.issued_passwords, account.mails[0].token) if secret in shown]


def test_none_makes_an_active_user_without_mail(account: Account, admin: Key) -> None:
    """For SSO accounts: nothing to accept."""
    created = account.create_user(admin, new(mode="NONE"))
    assert (created.user.status, created.user.sso, account.mails) == ("ACTIVE", False, [])


@pytest.mark.parametrize("mode", MAILING)
def test_a_pending_invitation_comes_back_untouched(account: Account, admin: Key, mode: str) -> None:
    """Whatever name, role, mode or case of the address is asked for."""
    first = account.create_user(admin, new())
    again = account.create_user(admin, new("CY@EXAMPLE.COM", "ADMIN", mode, "Somebody Else"))
    assert (again.new, again.user) == (False, first.user)
    assert len(account.mails) == 1


@pytest.mark.parametrize("mode", [*MAILING, "NONE"])
def test_an_active_address_is_a_conflict(account: Account, admin: Key, mode: str) -> None:
    """409 for each invite mode."""
    account.add_user("Cy", "cy@example.com")
    assert refused(account, admin, new(mode=mode)) == 409


@pytest.mark.parametrize("mode", [*MAILING, "NONE"])
def test_a_deleted_address_can_never_be_invited_again(account: Account, admin: Key, mode: str) -> None:
    """Not even where the invitation had never been accepted."""
    for user in (account.add_user("Cy", "cy@example.com"), account.add_user("Di", "di@example.com", status="INVITED")):
        account.delete_user(admin, user.id)
        assert refused(account, admin, new(user.email, mode=mode)) == 409


def test_a_pending_invitation_does_not_become_an_active_user(account: Account, admin: Key) -> None:
    """Invite mode NONE over INVITED is a conflict."""
    account.create_user(admin, new())
    assert refused(account, admin, new(mode="NONE")) == 409


def test_a_lapsed_invitation_is_made_anew(account: Account, admin: Key) -> None:
    """EXPIRED gives a new invitation with what is asked for now; the old link stays dead."""
    before = account.create_user(admin, new()).user
    account.expire_invitation("cy@example.com")
    created = account.create_user(admin, new(role="ANNOTATOR", name="Cy Two"))
    after = created.user
    assert (created.new, after.id, after.name, after.role) == (True, before.id, "Cy Two", "ANNOTATOR")
    assert (after.status, after.is_developer) == ("INVITED", False)
    assert [account.postbox.opens(mail.token) for mail in account.mails] == [False, True]


@pytest.mark.parametrize(
    ("role", "developer"), [("ADMIN", True), ("MEMBER", True), ("MEMBER_UI_ONLY", False), ("ANNOTATOR", False)]
)
def test_the_role_decides_the_developer_flag(account: Account, admin: Key, role: str, developer: bool) -> None:  # noqa: FBT001 - a column
    """Nobody can ask for it when creating."""
    assert account.create_user(admin, new(role=role)).user.is_developer is developer


@pytest.mark.parametrize("role", ["ADMIN", "MEMBER_UI_ONLY"])
def test_a_member_may_not_grant_what_is_for_admins(account: Account, role: str) -> None:
    """403, and nobody is made."""
    assert refused(account, Key("m", "MEMBER", frozenset(), None), new(role=role)) == 403
    assert account.users == []


@pytest.mark.parametrize("role", ["MEMBER", "ANNOTATOR"])
def test_a_member_may_invite_members_and_annotators(account: Account, role: str) -> None:
    """As the API has it since version 8.59 of the vendor's client."""
    assert account.create_user(Key("m", "MEMBER", frozenset(), None), new(role=role)).new


def test_a_permission_alone_does_not_invite(account: Account) -> None:
    """USER_CREATE is no longer enough."""
    assert refused(account, Key("k", "ANNOTATOR", frozenset({"USER_CREATE"}), None), new()) == 403
