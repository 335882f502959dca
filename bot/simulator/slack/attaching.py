"""Files in a form: uploaded the moment they are chosen, and told to the app when the form is sent.

What is wrong with a file is said at its field. Slack's own words for that are not documented: these are ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack.refusals import ClientRefusal
from bot.slack.blockkit.limits import FILE_INPUT_BYTES, FILE_INPUT_FILES

if TYPE_CHECKING:
    from bot.simulator.slack.elements import Element, Placed
    from bot.simulator.slack.surfaces import Surface
    from bot.simulator.slack.views import View

FILE_INPUT = "file_input"

Attached = list[dict[str, Any]]
"""File objects."""


def attach(surface: Surface, found: Placed, name: str, content: bytes) -> None:
    """Raises ClientRefusal for a field that takes no files. What it does not take is told at the field."""
    view, files = _field(surface, found)
    words = _wrong(found.element, len(files), name, len(content))
    errors = {block_id: said for block_id, said in view.errors.items() if block_id != found.block_id}
    view.errors = {**errors, found.block_id: words} if words else errors
    if not words:
        file = surface.slack.files.put(surface.person.id, name, content)
        _hold(view, found, [*files, file.as_object()])
    surface.slack.changes.touch()


def detach(surface: Surface, found: Placed, file_id: str) -> None:
    """Take a file out of the form; the app can still ask for it, as nothing says that Slack forgets it."""
    view, files = _field(surface, found)
    left = [file for file in files if file["id"] != file_id]
    if len(left) == len(files):
        raise ClientRefusal("That file is not in this form any more.")
    _hold(view, found, left)
    surface.slack.changes.touch()


def _field(surface: Surface, found: Placed) -> tuple[View, Attached]:
    if surface.view is None or found.element["type"] != FILE_INPUT:
        raise ClientRefusal("This field takes no files.")
    return surface.view, surface.view.values[found.block_id, found.action_id]["files"]


def _hold(view: View, found: Placed, files: Attached) -> None:
    view.values[found.block_id, found.action_id] = {"type": FILE_INPUT, "files": files}


def _wrong(element: Element, held: int, name: str, size: int) -> str:
    most = element.get("max_files", FILE_INPUT_FILES)
    if held >= most:
        return f"No more than {most} {'file' if most == 1 else 'files'} can be attached here."
    if not _fits(element, name):
        return f"“{name}” cannot be attached. Allowed: {', '.join(element['filetypes'])}."
    if not size:
        return f"“{name}” is empty."
    return f"“{name}” is larger than 10 MB." if size > FILE_INPUT_BYTES else ""


def _fits(element: Element, name: str) -> bool:
    allowed = [kind.lower() for kind in element.get("filetypes", ())]
    _, dot, extension = name.rpartition(".")
    return not allowed or (bool(dot) and extension.lower() in allowed)
