"""How one request leaves, once. What aiohttp raises ends here, because it carries the request, and with it the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
from aiohttp.hdrs import AUTHORIZATION

if TYPE_CHECKING:
    from aiohttp import ClientHandlerType, ClientRequest, ClientResponse
    from pydantic import SecretStr

SURELY_NOT_SENT = (
    aiohttp.ClientConnectorError,  # DNS, refusal, TLS, a proxy that is out of reach
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,  # a proxy that refuses the tunnel
)
"""What aiohttp raises before it has a connection to the API, and never later."""


class UnansweredError(Exception):
    """No answer began. `was_sent` is False where the request surely never left; the text is the kind of trouble."""

    def __init__(self, error: Exception) -> None:
        super().__init__(type(error).__name__)
        self.was_sent = not isinstance(error, SURELY_NOT_SENT)


class SentOnce:
    """A middleware of aiohttp's client.

    Puts the key into each request as it leaves, and keeps it out of everything that lives longer. The client would
    send a GET or a DELETE again by itself, where a connection that it had kept breaks; it leaves alone what it does
    not know, such as an UnansweredError. So whoever asked decides, and knows of the doubt.
    https://docs.aiohttp.org/en/stable/client_middleware_cookbook.html
    """

    def __init__(self, api_key: SecretStr) -> None:
        self._api_key = api_key

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        request.headers[AUTHORIZATION] = f"Bearer {self._api_key.get_secret_value()}"
        try:
            return await handler(request)
        except (aiohttp.ClientError, OSError) as error:
            raise UnansweredError(error) from None
