// The messages of one channel.

import { avatar } from "./avatars.js";
import { drawBlocks } from "./blocks.js";
import { el, reconcile } from "./dom.js";
import { files } from "./files.js";
import { keepingFocus } from "./focus.js";
import { icon } from "./icons.js";
import { mrkdwnNodes } from "./richtext.js";
import { messageShortcuts } from "./shortcuts.js";
import { Surface } from "./surfaces.js";
import { clockTime, fullTime } from "./times.js";

const NEAR = 80; // pixels from the end that still count as being there

export function drawMessages(log, channel) {
  const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  const last = log.lastElementChild;
  keepingFocus(log, () => reconcile(log, channel.messages, (message) => message.ts, (message, before) => article(message, before, channel)));
  const isNew = log.lastElementChild !== last;
  // What only this person sees answers what they just did, so it is shown wherever they had scrolled to.
  if (isNew && (wasAtEnd || channel.messages.at(-1)?.ephemeral)) showEnd(log);
}

// The end of the log, but never past the beginning of a long last message.
export function showEnd(log) {
  log.scrollTop = log.scrollHeight;
  const last = log.lastElementChild;
  if (last && last.offsetHeight > log.clientHeight) log.scrollTop += last.getBoundingClientRect().top - log.getBoundingClientRect().top;
}

function article(message, before, channel) {
  const surface = before?.surface ?? new Surface({ type: "message", channel: channel.id, ts: message.ts }, message.ts);
  const body = el("div", { class: "message-body" });
  if (message.blocks?.length) drawBlocks(body, message.blocks, surface);
  else body.append(el("div", { class: "message-text" }, mrkdwnNodes(message.text)));
  const drawn = el(
    "article",
    { class: `message${message.ephemeral ? " ephemeral" : ""}`, tabindex: "-1", "aria-label": `${message.user.name}, ${clockTime(message.time)}` },
    avatar(message.user),
    el("div", { class: "message-main" }, message.ephemeral ? onlyYou() : null, heading(message), body, files(message, channel)),
    message.ephemeral ? null : el("div", { class: "message-tools" }, messageShortcuts(message, channel)),
  );
  drawn.surface = surface;
  return drawn;
}

function onlyYou() {
  return el("p", { class: "only-you" }, icon("eye"), "Only visible to you");
}

function heading({ user, time, edited }) {
  return el(
    "header",
    { class: "message-head" },
    el("span", { class: "author" }, user.name),
    user.is_bot ? el("span", { class: "app-badge" }, "App") : null,
    el("time", { datetime: time, title: fullTime(time) }, clockTime(time)),
    edited ? el("span", { class: "edited" }, "edited") : null,
  );
}
