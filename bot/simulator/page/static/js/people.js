// The people of the workspace: whom one can act as, and whose account is gone.

import { avatar } from "./avatars.js";
import { once } from "./doing.js";
import { el, reconcile } from "./dom.js";
import { menuButton } from "./menu.js";
import { say } from "./notices.js";
import { acting, address, place, state } from "./state.js";

const first = el("ul", { class: "people" });
const others = el("ul", { class: "people" });
const gone = el("ul", { class: "people" });
const more = el("details", { class: "more-people" }, el("summary", {}, "More people"), others);
const left = el("details", { class: "more-people" }, el("summary", {}, "Deactivated"), gone);
export const people = [first, more, left];

// Rows that did not change stay as they are, so that no click falls between two drawings.
export function drawPeople() {
  const rows = state.people.map((person) => ({ person, here: person === acting(), href: address({ handle: person.handle, channel: place().channel }) }));
  reconcile(first, rows.filter(({ person }) => person.first), ({ person }) => person.id, personRow);
  reconcile(others, rows.filter(({ person }) => !person.first), ({ person }) => person.id, personRow);
  reconcile(gone, state.gone, (person) => person.id, goneRow);
  more.hidden = !others.children.length;
  left.hidden = !gone.children.length;
}

function personRow({ person, here, href }) {
  const link = el("a", { href, class: "person", title: person.says, "aria-current": here ? "true" : null, "data-focus": person.id }, avatar(person), words(person));
  const deactivate = { words: `Deactivate ${person.name}`, says: "They can do nothing here any more", choose: (button) => change(button, "deactivate", person) };
  return el("li", { class: "person-row" }, link, person.can_leave ? tools(person, deactivate) : null);
}

function goneRow(person) {
  const reactivate = { words: `Reactivate ${person.name}`, says: "They are who they were before", choose: (button) => change(button, "reactivate", person) };
  return el("li", { class: "person-row gone" }, el("span", { class: "person" }, avatar(person), words(person)), tools(person, reactivate));
}

function words(person) {
  return el("span", { class: "person-words" }, el("span", { class: "person-name" }, person.name), el("span", { class: "person-title" }, person.title || person.says));
}

function tools(person, item) {
  return el("div", { class: "person-tools" }, menuButton({ label: `Account of ${person.name}`, sign: "more", look: "icon-button", key: `account ${person.id}` }, [item]));
}

async function change(button, what, person) {
  if (what === "deactivate") left.open = true; // where the person goes
  if (await once(button, { do: what, user_id: person.id })) say(`${person.name} was ${what}d.`);
}
