"""Who knows whom: the parts of the bot, put together from the ways out that `app` opened."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.app.batching import batches
from bot.app.bell import Bell
from bot.app.deciding import decisions
from bot.app.storing import utc_now
from bot.app.watching import WatchedSweep, told
from bot.commands import discover
from bot.slack.announcer import Announcer
from bot.slack.batching import Batching
from bot.slack.choosing import Choosing
from bot.slack.clicks import Clicks
from bot.slack.direct_messages import DirectMessages
from bot.slack.directory import Directory
from bot.slack.files import Files
from bot.slack.handling import Handling
from bot.slack.home_tabs import HomeTabs
from bot.slack.instant import Instant
from bot.slack.leaver_cards import LeaverCards
from bot.slack.leaving import Leavers
from bot.slack.listeners import Listeners
from bot.slack.modals import Modals
from bot.slack.picker import Picker
from bot.slack.previews import Previews
from bot.slack.replies import Replies
from bot.slack.review_cards import ReviewCards
from bot.slack.reviewing import Reviewing
from bot.slack.roster import Roster
from bot.slack.uploads import Uploads
from bot.slack.welcoming import Welcome
from bot.workflow.addressees import Addressees
from bot.workflow.announcements import Announcements
from bot.workflow.batches.drafting import Drafting
from bot.workflow.census import Census
from bot.workflow.checks import Checks
from bot.workflow.desk import Desk
from bot.workflow.doubts import Doubts
from bot.workflow.endings import DELETE, Endings
from bot.workflow.exports import ExportDesk
from bot.workflow.farewells import Farewells
from bot.workflow.filing import Filing
from bot.workflow.gate import Gate
from bot.workflow.home import LISTER, Overview
from bot.workflow.homes import Homes
from bot.workflow.leaving import Leaving
from bot.workflow.passwords import PasswordDesk
from bot.workflow.records import Archive
from bot.workflow.reviews import Reviews
from bot.workflow.rolls import REVIEWER, Rolls
from bot.workflow.runs import Runs
from bot.workflow.suggestions import Suggestions
from bot.workflow.sweep import chores
from bot.workflow.targets import Targets
from bot.workflow.timing import Timing
from bot.workflow.unwritten import Unwritten
from bot.workflow.walks import Walks

if TYPE_CHECKING:
    from bot.app.edges import Edges
    from bot.command import Command
    from bot.settings import Settings
    from bot.workflow.sweep import Sweep


@dataclass(frozen=True)
class Wired:
    """What hears Slack, and what looks after work that is due or could not be written down."""

    listeners: Listeners
    sweep: Sweep
    unwritten: Unwritten


def wired(settings: Settings, edges: Edges) -> Wired:
    return _Wiring(settings, edges).put_together()


def timing_of(settings: Settings) -> Timing:
    return Timing(settings.request_ttl, settings.reminder, settings.lease)


class _Wiring:
    def __init__(self, settings: Settings, edges: Edges) -> None:
        self.settings, self.edges = settings, edges
        self.timing, self.bell = timing_of(settings), Bell(edges.background)
        self.people = Directory.remembering(edges.web, settings.directory_ttl, time.monotonic)
        self.gate = Gate(self.people, edges.identity.team_id, edges.policy, edges.ledger, utc_now)
        self.addressees = Addressees(self.people, settings.approvals_channel)
        self.commands = discover()
        self.archive = Archive(self.gate, edges.ledger, self.commands)
        self.rolls = Rolls(self.gate, edges.reviews, edges.leavers, self._command(REVIEWER), self._command(DELETE))
        self.reviews = self._reviews()
        self.desk = self._desk()
        endings = Endings(edges.ledger, utc_now, self.timing, self.bell.ring, edges.pace.insists)
        self.doubts = Doubts(edges.arize, self.archive, edges.ledger, endings)
        self.runs = Runs(edges.ledger, Checks(self.desk, edges.ledger), endings)
        self.decisions = decisions(edges, self.desk, self.doubts, self.timing, self.bell, settings.approvals_channel)
        self.homes = self._homes()
        self.drafting = Drafting(edges.batch_book, Uploads(edges.web, edges.session), utc_now, _new_id)
        self.announcements = self._announcements()
        self.batches = batches(
            edges.web, self.desk, edges.batch_book, self.runs, self.announcements, self.drafting, self.bell.ring
        )
        self.leaving = self._leaving()
        self.unwritten = Unwritten(self.leaving.heard)

    def put_together(self) -> Wired:
        sweep = self._sweep()
        self.bell.hang(sweep.round)
        handling = self._handling()
        modals = handling.modals
        reviewing = Reviewing(self.decisions, handling, handling.replies, modals)
        batching = Batching(self.batches.steering, self.batches.reports, handling.replies)
        leavers = Leavers(self.leaving, self.unwritten, handling, handling.replies, self.settings.leavers)
        choosing = Choosing(self.rolls, handling, handling.replies, modals)
        listeners = Listeners(
            handling,
            Clicks(handling, reviewing, batching, leavers, choosing),
            reviewing,
            Picker(self.desk),
            Welcome(self.homes),
            leavers,
            choosing,
            Instant(self.desk),
            self.edges.background,
            self.edges.monitor.doors,
        )
        return Wired(listeners, sweep, self.unwritten)

    def _command(self, name: str) -> Command[Any]:
        return next(command for command in self.commands if command.name == name)

    def _desk(self) -> Desk:
        edges, settings = self.edges, self.settings
        passwords = PasswordDesk(
            self.people,
            DirectMessages(edges.web),
            edges.ledger,
            utc_now,
            settings.password_ttl,
            edges.identity.team_id,
            edges.pace.insists,
        )
        targets = Targets(self.gate, self.people)
        suggestions = Suggestions(edges.arize, time.monotonic)
        exports = ExportDesk(Files(edges.web, edges.session), edges.ledger, utc_now)
        return Desk(
            self.gate,
            targets,
            edges.arize,
            passwords,
            self.archive,
            suggestions,
            self.commands,
            settings.page_size,
            exports,
            self.reviews,
        )

    def _announcements(self) -> Announcements:
        edges = self.edges
        return Announcements(
            Announcer(edges.web),
            self.gate,
            self.archive,
            edges.ledger,
            self.timing,
            utc_now,
            self.addressees,
            self.bell.ring,
        )

    def _sweep(self) -> Sweep:
        duties = chores(
            self.runs,
            self.doubts,
            self.decisions,
            self.announcements,
            self.desk.passwords,
            self.homes,
            self.batches.turns,
            self.batches.reports,
            self.batches.steering,
            self.leaving,
            self.reviews,
        )
        meter = self.edges.monitor.work
        return WatchedSweep(
            self.edges.ledger,
            duties,
            utc_now,
            self.timing.lease,
            self.edges.pace.chores,
            partial(told, meter),
            lambda: self.edges.background.is_ending,
            meter=meter,
        )

    def _leaving(self) -> Leaving:
        edges, command = self.edges, self._command(DELETE)
        farewells = Farewells(LeaverCards(edges.web), self.gate, edges.leavers, self.addressees, command)
        return Leaving(self.desk, edges.leavers, farewells, self.timing, utc_now, _new_id, self.bell.ring)

    def _reviews(self) -> Reviews:
        edges, cards = self.edges, ReviewCards(self.edges.web)
        walks = Walks(edges.arize, Roster(edges.web), self.rolls, edges.reviews, cards, utc_now)
        spawn = edges.background.spawn
        return Reviews(
            edges.reviews, self.rolls, walks, cards, edges.ledger, self.timing, utc_now, _new_id, spawn, self.bell.ring
        )

    def _homes(self) -> Homes:
        edges = self.edges
        census = Census(
            edges.arize,
            edges.book,
            edges.ledger,
            self.desk.command(LISTER),
            self.settings.counts_ttl,
            utc_now,
            edges.background.spawn,
            self.bell.ring,
        )
        overview = Overview(self.desk, edges.book, census, edges.pulse, edges.leavers, edges.batch_book, utc_now)
        return Homes(overview, edges.book, HomeTabs(edges.web), utc_now)

    def _handling(self) -> Handling:
        edges = self.edges
        filing = Filing(
            self.desk, edges.ledger, self.runs, self.timing, utc_now, _new_id, self.bell.ring, self.drafting
        )
        modals = Modals(edges.web)
        replies = Replies(edges.web, edges.session, modals)
        previews = Previews(self.desk, self.drafting, modals, replies)
        return Handling(self.desk, filing, edges.ledger, replies, modals, edges.background, previews)


def _new_id() -> str:
    return uuid4().hex
