"""An Arize AX account: its users, their states and the rules of the users API. No HTTP in here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.simulator.arize import rights
from bot.simulator.arize.identifiers import is_well_formed, temporary_password
from bot.simulator.arize.keyring import Keyring
from bot.simulator.arize.pages import Page, page
from bot.simulator.arize.people import People
from bot.simulator.arize.places import Places, demand_suiting
from bot.simulator.arize.postbox import Postbox
from bot.simulator.arize.records import Created, UserRecord
from bot.simulator.arize.refusals import conflict, invalid, malformed, not_found
from bot.simulator.arize.roles import all_roles
from bot.simulator.arize.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from random import Random

    from bot.simulator.arize.records import (
        Changes,
        Key,
        Mail,
        Membership,
        NewMember,
        NewUser,
        RoleRecord,
        UserQuery,
    )


class Account:
    """The state and its rules; a method named like an operation raises `Refused` where the API says no.

    `sso` means that login by SAML is enforced. `developer_default` is what a new MEMBER gets; an ADMIN is always a
    developer, the other roles never. `issued_passwords` is kept only so that a test can search for leaks.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        ids: Random,
        vocabulary: str = "upper",
        sso: bool = False,
        developer_default: bool = True,
    ) -> None:
        self.clock = clock
        self.ids = ids
        self.vocabulary = Vocabulary(vocabulary)
        self.sso = sso
        self.issued_passwords: list[str] = []
        self.keys = Keyring()
        self.postbox = Postbox(clock=clock, ids=ids)
        self._people = People(clock=clock, ids=ids, developer_default=developer_default)
        self._roles = all_roles(clock(), ids)
        self.places = Places(clock=clock, ids=ids)

    @property
    def mails(self) -> list[Mail]:
        return self.postbox.mails

    @property
    def users(self) -> list[UserRecord]:
        """Everybody whom the API shows, oldest first; deleted ones are not among them."""
        return list(self._people.visible())

    def user(self, email: str) -> UserRecord | None:
        """The user with exactly this address, compared case-insensitively; None where deleted or unknown."""
        found = self._people.by_email(email)
        return None if found is None or found.deleted else found

    def add_key(
        self, key: str, role: str = "ADMIN", permissions: frozenset[str] = frozenset(), user_id: str | None = None
    ) -> None:
        self.keys.add(key, role, permissions, user_id)

    def revoke_key(self, key: str) -> None:
        self.keys.revoke(key)

    def add_user(  # noqa: PLR0913 - the columns of a user
        self,
        name: str,
        email: str,
        *,
        role: str = "MEMBER",
        status: str = "ACTIVE",
        is_developer: bool | None = None,
        created_at: datetime | None = None,
        sso: bool = False,
    ) -> UserRecord:
        """Put somebody in, without any mail. Raises ValueError where the address is taken."""
        return self._people.add(
            name, email, role=role, status=status, is_developer=is_developer, created_at=created_at, sso=sso
        )

    def expire_invitation(self, email: str) -> None:
        """Let the token of an invitation lapse. Raises LookupError where nobody with this address is invited."""
        self._people.put(replace(self._invited(email), status="EXPIRED"))
        self.postbox.void(email)

    def verify(self, email: str) -> None:
        """The person logs in for the first time. Raises LookupError where nobody with this address is invited."""
        self._people.put(replace(self._invited(email), status="ACTIVE"))
        self.postbox.void(email)

    def change(self, address: str, /, **changes: object) -> UserRecord:
        """Somebody changes a user in Arize's own web app. Raises LookupError where nobody has this address."""
        found = self.user(address)
        if found is None:
            raise LookupError(f"nobody has the address {address}")
        changed = replace(found, **changes)  # type: ignore[arg-type]  # the members of a UserRecord
        self._people.put(changed)
        return changed

    def forget(self, user: UserRecord) -> None:
        """Delete somebody, with their keys, their memberships and the links that were mailed to them."""
        self._people.put(replace(user, deleted=True))
        self.keys.revoke_all_of(user.id)
        self.places.forget(user.id)
        self.postbox.void(user.email)

    def _invited(self, email: str) -> UserRecord:
        found = self.user(email)
        if found is None or found.status != "INVITED":
            raise LookupError(f"{email} is not invited")
        return found

    def list_users(self, key: Key, query: UserQuery) -> Page[UserRecord]:
        rights.demand_reading_users(key)
        visible = self._people.visible()
        found = tuple(filter(query.fits, visible)) if query.narrows else visible
        filters = (query.email.casefold(), sorted(query.statuses))
        return page(found, limit=query.limit, cursor=query.cursor, filters=filters)

    def list_roles(
        self, key: Key, *, limit: int, cursor: str | None, is_predefined: bool | None = None
    ) -> Page[RoleRecord]:
        rights.demand_reading_roles(key)
        found = [role for role in self._roles if is_predefined in (None, role.is_predefined)]
        return page(found, limit=limit, cursor=cursor, filters=is_predefined)

    def create_user(self, key: Key, new: NewUser) -> Created:
        """The address is the idempotency key: a pending invitation comes back untouched."""
        rights.demand_inviting(key)
        rights.demand_granting(key, new)
        known = self._people.by_email(new.email)
        if known is not None and known.status == "INVITED" and not known.deleted and new.invite_mode != "NONE":
            return Created(known, new=False)
        if known is not None and (known.deleted or known.status != "EXPIRED"):
            raise conflict()
        return self._invite(new, known)

    def _invite(self, new: NewUser, expired: UserRecord | None) -> Created:
        active = new.invite_mode == "NONE"
        status, sso = ("ACTIVE" if active else "INVITED"), active and self.sso
        if expired is None:
            user = self._people.add(new.name, new.email, role=new.role, status=status, sso=sso)
        else:
            developer = self._people.is_developer_at_first(new.role)
            user = self._people.put(
                replace(expired, name=new.name, role=new.role, status=status, is_developer=developer, sso=sso)
            )
        if new.invite_mode == "EMAIL_LINK":
            self.postbox.send_invitation(user.email)
        return Created(user, new=True, temporary_password=self._password_for(new))

    def _password_for(self, new: NewUser) -> str | None:
        if new.invite_mode != "TEMPORARY_PASSWORD":
            return None
        self.issued_passwords.append(temporary_password(self.ids))
        return self.issued_passwords[-1]

    def get_user(self, key: Key, user_id: str) -> UserRecord:
        """Without the right to read the answer is 404, never 403."""
        user = self._known(user_id)
        if not rights.may_read_users(key):
            raise not_found()
        return user

    def update_user(self, key: Key, user_id: str, changes: Changes) -> UserRecord:
        user = self._known(user_id)
        rights.demand_changing(key, changes)
        return self._people.put(changes.applied_to(user))

    def delete_user(self, key: Key, user_id: str) -> None:
        """Final. The user's keys go too, and the address can never be invited again. Repeating it changes nothing."""
        user = self._once_known(user_id)
        rights.demand(key, "USER_DELETE")
        if key.user_id == user_id:
            raise malformed("You cannot delete yourself.")
        self.forget(user)

    def resend_user_invitation(self, key: Key, user_id: str) -> None:
        user = self._known(user_id)
        rights.demand(key, "USER_CREATE")
        if self.sso:
            raise malformed("Invitations are not mailed while login by SAML is enforced.")
        if user.status != "INVITED":
            raise malformed("The user has no pending invitation.")
        self.postbox.send_invitation(user.email)

    def reset_user_password(self, key: Key, user_id: str) -> None:
        user = self._known(user_id)
        rights.demand(key, "USER_UPDATE")
        if self.sso or user.sso:
            raise malformed("The user logs in through SSO and has no password.")
        if user.status != "ACTIVE":
            raise malformed("The user has not verified the email address yet.")
        self.postbox.send_reset(user.email)

    def add_organization_user(self, key: Key, org_id: str, new: NewMember) -> Membership:
        """An upsert: somebody who is in the organization already gets another role."""
        self.places.demand_running_organization(key, org_id)
        self._demand_fitting(new)
        return self.places.join(org_id, new.user_id, new.role)

    def add_space_user(self, key: Key, space_id: str, new: NewMember) -> Membership:
        self.places.demand_running_space(key, space_id)
        self._demand_fitting(new)
        self.places.demand_membership_above(space_id, new.user_id)
        return self.places.join(space_id, new.user_id, new.role)

    def _demand_fitting(self, new: NewMember) -> None:
        demand_suiting(self._known(new.user_id), new.role)
        if new.role.custom_id and all(new.role.custom_id != role.id for role in self._roles if not role.is_predefined):
            raise invalid("There is no custom role with this id.")

    def _known(self, user_id: str) -> UserRecord:
        user = self._once_known(user_id)
        if user.deleted:
            raise not_found()
        return user

    def _once_known(self, user_id: str) -> UserRecord:
        if not is_well_formed(user_id):
            raise malformed("The user id is malformed.")
        user = self._people.by_id(user_id)
        if user is None:
            raise not_found()
        return user
