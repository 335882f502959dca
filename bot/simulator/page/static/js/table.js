// The table block; its first row is the head.

import { el } from "./dom.js";

export function table(block) {
  const [head, ...rows] = block.rows;
  const columns = block.column_settings ?? [];
  const line = (cells, tag) => el("tr", {}, cells.map((cell, index) => el(tag, { class: `align-${columns[index]?.align ?? "left"}` }, cellWords(cell))));
  const drawn = el("table", {}, el("thead", {}, line(head ?? [], "th")), el("tbody", {}, rows.map((row) => line(row, "td"))));
  return el("div", { class: "table", tabindex: "0", role: "region", "aria-label": "Table" }, drawn);
}

function cellWords(cell) {
  if (cell.type === "rich_text") return flattened(cell);
  return String(cell.text ?? cell.value ?? "");
}

function flattened(node) {
  if (node.elements) return node.elements.map(flattened).join("");
  return String(node.text ?? node.url ?? node.name ?? node.user_id ?? "");
}
