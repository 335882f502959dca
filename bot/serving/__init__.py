"""Leaves that serve: an ASGI application, or a few pages, for as long as a `with` block lasts.

Each is imported from its module, so that whoever shows pages alone does not load what the other takes.
"""
