"""The names under which Block Kit's objects travel through our signatures."""

from __future__ import annotations

from typing import Any, TypeAlias

TextObject: TypeAlias = dict[str, Any]
Option: TypeAlias = dict[str, Any]
Confirmation: TypeAlias = dict[str, Any]
Element: TypeAlias = dict[str, Any]
Block: TypeAlias = dict[str, Any]
View: TypeAlias = dict[str, Any]
