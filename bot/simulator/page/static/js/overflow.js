// The overflow menu: a menu button as the ARIA practices describe it.

import { el, freshId, safeUrl } from "./dom.js";
import { icon } from "./icons.js";
import { plainWords } from "./richtext.js";

const GAP = 4;

export function overflow(spec, block, surface) {
  const id = freshId("menu");
  const button = el("button", { type: "button", class: "button more", "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id, "aria-label": "More actions", "data-focus": surface.focusKey(block, spec) }, icon("more"));
  const items = spec.options.map((option) => el("button", { type: "button", role: "menuitem", tabindex: "-1", click: () => choose(option) }, plainWords(option.text)));
  const menu = el("div", { id, class: "menu", role: "menu", popover: "auto", "aria-label": "More actions" }, items);
  const open = (index) => {
    menu.showPopover();
    place(menu, button);
    items.at(index).focus();
  };
  const choose = (option) => {
    menu.hidePopover();
    button.focus();
    if (option.url && safeUrl(option.url)) window.open(safeUrl(option.url), "_blank", "noopener,noreferrer");
    surface.act(button, block, spec, option.value);
  };
  menu.addEventListener("toggle", (event) => button.setAttribute("aria-expanded", String(event.newState === "open")));
  menu.addEventListener("keydown", (event) => move(event, menu, items, button));
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

// Under its button, or above it where there is no room.
function place(menu, button) {
  const [at, size] = [button.getBoundingClientRect(), menu.getBoundingClientRect()];
  const below = at.bottom + GAP + size.height <= window.innerHeight;
  menu.style.top = `${Math.max(GAP, below ? at.bottom + GAP : at.top - GAP - size.height)}px`;
  menu.style.left = `${Math.max(GAP, at.right - size.width)}px`;
}
