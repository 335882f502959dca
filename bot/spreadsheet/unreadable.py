from __future__ import annotations


class Unreadable(ValueError):  # noqa: N818 - a sentence for a person
    """Content that no list can be read from. Its text is the sentence for the person, with what to do."""
