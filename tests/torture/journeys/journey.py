"""What somebody sets out to do, told once; it is tried with everything that can go wrong on its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.torture.scene import Scene
    from tests.torture.stage import Stage


@dataclass(frozen=True)
class Journey:
    """`happened` looks into the account whether what was asked for is so; None where nothing is to change.

    `policy` is the text of a policy file. `mails` is to whom at most one mail may go.
    """

    name: str
    play: Callable[[Stage], Awaitable[None]]
    happened: Callable[[Scene], bool] | None = None
    policy: str = ""
    mails: str = ""
