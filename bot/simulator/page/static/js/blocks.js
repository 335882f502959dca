// Block Kit's blocks.

import { drawElement, isInteractive } from "./elements.js";
import { el, reconcile } from "./dom.js";
import { inputBlock } from "./inputs.js";
import { plainWords, textNodes } from "./richtext.js";
import { table } from "./table.js";

const BLOCKS = {
  section, header, context, actions, table,
  divider: () => el("hr", { class: "divider" }),
  image: (block) => picture(block, plainWords(block.title)),
  input: inputBlock,
};

// `surface` says where the blocks stand: see surfaces.js.
export function drawBlocks(parent, blocks, surface) {
  surface.blocks = blocks;
  const items = blocks.map((block, index) => ({ block, key: block.block_id ?? `${index}:${block.type}` }));
  reconcile(parent, items, (item) => item.key, ({ block }) => drawBlock(block, surface));
}

function drawBlock(block, surface) {
  const draw = Object.hasOwn(BLOCKS, block.type) ? BLOCKS[block.type] : unsupported;
  const node = draw(block, surface);
  node.classList.add("block");
  return node;
}

export function unsupported({ type }) {
  return el("p", { class: "unsupported" }, `This simulator does not show “${type}”.`);
}

function section(block, surface) {
  const words = el("div", { class: "section-words" });
  if (block.text) words.append(el("div", { class: "section-text" }, textNodes(block.text)));
  if (block.fields) words.append(el("div", { class: "fields" }, block.fields.map((field) => el("div", { class: "field" }, textNodes(field)))));
  const accessory = block.accessory ? el("div", { class: "accessory" }, drawIn(block.accessory, block, surface)) : null;
  return el("div", { class: "section" }, words, accessory);
}

function header(block) {
  return el("h3", { class: "header" }, plainWords(block.text));
}

function context(block) {
  const parts = block.elements.map((part) => (part.type === "image" ? picture(part) : el("span", { class: "context-part" }, textNodes(part))));
  return el("div", { class: "context" }, parts);
}

function actions(block, surface) {
  return el("div", { class: "actions" }, block.elements.map((spec) => drawIn(spec, block, surface)));
}

function drawIn(spec, block, surface) {
  if (spec.type === "image") return picture(spec);
  return isInteractive(spec) ? drawElement(spec, block, surface) : unsupported(spec);
}

// Nothing is fetched from elsewhere, so a picture is its words.
function picture(spec, title = "") {
  return el("figure", { class: "picture" }, el("span", { class: "picture-frame", role: "img", "aria-label": spec.alt_text }, spec.alt_text), title ? el("figcaption", {}, title) : null);
}
