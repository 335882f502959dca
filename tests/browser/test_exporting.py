"""A list of users as a file, on the demo's page and with the real bot behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from tests.browser.tab import Tab

pytestmark = pytest.mark.browser


def test_a_list_is_downloaded_from_the_direct_message(tab: Tab) -> None:
    """The button below the list sends it; the link in the direct message has every user that the filter left."""
    tab.opens().types("/ax-user list ada@example.com")
    tab.clicks(".message .button", "Export as CSV")
    tab.sees(".message.ephemeral", "1 user is in arize-ax-users-")
    tab.clicks(".room", "ax-user-bot")
    link = tab.sees("a.file", "arize-ax-users-").get_attribute("href") or ""
    content = httpx.get(link, trust_env=False).content.decode("utf-8-sig")
    assert content.startswith("id,name,email,role,status,developer,created_at\n")
    assert "Ada Byron,ada@example.com,MEMBER,ACTIVE" in content
