"""`policy explain`: what the policy says to somebody, and why."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.app.policies import policy_of
from bot.app.running import slack_client
from bot.command import Concern
from bot.commands import discover
from bot.domain.errors import Mistake
from bot.domain.policy import Verdict, admit
from bot.slack.directory import Directory
from bot.slack.identity import identify
from bot.slack.web import slack_session
from bot.workflow.questions import answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from bot.command import Command
    from bot.domain.people import Person
    from bot.domain.policy import Decision
    from bot.domain.rules import Policy
    from bot.settings import Settings


@dataclass(frozen=True)
class Why:
    """Who was asked about, and the answer."""

    person: Person
    operation: str
    decision: Decision

    def lines(self) -> Iterator[str]:
        """For a terminal."""
        person, decision = self.person, self.decision
        groups = ", ".join(sorted(person.groups)) or "none of the policy's"
        yield f"{person.name} ({person.id}), {person.standing.value}, user groups: {groups}"
        yield f"{self.operation}: {decision.verdict.value}. {decision.why}"
        if decision.verdict is Verdict.REQUEST:
            yield f"It takes {decision.needed} of: {', '.join(decision.approvers) or 'nobody'}."


async def why(settings: Settings, slack_id: str, operation: str, target: str | None, role: str | None) -> Why:
    """Asks Slack who the person is and which groups they are in, and writes nothing anywhere.

    Raises Mistake for an operation that there is not, and what `running` raises.
    """
    command = _command(operation)
    policy = policy_of(settings)
    async with slack_session() as session:
        web = slack_client(settings, session)
        identity = await identify(web)
        people = Directory.remembering(web, settings.directory_ttl, time.monotonic)
        person = await people.person(slack_id)
        groups = await people.groups_of(person.id, policy.groups)
    known = replace(person, groups=groups)
    admitted = admit(known, identity.team_id)
    decision = answered(policy, known, command, Concern(target, role)) if admitted.allows else admitted
    return Why(known, command.name, decision)


def answered(policy: Policy, person: Person, command: Command[Any], concern: Concern) -> Decision:
    """What the gate would say; without an address, the best that may become of it."""
    return answer(policy, person, command, concern, is_complete=concern.email is not None)


def _command(name: str) -> Command[Any]:
    commands = discover()
    for command in commands:
        if command.name == name:
            return command
    raise Mistake(f"There is no operation “{name}”. There are: {', '.join(command.name for command in commands)}.")
