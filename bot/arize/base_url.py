"""Where the API is. Every request carries the key, so plain http is for this machine alone."""

from __future__ import annotations

from ipaddress import ip_address

from yarl import URL

DEFAULT_BASE_URL = "https://api.arize.com"


def checked_base_url(text: str) -> URL:
    """The address without `/v2`, which is part of the paths, and without a trailing slash.

    Raises ValueError, in words, for what is no such address.
    """
    url = _parsed(text.strip())
    if url.scheme not in ("http", "https") or not url.raw_host:
        raise ValueError("The Arize base URL has to be an address such as https://api.arize.com.")
    if url.raw_user is not None or url.raw_password is not None or url.raw_query_string or url.raw_fragment:
        raise ValueError("The Arize base URL takes no user name, query or fragment.")
    if url.scheme == "http" and not is_loopback(url.raw_host):
        raise ValueError("The Arize base URL has to begin with https://; plain http is for this machine alone.")
    return url.with_path(_without_version(url.raw_path), encoded=True)


def is_loopback(host: str) -> bool:
    """Whether `host` can only be this machine: localhost, 127.0.0.0/8 or ::1."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _without_version(path: str) -> str:
    return path.rstrip("/").removesuffix("/v2").rstrip("/")


def _parsed(text: str) -> URL:
    """Nothing where it is no URL. Line ends and the like, which the parser would drop, are a mistake as well."""
    try:
        return URL(text if text.isprintable() else "")
    except ValueError:
        return URL()
