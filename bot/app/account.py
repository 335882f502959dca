"""The client of the Arize AX account that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arize import ArizeClient, EnumCase
from bot.domain.errors import CannotWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.arize import Ended, RetryPolicy
    from bot.settings import Settings


def arize_client(
    settings: Settings,
    *,
    timeout: float,
    retry: RetryPolicy,
    warn_prerelease: bool = False,
    on_end: Callable[[Ended], None] | None = None,
) -> ArizeClient:
    """Raises CannotWork where the proxy that the environment names for Arize cannot be used."""
    try:
        return ArizeClient(
            settings.arize_api_key,
            base_url=settings.arize_base_url,
            enum_case=EnumCase(settings.arize_enum_case),
            timeout=timeout,
            retry=retry,
            warn_prerelease=warn_prerelease,
            on_end=on_end,
        )
    except ValueError as mistake:
        raise CannotWork(str(mistake)) from None
