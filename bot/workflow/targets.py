"""From what somebody typed or picked to the user as the API has them now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.command import Concern
from bot.domain.errors import Mistake, Refused, Unavailable
from bot.domain.people import Standing
from bot.domain.references import ByEmail, ById, ByMention, Reference

if TYPE_CHECKING:
    from bot.arize import ArizeClient, User
    from bot.command import Command
    from bot.domain.people import Person
    from bot.workflow.gate import Gate
    from bot.workflow.ports import People


NOBODY = "Slack does not know who wrote this message, so there is nobody to invite."
SILENT = "Slack does not say who wrote this message. Try again in a minute."
NOT_A_COLLEAGUE = {
    Standing.BOT: "{name} is an app and no person, so there is nobody to invite.",
    Standing.DEACTIVATED: "The Slack account of {name} is deactivated. Give their address to “create”.",
    Standing.GUEST: "{name} is a guest here, and the address in a guest's profile proves nothing. Give it to “create”.",
    Standing.EXTERNAL: "{name} is from another organization, and what their profile says proves nothing. "
    "Give their address to “create”.",
}
"""Why somebody is not invited by what their Slack profile says."""


@dataclass(frozen=True)
class Targets:
    gate: Gate
    people: People

    async def find(self, arize: ArizeClient, asker: Person, command: Command[Any], reference: Reference) -> User:
        """The user that `reference` names.

        The policy is asked before the look-up, so that a refusal tells nothing about who has an account, and again
        with the address that the API gives.
        Raises Refused, Mistake (nobody is there), or what `arize` raises.
        """
        address = await self._address(reference)
        await self.gate.insist(asker, command, Concern(address))
        user = await _look_up(arize, reference, address, is_to_change=command.changes)
        await self.gate.insist(asker, command, Concern(user.email))
        return user

    async def author(self, slack_id: str) -> Person:
        """Whoever wrote a message, as Slack says now: a full member with an address. Raises Mistake, Unavailable."""
        if not slack_id:
            raise Mistake(NOBODY)
        try:
            return self._colleague(await self.people.person(slack_id, fresh=True))
        except Refused:
            raise Mistake(NOBODY) from None
        except Unavailable as error:
            raise Unavailable(SILENT) from error

    def _colleague(self, person: Person) -> Person:
        is_stranger = person.standing.is_full_member and person.team_id != self.gate.team_id
        why = NOT_A_COLLEAGUE.get(Standing.EXTERNAL if is_stranger else person.standing)
        if why is not None:
            raise Mistake(why.format(name=person.name))
        if person.email is None:
            raise Mistake(f"Slack shows no e-mail address for {person.name}. Give it to “create”.")
        return person

    async def _address(self, reference: Reference) -> str | None:
        if isinstance(reference, ByMention):
            return await self._profile_address(reference.slack_id)
        return reference.email if isinstance(reference, ByEmail) else None

    async def _profile_address(self, slack_id: str) -> str:
        """The address in a Slack profile. A stranger's or a guest's proves nothing, so it is not used."""
        person = await self.people.person(slack_id)
        if person.team_id != self.gate.team_id or not person.standing.is_full_member:
            raise Mistake(f"{person.name} is not a full member of this Slack. Give their e-mail address instead.")
        if person.email is None:
            raise Mistake(f"Slack shows no e-mail address for {person.name}. Give the address instead.")
        return person.email


async def _look_up(arize: ArizeClient, reference: Reference, address: str | None, *, is_to_change: bool) -> User:
    if isinstance(reference, ById):
        return await arize.get_user(reference.id)
    user = await arize.find_user(address or "", is_to_change=is_to_change)
    if user is None:
        raise Mistake(f"Nobody in Arize AX has the address {address}. They may have been deleted: the two look alike.")
    return user
