"""Every door leads through here: who is asking, and may they."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.domain.errors import Refused
from bot.domain.policy import Decision, Question, admit, decide

if TYPE_CHECKING:
    from bot.command import Command
    from bot.domain.people import Person
    from bot.workflow.ports import People


@dataclass(frozen=True)
class Gate:
    people: People
    team_id: str

    async def admit(self, slack_id: str, team_id: str, *, fresh: bool = False) -> Person:
        """The person behind a click; `fresh` where something is about to be changed in their name.

        Raises Refused for everybody but full members, Unavailable where Slack is mute.
        """
        if team_id != self.team_id:
            raise Refused("This app serves another workspace, so it cannot act for you.")
        person = await self.people.person(slack_id, fresh=fresh)
        decision = admit(person, self.team_id)
        if not decision.allows:
            raise Refused(decision.why)
        return person

    def ask(self, person: Person, command: Command[Any], about: str | None) -> Decision:
        """`about` is the e-mail address of the user it is about, None while there is none."""
        return decide(Question(person, command.name, command.open_to, about))

    def insist(self, person: Person, command: Command[Any], about: str | None) -> Decision:
        """The same; raises Refused where the answer is no."""
        decision = self.ask(person, command, about)
        if not decision.allows:
            raise Refused(decision.why)
        return decision
