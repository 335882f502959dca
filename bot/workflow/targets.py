"""From what somebody typed or picked to the user as the API has them now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.command import Concern
from bot.domain.errors import Mistake
from bot.domain.references import ByEmail, ById, ByMention, Reference

if TYPE_CHECKING:
    from bot.arize import ArizeClient, User
    from bot.command import Command
    from bot.domain.people import Person
    from bot.workflow.gate import Gate
    from bot.workflow.ports import People


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
        user = await _look_up(arize, reference, address)
        await self.gate.insist(asker, command, Concern(user.email))
        return user

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


async def _look_up(arize: ArizeClient, reference: Reference, address: str | None) -> User:
    if isinstance(reference, ById):
        return await arize.get_user(reference.id)
    user = await arize.find_user(address or "")
    if user is None:
        raise Mistake(f"Nobody in Arize AX has the address {address}. They may have been deleted: the two look alike.")
    return user
