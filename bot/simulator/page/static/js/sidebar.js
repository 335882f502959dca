// Who acts, and where.

import { avatar } from "./avatars.js";
import { el, fill, reconcile } from "./dom.js";
import { keepingFocus } from "./focus.js";
import { showHints } from "./hints.js";
import { icon } from "./icons.js";
import { inspectorButton } from "./inspector.js";
import { drawPeople, people } from "./people.js";
import { acting, address, channel, channels } from "./state.js";

const sidebar = document.getElementById("sidebar");
const narrow = matchMedia("(max-width: 760px)");
const rooms = el("ul", { class: "rooms" });
const directs = el("ul", { class: "rooms" });
const noDirects = el("p", { class: "no-rooms" }, "None yet");
const shade = el("div", { class: "shade", hidden: true, click: () => openSidebar(false) });

export function buildSidebar() {
  fill(
    sidebar,
    el("button", { type: "button", class: "icon-button drawer-close", "aria-label": "Close this list", click: () => openSidebar(false) }, icon("close")),
    el("h2", { id: "acting-title" }, "Acting as"), people,
    el("h2", {}, "Channels"), rooms,
    el("h2", {}, "Direct messages"), directs, noDirects,
    el("div", { class: "sidebar-foot" }, el("button", { type: "button", class: "foot-button", click: tryThings }, icon("bulb"), "Things to try"), inspectorButton),
  );
  document.body.append(shade);
  sidebar.addEventListener("keydown", (event) => event.key === "Escape" && openSidebar(false));
  sidebar.addEventListener("click", (event) => event.target.closest("a, .foot-button") && openSidebar(false));
  narrow.addEventListener("change", () => openSidebar(false));
  openSidebar(false);
}

// On a narrow screen the list is a drawer: out of reach of keys and readers while it is shut.
export function openSidebar(open) {
  const drawer = narrow.matches;
  const wasOpen = sidebar.classList.contains("open");
  sidebar.classList.toggle("open", open && drawer);
  sidebar.inert = drawer && !open;
  shade.hidden = !(open && drawer);
  document.getElementById("main").inert = open && drawer;
  if (open && drawer) sidebar.querySelector("a[aria-current]")?.focus();
  else if (wasOpen) document.querySelector(".drawer-button")?.focus();
}

function tryThings() {
  openSidebar(false);
  showHints(true);
}

export function drawSidebar() {
  keepingFocus(sidebar, () => {
    drawPeople();
    drawRooms(rooms, channels().filter((one) => one.kind !== "dm"));
    drawRooms(directs, channels().filter((one) => one.kind === "dm"));
  });
  noDirects.hidden = directs.children.length > 0;
}

// Rows that did not change stay as they are, so that no click falls between two drawings.
function drawRooms(list, shown) {
  const rows = shown.map((room) => ({ id: room.id, name: room.name, kind: room.kind, here: room === channel(), unread: room === channel() ? 0 : room.unread, href: address({ handle: acting().handle, channel: room.id }) }));
  reconcile(list, rows, ({ id }) => id, roomRow);
}

function roomRow({ id, name, kind, here, unread, href }) {
  const mark = kind === "dm" ? avatar({ id, name, is_bot: true }) : el("span", { class: "hash", "aria-hidden": "true" }, "#");
  const count = unread ? el("span", { class: "unread" }, String(unread), el("span", { class: "unseen" }, " unread")) : null;
  return el("li", {}, el("a", { href, class: `room${unread ? " has-unread" : ""}`, "aria-current": here ? "page" : null, "data-focus": id }, mark, el("span", { class: "room-name" }, name), count));
}
