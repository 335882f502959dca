"""What a command answered, as a message."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import TYPE_CHECKING, TypedDict

from bot.command import ONLY_SEEN, Help, Identity, Listing, OneUser, SomeRoles, SomeUsers, Told
from bot.domain.policy import Verdict
from bot.slack.blockkit import (
    actions,
    bold,
    button,
    clip,
    code,
    context,
    divider,
    escape,
    header,
    joined,
    length,
    limits,
    lines,
    markup,
    mrkdwn,
    plain,
    section,
    tidy,
)
from bot.slack.views.presses import CHECK, PRESS, TURN, Press, buttons, press_button
from bot.slack.views.users import user_card, user_line
from bot.slack.views.words import MARKS

if TYPE_CHECKING:
    from bot.arize import RoleInfo
    from bot.command import Ability, Outcome
    from bot.slack.blockkit import Block, Element, Markup

VERDICTS = {
    Verdict.RUN: ":white_check_mark: {names} at once: {why}",
    Verdict.REQUEST: ":ballot_box_with_ballot: {names}: {why}",
    Verdict.REFUSE: ":no_entry: {names}: {why}",
}


class Message(TypedDict):
    """`text` is what notifications and screen readers say."""

    text: str
    blocks: list[Block]


def message(text: str, *blocks: Block) -> Message:
    return {"text": clip(escape(tidy(text)), limits.TEXT), "blocks": list(blocks)}


def sentence(mark: str, words: str) -> Message:
    """Something said in one sentence, with a mark before it."""
    return message(words, section(mrkdwn(markup("{mark} {words}", mark=mark, words=words))))


@singledispatch
def show(outcome: Outcome) -> Message:
    raise TypeError(f"Nobody drew a view for {type(outcome).__name__}")


@show.register
def _(told: Told) -> Message:
    said = markup("{mark} {name}: {words}", mark=MARKS[told.mark], name=bold(told.mark.value), words=told.sentence)
    details = [context(plain(told.to_asker.get(detail, detail))) for detail in told.details if detail]
    card = user_card(told.user) if told.user else ()
    check = [button("Check", CHECK, value=told.check)] if told.check else []
    ways = buttons(told.actions, *check)
    return message(f"{told.mark.value}: {told.sentence}", section(mrkdwn(said)), *details, *card, *ways)


@show.register
def _(one: OneUser) -> Message:
    return message(f"{one.user.name}, {one.user.email}", *user_card(one.user), *buttons(one.actions))


@show.register
def _(some: SomeUsers) -> Message:
    rows = [user_line(user, offered) for user, offered in some.users]
    if not rows:
        nobody = "No user whom you may see is on this page." if some.is_partial else "No user matches."
        rows = [section(plain(f"{nobody} {some.listing.hint}".rstrip()))]
    if some.is_partial:
        rows.append(context(plain(ONLY_SEEN)))
    title = "Users" if not some.listing.cursors else f"Users, page {len(some.listing.cursors) + 1}"
    return message(title, header(title), _filters(some.listing), *rows, *_ways_on(some))


def _filters(listing: Listing) -> Block:
    said = [markup("Oldest first")]
    if listing.text:
        said.append(markup("address contains {text}", text=code(listing.text)))
    if listing.status:
        said.append(markup("status {status}", status=", ".join(listing.status).lower()))
    return context(mrkdwn(joined(" · ", *said)))


def _ways_on(some: SomeUsers) -> tuple[Block, ...]:
    """The other pages, and all of them as a file where there is somebody to put in."""
    listing = some.listing
    ways: list[Element] = []
    if listing.cursors:
        ways.append(_turn("Older", replace(listing, cursors=listing.cursors[:-1])))
    if some.next_cursor:
        ways.append(_turn("Newer", replace(listing, cursors=(*listing.cursors, some.next_cursor))))
    if some.users:
        ways.append(_export(listing))
    return (actions(*ways),) if ways else ()


def _export(listing: Listing) -> Element:
    carried = {"text": listing.text, "status": listing.status, "export": True}
    return button("Export as CSV", f"{PRESS}list", value=Press("list", None, carried).to_value())


def _turn(label: str, listing: Listing) -> Element:
    """The way back shortens when cursors grow too long for a button: the first pages are forgotten first."""
    value = Press("list", None, {"text": listing.text, "status": listing.status, "cursors": listing.cursors}).to_value()
    if length(value) > limits.BUTTON_VALUE:
        return _turn(label, replace(listing, cursors=listing.cursors[1:]))
    return button(label, f"{TURN}list:{label.lower()}", value=value)


@show.register
def _(some: SomeRoles) -> Message:
    return message(
        "Roles", header("Roles"), *[section(mrkdwn(_role(role))) for role in some.roles[: limits.MESSAGE_BLOCKS - 1]]
    )


def _role(role: RoleInfo) -> Markup:
    kind = "predefined" if role.is_predefined else "custom"
    permissions = clip(", ".join(role.permissions), 200)
    return lines(markup("{name} · {kind}", name=bold(role.name), kind=kind), role.description or "", permissions)


@show.register
def _(help_: Help) -> Message:
    said = _misunderstood(help_) if help_.unknown else ()
    rows = [_ability(ability) for ability in help_.abilities if ability.action.command != "help"]
    return message("What you can do here", *said, header("What you can do here"), *rows)


def _misunderstood(help_: Help) -> tuple[Block, ...]:
    meant = markup(" Did you mean {names}?", names=" or ".join(help_.suggestions)) if help_.suggestions else ""
    return (section(mrkdwn(markup("There is no command “{word}”.{meant}", word=help_.unknown, meant=meant))), divider())


def _ability(ability: Ability) -> Block:
    usage = joined(" · ", *filter(None, (code(ability.usage), _others(ability))))
    return section(mrkdwn(lines(usage, ability.summary)), accessory=press_button(ability.action))


def _others(ability: Ability) -> Markup | None:
    """How many have to approve it; None where it is done at once, for some people or roles at least."""
    needed = ability.decision.needed
    if ability.decision.verdict is not Verdict.REQUEST:
        return None
    others = "1 other approves" if needed == 1 else f"{needed} others approve"
    said = f"at least {others}" if ability.is_stricter_for_some else others
    return markup(":ballot_box_with_ballot: {said}", said=said)


@show.register
def _(identity: Identity) -> Message:
    person = identity.person
    who = lines(bold(person.name), markup("{standing} · {id}", standing=person.standing.value, id=code(person.id)))
    rows = [context(mrkdwn(_verdict(*key, commands))) for key, commands in _by_reason(identity.abilities).items()]
    return message(
        f"You are {person.name}", section(mrkdwn(who)), section(mrkdwn(_account(identity))), divider(), *rows
    )


def _account(identity: Identity) -> Markup:
    if identity.user:
        return markup("In Arize AX you are {email}.", email=code(identity.user.email))
    if identity.person.email is None:
        return markup("Slack shows no e-mail address for you, so your Arize AX user cannot be found.")
    if not identity.account_checked:
        return markup("Arize did not answer, so your Arize AX user could not be looked up.")
    return markup("Nobody in Arize AX has your address {email}.", email=code(identity.person.email))


def _by_reason(abilities: tuple[Ability, ...]) -> dict[tuple[Verdict, str], list[str]]:
    """The commands that are allowed or refused for the same reason, together."""
    found: dict[tuple[Verdict, str], list[str]] = {}
    for ability in abilities:
        found.setdefault((ability.decision.verdict, _why(ability)), []).append(ability.action.command)
    return found


def _why(ability: Ability) -> str:
    """How many approvals it takes stands in the reason."""
    why, worst = ability.decision.why, ability.at_worst
    if worst is None or not ability.decision.allows or not ability.is_stricter_for_some:
        return why
    more = "others have to approve it" if ability.decision.runs else "it takes more"
    return f"{why} For some people or roles {more}{'' if worst.allows else ', or it is refused'}."


def _verdict(verdict: Verdict, why: str, commands: list[str]) -> Markup:
    return markup(VERDICTS[verdict], names=bold(", ".join(commands)), why=why)
