"""One row of the audit, sealed by PostgreSQL itself.

Every change of every replica waits for the head of the chain. Were it read, the hash made here and then written, its
lock would be held for three ways to the server and as many turns of an event loop that has other things to do: two busy
replicas spent most of their time waiting for each other. In one statement it is held for what the commit takes.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, literal, select, update

from bot.domain.audit import testimony
from bot.store.tables import audit, audit_head

if TYPE_CHECKING:
    from sqlalchemy import Insert
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.domain.audit import Entry

TOLD = ("fact", "at", "actor_id", "operation", "request_id", "subject", "subject_key", "why")


async def append(connection: AsyncConnection, entry: Entry) -> None:
    """`entry` has the texts that the database keeps."""
    row = {**asdict(entry), "fact": entry.fact.value, "subject_key": entry.subject.casefold()}
    values: dict[str, Any] = {f"row_{name}": row[name] for name in TOLD}
    await connection.execute(_statement(), {**values, "testimony": testimony(entry)})


@cache
def _statement() -> Insert:
    """The hash is the domain's, of the same text. The head is named by its id: whoever waited for it finds it moved."""
    head = select(audit_head).with_for_update().cte("head")
    number = head.c.number + 1
    text = func.concat("[", number, ',"', head.c.hash, '",', bindparam("testimony", type_=audit.c.why.type))
    hashed = func.encode(func.sha256(func.convert_to(text, "UTF8")), "hex")
    sealed = select(head.c.id, number.label("number"), head.c.hash.label("previous"), hashed.label("hash")).cte(
        "sealed"
    )
    moved = update(audit_head).where(audit_head.c.id == sealed.c.id)
    told = [bindparam(f"row_{name}", type_=audit.c[name].type).label(name) for name in TOLD]
    row = select(sealed.c.number, sealed.c.previous, sealed.c.hash, *told)
    moving = moved.values(number=sealed.c.number, hash=sealed.c.hash).returning(literal(1)).cte("moved")
    return insert(audit).from_select(["number", "previous", "hash", *TOLD], row.add_cte(moving))
