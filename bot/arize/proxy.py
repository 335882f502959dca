"""The way out: through a proxy where the environment names one, as for most programs on the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.request import getproxies, proxy_bypass

from yarl import URL

from bot.arize.base_url import is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping


def proxy_for(base: URL) -> URL | None:
    """The proxy for this address by HTTPS_PROXY, ALL_PROXY and NO_PROXY, as Python reads them; None without one.

    Never one for this machine: it is no way there, and would read the key.
    Raises ValueError, which does not repeat the address, for a proxy that speaks no HTTP.
    """
    host = base.raw_host or ""
    if is_loopback(host) or proxy_bypass(f"{base.host_subcomponent}:{base.port}"):
        return None
    return _named(getproxies(), base.scheme)


def _named(proxies: Mapping[str, str], scheme: str) -> URL | None:
    text = (proxies.get(scheme) or proxies.get("all") or "").strip()
    return _address(text if "://" in text else f"http://{text}") if text else None


def _address(text: str) -> URL:
    url = _parsed(text)
    if url.scheme not in ("http", "https") or not url.raw_host:
        raise ValueError("The proxy in HTTPS_PROXY or ALL_PROXY has to begin with http:// or https://.")
    return url


def _parsed(text: str) -> URL:
    try:
        return URL(text)
    except ValueError:
        return URL()
