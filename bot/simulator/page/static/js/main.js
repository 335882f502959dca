// Starts the page, and draws it anew whenever something changed.

import { announce } from "./announcing.js";
import { follow, Refused, Unreachable } from "./api.js";
import { buildChat, drawChat } from "./chat.js";
import { onDone, perform } from "./doing.js";
import { buildInspector, load as loadInspector, restarted } from "./inspector.js";
import { drawModal } from "./modal.js";
import { notify, offline } from "./notices.js";
import { buildSidebar, drawSidebar, openSidebar } from "./sidebar.js";
import { acting, channel, loadPeople, loadSnapshot, missing, state } from "./state.js";

let current = null; // the load under way
let next = null; // the one that was asked for meanwhile
let noticed = null;
let missed = null; // whose account was gone when it was last said
let lost = false;

// Resolves once what is true now is on the screen.
function refresh() {
  if (!current) return begin();
  next ??= current.then(() => {
    next = null;
    return begin();
  });
  return next;
}

function begin() {
  current = load().finally(() => { current = null; });
  return current;
}

async function load() {
  try {
    await loadPeople();
    if (await loadSnapshot()) draw();
    await loadInspector();
    offline(false);
  } catch (error) {
    if (error instanceof Refused) notify(error.message);
    else if (error instanceof Unreachable) offline(true);
    else throw error;
  }
}

function draw() {
  const { snapshot } = state;
  document.title = `${snapshot.me.name} · Simulated workspace`;
  drawSidebar();
  drawChat();
  drawModal(snapshot.modal);
  announce(snapshot);
  if (snapshot.notice && snapshot.notice !== noticed) notify(snapshot.notice);
  noticed = snapshot.notice;
  if (missing() && missing().id !== missed) notify(`The account of ${missing().name} is deactivated. You act as ${acting().name} now.`);
  missed = missing()?.id ?? null;
  if (!document.hidden && channel()?.unread) perform({ do: "read", channel: channel().id });
}

function connected() {
  if (lost) restarted();
  lost = false;
  offline(false);
  refresh();
}

function disconnected() {
  lost = true;
  offline(true);
}

buildInspector();
buildSidebar();
buildChat({ openSidebar: () => openSidebar(true) });
onDone(refresh);
addEventListener("hashchange", refresh);
follow({ changed: connected, lost: disconnected });
