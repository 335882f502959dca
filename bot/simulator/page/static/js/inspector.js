// What goes between Slack and the app, as it went.

import { getJson } from "./api.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { jsonNodes } from "./json.js";
import { secondTime } from "./times.js";

const MOST = 500;
const panel = document.getElementById("inspector");
const rows = el("div", { class: "calls", role: "listbox", "aria-label": "Calls, newest first", keydown: moved });
const none = el("p", { class: "inspector-empty" }, "Nothing yet. Type a command, and see what the app hears and answers.");
const detail = el("div", { class: "call-detail", hidden: true });
const words = el("p", { class: "inspector-words" }, "Every call between Slack and the app, as it went over the wire. What is for one person only is left out.");
export const inspectorButton = el("button", { type: "button", class: "foot-button", "aria-expanded": "false", "aria-controls": "inspector", click: () => open(panel.hidden) }, icon("inspect"), "Inspector");

let newest = 0;
let chosen = null;

export function buildInspector() {
  const shut = el("button", { type: "button", class: "icon-button", "aria-label": "Close the inspector", click: () => open(false) }, icon("close"));
  fill(panel, el("header", {}, el("h2", {}, "Inspector"), shut), words, none, rows, detail);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && open(false));
}

function open(shown) {
  panel.hidden = !shown;
  document.getElementById("app").classList.toggle("inspecting", shown);
  inspectorButton.setAttribute("aria-expanded", String(shown));
  if (shown) load().then(() => (rows.firstElementChild ?? panel.querySelector("button")).focus());
  else inspectorButton.focus();
}

// A simulator that began anew counts anew.
export function restarted() {
  newest = 0;
  rows.replaceChildren();
}

export async function load() {
  if (panel.hidden) return;
  const entries = await getJson(`/api/inspector?after=${newest}`);
  for (const entry of entries.filter(({ id }) => id > newest)) {
    newest = entry.id;
    rows.prepend(row(entry));
  }
  while (rows.children.length > MOST) rows.lastElementChild.remove();
  none.hidden = rows.children.length > 0;
  keepOneTabStop();
}

function row(entry) {
  const toApp = entry.direction === "slack→app";
  return el(
    "div",
    { class: `call ${toApp ? "to-app" : "to-slack"}${entry.ok ? "" : " failed"}`, role: "option", tabindex: "-1", "aria-selected": "false", click: (event) => choose(event.currentTarget, entry) },
    el("span", { class: "call-way" }, toApp ? "to app" : "to Slack"),
    el("span", { class: "call-title" }, entry.title),
    el("span", { class: "call-kind" }, entry.kind.replaceAll("_", " ")),
    el("span", { class: "call-ms" }, took(entry)),
  );
}

function took({ ok, ms }) {
  const time = typeof ms === "number" ? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms` : "";
  return ok ? time : `failed ${time}`.trim();
}

function choose(node, entry) {
  chosen?.setAttribute("aria-selected", "false");
  chosen = node;
  node.setAttribute("aria-selected", "true");
  keepOneTabStop();
  detail.hidden = false;
  fill(detail, el("h3", {}, entry.title, el("time", {}, secondTime(entry.time))), el("div", { class: "call-sides" }, side("Request", entry.request), side("Response", entry.response)));
  node.scrollIntoView({ block: "nearest" });
}

function side(name, value) {
  return el("section", {}, el("h4", {}, name), el("pre", { tabindex: "0", "aria-label": name }, jsonNodes(value ?? null)));
}

function keepOneTabStop() {
  const stop = chosen?.isConnected ? chosen : rows.firstElementChild;
  for (const node of rows.children) node.tabIndex = node === stop ? 0 : -1;
}

function moved(event) {
  const at = document.activeElement;
  const next = { ArrowDown: at.nextElementSibling, ArrowUp: at.previousElementSibling, Home: rows.firstElementChild, End: rows.lastElementChild }[event.key];
  if (event.key === "Enter" || event.key === " ") at.click();
  else if (next) next.focus();
  else return;
  event.preventDefault();
}
