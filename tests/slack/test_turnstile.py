"""Work begins one after the other, so that what is due at once need not wait for all of it."""

from __future__ import annotations

import asyncio

from bot.slack.background import Background


async def test_what_is_due_waits_for_one_piece_of_work_and_not_for_all() -> None:
    """A hundred begin in a hundred turns of the loop, in the order in which they came."""
    background, begun = Background(), []

    async def work(number: int) -> None:
        begun.append(number)

    for number in range(100):
        background.spawn(work(number))
    for _ in range(50):
        await asyncio.sleep(0)
    assert 40 <= len(begun) <= 50
    await background.idle()
    assert begun == list(range(100))


async def test_a_single_piece_begins_at_once() -> None:
    """Nobody waits where nobody else is there."""
    background, begun = Background(), []

    async def work() -> None:
        begun.append(1)

    background.spawn(work())
    await asyncio.sleep(0)
    assert begun == [1]


async def test_whoever_is_cut_while_waiting_holds_nobody_up() -> None:
    """Those behind it begin all the same."""
    background, begun = Background(), []

    async def work(number: int) -> None:
        begun.append(number)

    tasks = [background.spawn(work(number)) for number in range(4)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    tasks[2].cancel()
    await background.idle()
    assert begun == [0, 3]
