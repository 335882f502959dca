"""Where the API is. Every request carries the key, so plain http is for this machine alone."""

from __future__ import annotations

from ipaddress import ip_address

import httpx

DEFAULT_BASE_URL = "https://api.arize.com"


def checked_base_url(text: str) -> httpx.URL:
    """The address without `/v2`, which is part of the paths, and without a trailing slash.

    Raises ValueError, in words, for what is no such address.
    """
    url = _parsed(text.strip())
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError("The Arize base URL has to be an address such as https://api.arize.com.")
    if url.userinfo or url.query or url.fragment:
        raise ValueError("The Arize base URL takes no user name, query or fragment.")
    if url.scheme == "http" and not is_loopback(url.host):
        raise ValueError("The Arize base URL has to begin with https://; plain http is for this machine alone.")
    return url.copy_with(raw_path=_without_version(url.raw_path.partition(b"?")[0]) or b"/")


def is_loopback(host: str) -> bool:
    """Whether `host` can only be this machine: localhost, 127.0.0.0/8 or ::1."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _without_version(path: bytes) -> bytes:
    return path.rstrip(b"/").removesuffix(b"/v2").rstrip(b"/")


def _parsed(text: str) -> httpx.URL:
    try:
        return httpx.URL(text)
    except httpx.InvalidURL:
        return httpx.URL("")
