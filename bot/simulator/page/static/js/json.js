// JSON with its parts told apart by colour.

import { el } from "./dom.js";

const INDENT = "  ";

export function jsonNodes(value, indent = "") {
  if (Array.isArray(value)) return listed("[", "]", value.map((one) => jsonNodes(one, indent + INDENT)), indent);
  if (value !== null && typeof value === "object") return listed("{", "}", Object.entries(value).map(([name, one]) => member(name, one, indent)), indent);
  const kind = typeof value === "string" ? "json-text" : "json-value";
  return [el("span", { class: kind }, JSON.stringify(value) ?? "")];
}

function member(name, value, indent) {
  return [el("span", { class: "json-name" }, JSON.stringify(name)), ": ", jsonNodes(value, indent + INDENT)];
}

function listed(open, close, items, indent) {
  if (!items.length) return [open + close];
  const lines = items.map((item, index) => [`\n${indent}${INDENT}`, item, index < items.length - 1 ? "," : ""]);
  return [open, lines, `\n${indent}${close}`];
}
