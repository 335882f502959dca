// Where a person types: messages and slash commands.

import { once } from "./doing.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { globalShortcuts } from "./shortcuts.js";
import { state } from "./state.js";
import { commandOf, suggest } from "./suggestions.js";

const TALLEST = 160; // pixels; then it scrolls

const field = el("textarea", { id: "composer", rows: "1", class: "composer-field", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions", "aria-describedby": "usage", "data-focus": "composer", autocomplete: "off", spellcheck: "false", input: typed, keydown: pressed, blur: hide });
const list = el("div", { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
const usage = el("p", { id: "usage", class: "usage" });
const button = el("button", { type: "submit", class: "button primary send", "aria-label": "Send" }, icon("send"));
const tools = el("div", { class: "composer-tools" });
export const composer = el("form", { class: "composer", submit: send }, list, el("div", { class: "composer-box" }, tools, field, button), usage);

let channel = null;
let offered = [];
let at = -1;

export function drawComposer(now) {
  channel = now;
  const name = now.kind === "dm" ? now.name : `#${now.name}`;
  field.setAttribute("aria-label", `Message ${name}`);
  field.placeholder = `Message ${name}, or type ${state.snapshot.app.command}`;
  if (!tools.children.length) fill(tools, globalShortcuts());
  drawUsage();
}

export function compose(text) {
  field.value = text;
  field.focus();
  field.setSelectionRange(text.length, text.length);
  typed();
}

function commands() {
  return state.snapshot?.app.commands ?? [];
}

function typed() {
  field.style.height = "auto";
  field.style.height = `${Math.min(TALLEST, field.scrollHeight)}px`;
  drawUsage();
  offer(suggest(field.value, commands()));
}

function drawUsage() {
  const command = commandOf(field.value, commands());
  const words = command ? [el("strong", {}, command.command), ` ${command.usage_hint ?? ""}`] : ["Enter sends, Shift and Enter begin a new line"];
  fill(usage, words);
}

function offer(suggestions) {
  [offered, at] = [suggestions, -1];
  fill(list, offered.map((one, index) => el(
    "div",
    { role: "option", id: `suggestion-${index}`, class: "suggestion", "aria-selected": "false", mousedown: (event) => event.preventDefault(), click: () => take(index) },
    el("span", { class: "suggestion-text" }, one.shown),
    one.more ? el("span", { class: "suggestion-more" }, one.more) : null,
  )));
  list.hidden = !offered.length;
  field.setAttribute("aria-expanded", String(offered.length > 0));
  field.removeAttribute("aria-activedescendant");
}

function hide() {
  offer([]);
}

function mark(index) {
  at = (index + offered.length) % offered.length;
  [...list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
  list.children[at].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", `suggestion-${at}`);
}

function take(index) {
  compose(`${offered[index].text} `);
}

// A command that is begun and not yet whole is completed by Enter; anything else is sent.
function completes() {
  return offered.length > 0 && (at >= 0 || !field.value.includes(" "));
}

function pressed(event) {
  if (event.isComposing) return;
  const steps = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1 };
  if (offered.length && event.key in steps) mark(steps[event.key]);
  else if (offered.length && event.key === "Escape") hide();
  else if (event.key === "Tab" && at >= 0) take(at);
  else if (event.key === "Enter" && !event.shiftKey) completes() ? take(Math.max(0, at)) : composer.requestSubmit();
  else return;
  event.preventDefault();
}

async function send(event) {
  event.preventDefault();
  const text = field.value.trim();
  if (!text || button.getAttribute("aria-busy") === "true") return;
  field.value = "";
  typed();
  const done = await once(button, { do: "send", channel: channel.id, text });
  if (done || field.value) return;
  field.value = text;
  typed();
}
