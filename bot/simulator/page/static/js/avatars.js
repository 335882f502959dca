// A person's initials on a colour of their own; an app has a mark.

import { el } from "./dom.js";

const COLOURS = 8;

export function avatar({ id, name, is_bot: isBot }) {
  return el("span", { class: `avatar ${isBot ? "avatar-app" : `avatar-${colour(id)}`}`, "aria-hidden": "true" }, isBot ? "ax" : initials(name));
}

function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...word][0].toUpperCase()).join("");
}

function colour(id) {
  return [...id].reduce((sum, letter) => sum * 31 + letter.codePointAt(0), 7) % COLOURS;
}
