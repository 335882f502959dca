// A field for files. Each is uploaded the moment it is chosen; below stand those that Slack has.

import { el, freshId, reconcile } from "./dom.js";
import { size } from "./files.js";
import { icon } from "./icons.js";

const MOST = 10; // Slack's default for max_files

export function fileInput(spec, block, surface, labels) {
  const note = el("p", { class: "file-note", id: freshId("file-note") }, limits(spec));
  const under = el("p", { class: "file-note", role: "status" });
  const input = el("input", {
    ...labels, type: "file", class: "control file-input", multiple: most(spec) > 1,
    accept: spec.filetypes?.map((kind) => `.${kind}`).join(","),
    "aria-describedby": `${labels["aria-describedby"] ?? ""} ${note.id}`.trim(),
    "data-focus": surface.focusKey(block, spec),
    change: () => send([...input.files]),
  });
  const list = el("ul", { class: "attached", "aria-label": "Attached files", "aria-live": "polite" });

  async function send(files) {
    input.setAttribute("aria-busy", "true");
    for (const file of files) {
      under.textContent = `Uploading ${file.name}…`;
      await surface.attach(block, spec, file);
    }
    under.textContent = "";
    input.removeAttribute("aria-busy");
    input.value = ""; // so that the same file can be chosen again
  }

  async function remove(button, file) {
    if (await surface.detach(button, block, spec, file.id)) input.focus();
  }

  const node = el("div", { class: "file-field" }, el("div", { class: "file-drop" }, input, el("span", { class: "file-drop-words", "aria-hidden": "true" }, "or drop it here")), note, under, list);
  node.show = (held) => reconcile(list, held[block.block_id]?.[spec.action_id]?.files ?? [], ({ id }) => id, (file) => row(file, remove));
  return node;
}

// `values` are a view's, by block_id and action_id: what Slack has, whoever put it there.
export function showAttached(parent, values) {
  for (const node of parent.querySelectorAll(".file-field")) node.show(values);
}

// A form waits for its files: it cannot be sent before they are there.
export const isUploading = (parent) => parent.querySelector(".file-input[aria-busy]") !== null;

function row(file, remove) {
  const words = el("span", { class: "file-words" }, el("span", { class: "file-name" }, file.name), el("span", { class: "file-size" }, size(file.size)));
  const button = el("button", { type: "button", class: "icon-button", "aria-label": `Remove ${file.name}`, click: () => remove(button, file) }, icon("close"));
  return el("li", { class: "attached-file" }, icon("file"), words, button);
}

const most = (spec) => spec.max_files ?? MOST;

function limits(spec) {
  const count = most(spec) === 1 ? "One file" : `Up to ${most(spec)} files`;
  const kinds = spec.filetypes?.length ? `, ${spec.filetypes.map((kind) => `.${kind}`).join(" or ")}` : "";
  return `${count}${kinds}, of at most 10 MB${most(spec) === 1 ? "" : " each"}.`;
}
