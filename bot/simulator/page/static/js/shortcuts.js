// The app's shortcuts: global ones beside the message field, others in the menu of a message.

import { once } from "./doing.js";
import { menuButton } from "./menu.js";
import { state } from "./state.js";

// null where the app has none.
export function globalShortcuts() {
  return shortcuts("global", { label: "Shortcuts", sign: "bolt", look: "icon-button", key: "shortcuts" }, {});
}

export function messageShortcuts(message, channel) {
  const look = { label: `More actions for the message of ${message.user.name}`, sign: "more", look: "icon-button", key: `shortcuts|${message.ts}` };
  return shortcuts("message", look, { channel: channel.id, ts: message.ts });
}

function shortcuts(kind, look, where) {
  const offered = state.snapshot.app.shortcuts[kind];
  if (!offered.length) return null;
  const deed = (one) => ({ do: "shortcut", callback_id: one.callback_id, ...where });
  return menuButton(look, offered.map((one) => ({ words: one.name, says: one.description, choose: (button) => once(button, deed(one)) })));
}
