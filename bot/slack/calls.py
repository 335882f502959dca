"""Calls to Slack, and a word about each to whoever counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.http_retry.request import HttpRequest
    from slack_sdk.http_retry.response import HttpResponse
    from slack_sdk.http_retry.state import RetryState
    from slack_sdk.web.async_slack_response import AsyncSlackResponse

RESPONSE_URL = "response_url"
"""What stands for a method's name where there is none."""
OK, TOO_MANY = 200, 429
RETRIES = 2
"""After a 429, as often as this; Slack did nothing then."""
DELIVERS = {"chat.postMessage": "channel", "chat.update": "channel", "files.completeUploadExternal": "channel_id"}
"""The methods that bring something before somebody, and the name of where."""
TO_A_PERSON = ("D", "U", "W")
"""How the ids of direct messages and of people begin (https://docs.slack.dev/apis/web-api/)."""


class SlackWatcher(Protocol):
    """Who counts. `status` is ok, Slack's word for what went wrong, an HTTP status, or none."""

    def called(self, method: str, status: str) -> None: ...

    def limited(self, method: str) -> None: ...

    def delivered(self, kind: str, *, taken: bool) -> None: ...


class Nobody:
    """Watches nothing."""

    def called(self, method: str, status: str) -> None: ...

    def limited(self, method: str) -> None: ...

    def delivered(self, kind: str, *, taken: bool) -> None: ...


class WatchedClient(AsyncWebClient):
    """Every method of the Web API ends in `api_call`."""

    watcher: SlackWatcher = Nobody()

    async def api_call(self, api_method: str, **options: Any) -> AsyncSlackResponse:  # noqa: ANN401 - as the SDK has it
        status = "none"
        try:
            answer = await super().api_call(api_method, **options)
            status = "ok"
        except SlackApiError as error:
            status = _status(error)
            raise
        finally:
            self.watcher.called(api_method, status)
            self._delivered(api_method, options.get("json") or options.get("params") or {}, taken=status == "ok")
        return answer

    def _delivered(self, method: str, arguments: Mapping[str, Any], *, taken: bool) -> None:
        if method in DELIVERS:
            place = str(arguments.get(DELIVERS[method], ""))
            self.watcher.delivered("direct_message" if place.startswith(TO_A_PERSON) else "card", taken=taken)


class WatchedLimits(AsyncRateLimitErrorRetryHandler):
    """Tries again after a 429, and nothing else; is shown every answer, also those after which it does not."""

    def __init__(self, watcher: SlackWatcher) -> None:
        super().__init__(max_retry_count=RETRIES)
        self._watcher = watcher

    async def can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if error is None and response is not None and response.status_code == TOO_MANY:
            self._watcher.limited(request.url.rpartition("/")[2])
        return await super().can_retry_async(state=state, request=request, response=response, error=error)


def _status(error: SlackApiError) -> str:
    """Slack's own word, else the HTTP status."""
    data = getattr(error.response, "data", None)
    said = data.get("error") if isinstance(data, dict) else None
    return str(said or getattr(error.response, "status_code", None) or getattr(error.response, "status", "none"))
