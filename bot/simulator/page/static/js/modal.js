// The topmost view of a person's modal stack, in a dialog of the browser's own.

import { drawBlocks } from "./blocks.js";
import { el, fill } from "./dom.js";
import { once, perform } from "./doing.js";
import { isUploading, showAttached } from "./fileinputs.js";
import { keepingFocus } from "./focus.js";
import { icon } from "./icons.js";
import { markWrong } from "./inputs.js";
import { plainWords } from "./richtext.js";
import { Surface } from "./surfaces.js";

const FIELDS = "input, select, textarea";

const title = el("h2", { id: "modal-title", tabindex: "-1" });
const dismiss = el("button", { type: "button", class: "icon-button", click: close }, icon("close"));
const body = el("div", { class: "modal-body" });
const trouble = el("p", { class: "trouble", role: "alert", hidden: true });
const cancel = el("button", { type: "button", class: "button", click: close });
const send = el("button", { type: "submit", class: "button primary" });
const form = el("form", { novalidate: true, submit }, el("header", {}, title, dismiss), body, trouble, el("footer", {}, cancel, send));
const dialog = el("dialog", { class: "modal", "aria-labelledby": "modal-title", cancel: escaped }, form);
document.body.append(dialog);

let shown = null; // the modal of the snapshot that is on the screen
let surfaces = new Map(); // by view id, so that a view that comes back from under another has its values

export function drawModal(modal) {
  const before = shown;
  shown = modal;
  if (!modal) return closed();
  keepingFocus(form, () => drawView(modal, before));
  if (!dialog.open) dialog.showModal();
  settleFocus(modal, before);
  return undefined;
}

function closed() {
  surfaces = new Map();
  if (!dialog.open) return;
  dialog.close();
  body.replaceChildren();
  refocus();
}

// Chromium gives the focus back while the page below is still inert, and then takes no text there: give it anew.
function refocus() {
  const back = document.activeElement === document.body ? document.getElementById("composer") : document.activeElement;
  back?.blur();
  back?.focus({ preventScroll: true });
}

function drawView({ view, errors, busy, trouble: words, depth }, before) {
  if (before?.view.id !== view.id) body.replaceChildren();
  title.textContent = plainWords(view.title);
  dismiss.setAttribute("aria-label", depth > 1 ? "Back" : "Close");
  fill(cancel, plainWords(view.close) || "Cancel");
  cancel.hidden = !view.close && !view.submit;
  fill(send, plainWords(view.submit) || "Submit");
  send.hidden = !view.submit;
  drawBlocks(body, view.blocks, surfaceOf(view));
  showAttached(body, view.state?.values ?? {});
  for (const node of body.querySelectorAll(".input")) markWrong(node, errors?.[node.dataset.block]);
  trouble.hidden = !words;
  trouble.textContent = words ?? "";
  form.toggleAttribute("data-busy", Boolean(busy));
}

function surfaceOf(view) {
  if (!surfaces.has(view.id)) surfaces.set(view.id, new Surface({ type: "view", view_id: view.id }, view.id));
  return surfaces.get(view.id);
}

// Into the first field when a view comes up, or another form takes its place; to the first wrong field when there are
// new errors; else nowhere.
function settleFocus({ view, errors }, before) {
  const placed = document.activeElement === title || !form.contains(document.activeElement);
  const elsewhere = !body.contains(document.activeElement) && fieldsOf(view) !== fieldsOf(before?.view);
  if (before?.view.id !== view.id || placed || elsewhere) focusFirst();
  if (JSON.stringify(errors ?? {}) !== JSON.stringify(before?.errors ?? {})) focusWrong();
}

function fieldsOf(view) {
  return JSON.stringify((view?.blocks ?? []).filter((block) => block.type === "input").map((block) => block.block_id));
}

function focusFirst() {
  (body.querySelector("[autofocus]") ?? body.querySelector(FIELDS) ?? title).focus();
}

function focusWrong() {
  const wrong = body.querySelector("[aria-invalid]");
  wrong?.focus();
  wrong?.closest(".input").scrollIntoView({ block: "nearest" });
}

async function submit(event) {
  event.preventDefault();
  const { view, busy } = shown;
  if (busy || !view.submit || isUploading(body)) return;
  form.toggleAttribute("data-busy", true);
  await once(send, { do: "submit", view_id: view.id, values: surfaceOf(view).values.collect(view.blocks) });
  form.toggleAttribute("data-busy", Boolean(shown?.busy));
  if (shown?.view.id === view.id) focusWrong();
}

function close() {
  if (shown) perform({ do: "close", view_id: shown.view.id });
}

function escaped(event) {
  event.preventDefault();
  close();
}
