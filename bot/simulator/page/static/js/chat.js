// The middle of the page: a channel's head, its messages or the App Home, and the composer.

import { avatar } from "./avatars.js";
import { drawBlocks } from "./blocks.js";
import { composer, drawComposer } from "./composer.js";
import { perform } from "./doing.js";
import { el, fill, reconcile } from "./dom.js";
import { keepingFocus } from "./focus.js";
import { hints, drawHints } from "./hints.js";
import { icon } from "./icons.js";
import { drawMessages, showEnd } from "./messages.js";
import { address, channel, place, state } from "./state.js";
import { Surface } from "./surfaces.js";

const main = document.getElementById("main");
const title = el("h1", { class: "channel-name" });
const tabs = el("nav", { class: "tabs", "aria-label": "Parts of the app" });
const actor = el("p", { class: "actor" });
const log = el("div", { class: "log", role: "log", "aria-live": "off", tabindex: "0", "aria-label": "Messages" });
const home = el("div", { class: "home", tabindex: "-1" });
const empty = el("p", { class: "empty", hidden: true });

let where = null; // whose channel is on the screen
let homeSurface = null;
let homeAsked = null;

export function buildChat({ openSidebar }) {
  const open = el("button", { type: "button", class: "icon-button drawer-button", "aria-label": "People and channels", "aria-controls": "sidebar", click: openSidebar }, icon("menu"));
  fill(main, el("header", { class: "channel-head" }, open, title, tabs, actor), hints, empty, log, home, composer);
  main.removeAttribute("aria-busy");
}

export function drawChat() {
  const now = channel();
  if (!now) return;
  const key = `${state.snapshot.me.id}|${now.id}`;
  const moved = where !== key;
  if (moved) log.replaceChildren();
  where = key;
  drawHead(now);
  drawHints();
  drawHome(now, key);
  drawMessages(log, now);
  empty.hidden = log.hidden || now.messages.length > 0;
  empty.textContent = now.kind === "dm" ? `This is where ${now.name} writes to you alone.` : `Nothing has been said in #${now.name} yet. Type ${state.snapshot.app.command} below.`;
  drawComposer(now);
  if (moved) showEnd(log);
}

function drawHead(now) {
  title.textContent = now.kind === "dm" ? now.name : `# ${now.name}`;
  fill(actor, el("span", { class: "unseen" }, `Acting as ${state.snapshot.me.name}`), avatar(state.snapshot.me));
  const hasHome = now.kind === "dm" && (state.snapshot.home || state.snapshot.app.home_tab);
  const shown = hasHome ? [tab(now, "", "Messages"), tab(now, "home", "Home")] : [];
  reconcile(tabs, shown, ({ words }) => words, ({ href, here, words }) => el("a", { href, class: "tab", "aria-current": here ? "page" : null }, words));
}

function tab(now, name, words) {
  return { words, href: address({ ...place(), channel: now.id, tab: name }), here: (place().tab ?? "") === name };
}

function drawHome(now, key) {
  const showsHome = place().tab === "home" && now.kind === "dm";
  home.hidden = !showsHome;
  log.hidden = showsHome;
  composer.hidden = showsHome;
  if (showsHome && homeAsked !== key) perform({ do: "home" });
  homeAsked = showsHome ? key : null;
  const view = showsHome ? state.snapshot.home : null;
  if (view && homeSurface?.container.view_id !== view.id) homeSurface = new Surface({ type: "view", view_id: view.id }, view.id);
  if (view) keepingFocus(home, () => drawBlocks(home, view.blocks, homeSurface));
  else home.replaceChildren();
}
