// The confirm object: a question before a click counts.

import { el, fill, freshId } from "./dom.js";
import { plainWords, textNodes } from "./richtext.js";

// Resolves to whether the person said yes.
export function confirmed(confirm) {
  const title = freshId("confirm");
  const dialog = el("dialog", { class: "confirm", "aria-labelledby": title });
  const yes = el("button", { type: "submit", value: "yes", class: confirm.style === "danger" ? "button danger" : "button primary" }, plainWords(confirm.confirm));
  const no = el("button", { type: "submit", value: "no", class: "button" }, plainWords(confirm.deny));
  const form = el("form", { method: "dialog" });
  fill(form, el("h2", { id: title }, plainWords(confirm.title)), el("div", { class: "confirm-text" }, textNodes(confirm.text)), el("div", { class: "confirm-buttons" }, no, yes));
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
