"""Payloads that were real once, with something in them that is not."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from hypothesis import strategies as st

from bot.simulator.slack.deliveries import Delivery
from bot.simulator.slack.http_delivery import FORM, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.abuse.tour import Kept

Path = tuple[str | int, ...]
JSON = "application/json"
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["", "\x00", "{}", "[]", "null", "9" * 400, "a" * 4000, "<!channel>", 10**300]),
    st.lists(st.none() | st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.none() | st.text(max_size=3), max_size=3),
)
NESTED = 30_000
BROKEN = [
    (b"", FORM),
    (b"payload", FORM),
    (b"payload=", FORM),
    (b"payload=%7B", FORM),
    (b"payload=null&payload=%7B%7D", FORM),
    (b"payload=" + b"%5B" * NESTED, FORM),
    (b"%00=%ff&" * 1000, FORM),
    (b"&" * 100_000, FORM),
    (b"\xff\xfe\x00", FORM),
    (b"", JSON),
    (b"null", JSON),
    (b"[]", JSON),
    (b'"text"', JSON),
    (b"[" * NESTED, JSON),
    (b'{"a":' * NESTED, JSON),
    (b"9" * 10_000, JSON),
    (b'{"event": ' + b"9" * 10_000 + b"}", JSON),
    (b'{"a": NaN, "b": 1e999}', JSON),
    (b"{}", "multipart/form-data; boundary=x"),
    (b"{}", "text/plain; charset=utf-16"),
    (b"{}", ""),
]
"""Bodies that are no payload, with what they say they are."""


def mutants(kept: list[Kept]) -> st.SearchStrategy[Delivery]:
    """One to three members of a payload changed, left out, or taken from another."""
    return st.composite(_mutant)(kept)


def _mutant(draw: st.DrawFn, kept: list[Kept]) -> Delivery:
    delivery = draw(st.sampled_from(kept)).delivery
    payload = deepcopy(delivery.payload)
    for _ in range(draw(st.integers(1, 3))):
        places = list(_paths(payload))
        if places:
            _change(draw, payload, draw(st.sampled_from(places)), kept)
    return Delivery(delivery.kind, payload)


def _change(draw: st.DrawFn, payload: Any, path: Path, kept: list[Kept]) -> None:  # noqa: ANN401 - JSON
    holder = payload
    for step in path[:-1]:
        holder = holder[step]
    how = draw(st.sampled_from(["odd", "gone", "swapped", "inside"]))
    inside = _members(holder[path[-1]])
    if how == "inside" and inside:
        _change(draw, inside, draw(st.sampled_from(list(_paths(inside)))), kept)
        holder[path[-1]] = json.dumps(inside)
    elif how == "gone":
        del holder[path[-1]]
    elif how == "swapped":
        holder[path[-1]] = deepcopy(_elsewhere(draw, path[-1], kept))
    else:
        holder[path[-1]] = draw(ODD)


def _members(value: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Of a text that is JSON itself, as `private_metadata` and a button's value are."""
    try:
        found = json.loads(value)
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _elsewhere(draw: st.DrawFn, name: str | int, kept: list[Kept]) -> Any:  # noqa: ANN401 - JSON
    """What stands under the same name in another payload."""
    other = draw(st.sampled_from(kept)).delivery.payload
    values = [_at(other, path) for path in _paths(other) if path[-1] == name]
    return draw(st.sampled_from(values)) if values else None


def _at(value: Any, path: Path) -> Any:  # noqa: ANN401 - JSON
    for step in path:
        value = value[step]
    return value


def _paths(value: Any, before: Path = ()) -> Iterator[Path]:  # noqa: ANN401 - JSON
    """To every member of every depth."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield (*before, name)
        yield from _paths(member, (*before, name))


def wire(delivery: Delivery) -> tuple[bytes, str]:
    """The raw body and its content type. Half a character has no encoding in a form, and goes as a question mark."""
    if delivery.kind == "slash_commands":
        return urlencode(delivery.payload, errors="replace").encode(), FORM
    body, content_type = encoded(delivery)
    return body.encode(), content_type
