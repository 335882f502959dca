// A menu button as the ARIA practices describe it.

import { el, freshId } from "./dom.js";
import { icon } from "./icons.js";

const GAP = 4;

// `items` are {words, says, choose}; `choose` is called with the button, so that it can be marked as busy.
export function menuButton({ label, sign, look, key }, items) {
  const id = freshId("menu");
  const button = el("button", { type: "button", class: look, "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id, "aria-label": label, "data-focus": key }, icon(sign));
  const rows = items.map((item) => el("button", { type: "button", role: "menuitem", tabindex: "-1", click: () => choose(item) }, item.words, item.says ? el("span", { class: "menu-more" }, item.says) : null));
  const menu = el("div", { id, class: "menu", role: "menu", popover: "auto", "aria-label": label }, rows);
  const open = (index) => {
    menu.showPopover();
    place(menu, button);
    rows.at(index).focus();
  };
  const choose = (item) => {
    menu.hidePopover();
    button.focus();
    item.choose(button);
  };
  menu.addEventListener("toggle", (event) => button.setAttribute("aria-expanded", String(event.newState === "open")));
  menu.addEventListener("keydown", (event) => move(event, menu, rows, button));
  button.addEventListener("click", () => open(0));
  button.addEventListener("keydown", (event) => {
    const index = { ArrowDown: 0, ArrowUp: -1 }[event.key];
    if (index === undefined) return;
    event.preventDefault();
    open(index);
  });
  return el("div", { class: "overflow" }, button, menu);
}

function move(event, menu, items, button) {
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Tab" || event.key === "Escape") {
    menu.hidePopover();
    button.focus();
  }
  if (event.key === "Escape") event.stopPropagation();
  if (event.key === "Escape" || next !== undefined) event.preventDefault();
  if (next !== undefined) items.at(next % items.length).focus();
}

// Under its button, or above it where there is no room; towards the middle of the page.
function place(menu, button) {
  const [at, size] = [button.getBoundingClientRect(), menu.getBoundingClientRect()];
  const below = at.bottom + GAP + size.height <= window.innerHeight;
  menu.style.top = `${Math.max(GAP, below ? at.bottom + GAP : at.top - GAP - size.height)}px`;
  const left = at.left < window.innerWidth / 2 ? Math.min(at.left, window.innerWidth - size.width - GAP) : at.right - size.width;
  menu.style.left = `${Math.max(GAP, left)}px`;
}
