"""The organizations of an account, their spaces, and who is in them with which role. No HTTP in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.arize import rights
from bot.simulator.arize.identifiers import is_well_formed, opaque_id
from bot.simulator.arize.pages import Page, page
from bot.simulator.arize.records import Membership, OrganizationRecord, PlaceRole, SpaceRecord
from bot.simulator.arize.refusals import Refused, malformed, not_found

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from random import Random

    from bot.simulator.arize.records import Key, PlaceQuery, UserRecord

ADMIN = PlaceRole("ADMIN")


class Places:
    """`organizations` and `spaces` are in the order in which they were made."""

    def __init__(self, *, clock: Callable[[], datetime], ids: Random) -> None:
        self._clock = clock
        self._ids = ids
        self.organizations: list[OrganizationRecord] = []
        self.spaces: list[SpaceRecord] = []
        self._members: dict[tuple[str, str], Membership] = {}

    def add_organization(self, name: str, description: str = "") -> OrganizationRecord:
        serial = len(self.organizations) + 1
        made = OrganizationRecord(
            opaque_id("Organization", serial, self._ids), serial, name, description, self._clock()
        )
        self.organizations.append(made)
        return made

    def add_space(
        self, organization: OrganizationRecord, name: str, description: str = "", *, is_private: bool = False
    ) -> SpaceRecord:
        serial = len(self.spaces) + 1
        space_id = opaque_id("Space", serial, self._ids)
        made = SpaceRecord(space_id, serial, organization.id, name, description, is_private, self._clock())
        self.spaces.append(made)
        return made

    def join(self, place_id: str, user_id: str, role: PlaceRole) -> Membership:
        """Put somebody into an organization or a space, or give them another role there."""
        known = self._members.get((place_id, user_id))
        made = known.id if known else opaque_id("Membership", len(self._members) + 1, self._ids)
        self._members[place_id, user_id] = Membership(made, place_id, user_id, role)
        return self._members[place_id, user_id]

    def leave(self, place_id: str, user_id: str) -> None:
        """Raises KeyError where they are not in it."""
        del self._members[place_id, user_id]

    def role_of(self, user_id: str, *names: str) -> str | None:
        """The predefined role in the organization of this name, or in its space where two names are given."""
        organization = next(each for each in self.organizations if each.name == names[0])
        inside = [each for each in self.spaces if each.organization_id == organization.id and each.name in names[1:]]
        membership = self._members.get((inside[0].id if names[1:] else organization.id, user_id))
        return membership.role.name if membership else None

    def forget(self, user_id: str) -> None:
        """Somebody was deleted: they are in nothing any more."""
        self._members = {key: value for key, value in self._members.items() if value.user_id != user_id}

    def list_organizations(self, key: Key, query: PlaceQuery) -> Page[OrganizationRecord]:
        rights.demand_reading_places(key, "organizations")
        wanted = query.name.casefold()
        found = [each for each in self.organizations if wanted in each.name.casefold()]
        return page(found, limit=query.limit, cursor=query.cursor, filters=wanted)

    def list_spaces(self, key: Key, query: PlaceQuery) -> Page[SpaceRecord]:
        rights.demand_reading_places(key, "spaces")
        if query.org_id is not None:
            self._organization(query.org_id)
        wanted = query.name.casefold()
        found = [
            each
            for each in self.spaces
            if wanted in each.name.casefold() and query.org_id in (None, each.organization_id)
        ]
        return page(found, limit=query.limit, cursor=query.cursor, filters=(wanted, query.org_id))

    def demand_running_organization(self, key: Key, org_id: str) -> None:
        organization = self._organization(org_id)
        rights.demand_running(key, "organization", runs_it=self._runs(key, organization.id))

    def demand_running_space(self, key: Key, space_id: str) -> None:
        space = self._space(space_id)
        runs_it = self._runs(key, space.id) or self._runs(key, space.organization_id)
        rights.demand_running(key, "space", runs_it=runs_it)

    def demand_membership_above(self, space_id: str, user_id: str) -> None:
        """400 unless somebody is in the space's organization."""
        if (self._space(space_id).organization_id, user_id) not in self._members:
            raise malformed("The user is not a member of the space's organization.")

    def remove_organization_user(self, key: Key, org_id: str, user_id: str) -> None:
        """And out of all of its spaces."""
        self.demand_running_organization(key, org_id)
        self._expel(org_id, user_id)
        for space in self.spaces:
            if space.organization_id == org_id:
                self._members.pop((space.id, user_id), None)

    def remove_space_user(self, key: Key, space_id: str, user_id: str) -> None:
        self.demand_running_space(key, space_id)
        self._expel(space_id, user_id)

    def _expel(self, place_id: str, user_id: str) -> None:
        _insist_on_form(user_id, "user")
        if (place_id, user_id) not in self._members:
            raise Refused(404, "The user is not a member.")
        self.leave(place_id, user_id)

    def _runs(self, key: Key, place_id: str) -> bool:
        membership = self._members.get((place_id, key.user_id)) if key.user_id else None
        return membership is not None and membership.role == ADMIN

    def _organization(self, org_id: str) -> OrganizationRecord:
        _insist_on_form(org_id, "organization")
        found = next((each for each in self.organizations if each.id == org_id), None)
        if found is None:
            raise not_found("organization")
        return found

    def _space(self, space_id: str) -> SpaceRecord:
        _insist_on_form(space_id, "space")
        found = next((each for each in self.spaces if each.id == space_id), None)
        if found is None:
            raise not_found("space")
        return found


def demand_suiting(user: UserRecord, role: PlaceRole) -> None:
    """Annotators of the account are annotators everywhere, and nobody else is one anywhere."""
    if (user.role == "ANNOTATOR") is not (role.name == "ANNOTATOR"):
        raise malformed("The role ANNOTATOR is for annotators of the account, and they can have no other role.")


def _insist_on_form(identifier: str, what: str) -> None:
    if not is_well_formed(identifier):
        raise malformed(f"The {what} id is malformed.")
