// What a newcomer may try first; put away for good by a click.

import { compose } from "./composer.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { acting, address, place, state } from "./state.js";

const KEY = "hints-put-away";
const list = el("ul", { class: "hint-list" });
const putAway = el("button", { type: "button", class: "icon-button", "aria-label": "Put these hints away", click: () => showHints(false) }, icon("close"));
export const hints = el("section", { class: "hints", "aria-labelledby": "hints-title", hidden: localStorage.getItem(KEY) === "yes" }, el("header", {}, el("h2", { id: "hints-title" }, "Things to try"), putAway), list);

let drawnFor = null;

export function showHints(shown) {
  hints.hidden = !shown;
  localStorage.setItem(KEY, shown ? "no" : "yes");
  if (shown) list.querySelector("button")?.focus();
  else document.getElementById("composer")?.focus();
}

export function drawHints() {
  if (drawnFor === acting().id) return;
  drawnFor = acting().id;
  fill(list, state.hints.map((hint) => el("li", {}, tryButton(hint))));
}

function tryButton(hint) {
  const text = hint.text.replace("{command}", state.snapshot.app.command);
  const person = hint.kind ? state.people.find((one) => one.kind === hint.kind) : null;
  const as = person ? el("span", { class: "hint-person" }, ` as ${person.name}`) : null;
  return el("button", { type: "button", class: "hint-button", click: () => attempt(person, text) }, el("span", {}, el("code", {}, text), as), el("span", {}, hint.says));
}

function attempt(person, text) {
  if (person) location.hash = address({ ...place(), handle: person.handle });
  compose(text);
}
