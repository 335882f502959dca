// The input block: a label, a control, a hint, and a place for what is wrong.

import { drawElement, isGroup, isKnown } from "./elements.js";
import { el, freshId } from "./dom.js";
import { plainWords } from "./richtext.js";

export function inputBlock(block, surface) {
  const spec = block.element;
  const ids = { control: freshId("field"), label: freshId("label"), hint: freshId("hint"), error: freshId("error") };
  const hint = block.hint ? el("p", { class: "hint", id: ids.hint }, plainWords(block.hint)) : null;
  const error = el("p", { class: "error", id: ids.error, hidden: true });
  const described = [hint ? ids.hint : null, ids.error].filter(Boolean).join(" ");
  const labels = { id: ids.control, "aria-describedby": described, "aria-required": block.optional ? null : "true" };
  const control = isKnown(spec) ? drawElement(spec, block, surface, labels) : el("p", { class: "unsupported" }, `This simulator does not show “${spec.type}”.`);
  const node = isGroup(spec)
    ? el("fieldset", { class: "input", "aria-describedby": described }, el("legend", { class: "label" }, labelWords(block)), control, error, hint)
    : el("div", { class: "input" }, el("label", { class: "label", for: ids.control, id: ids.label }, labelWords(block)), control, error, hint);
  node.dataset.block = block.block_id;
  return node;
}

function labelWords(block) {
  return [plainWords(block.label), block.optional ? el("span", { class: "optional" }, " (optional)") : null];
}

// Shows `words` under the field, or takes away what was shown there.
export function markWrong(node, words) {
  const error = node.querySelector(":scope > .error");
  error.hidden = !words;
  error.textContent = words ?? "";
  node.classList.toggle("wrong", Boolean(words));
  for (const control of node.querySelectorAll("input, select, textarea")) {
    if (words) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}
