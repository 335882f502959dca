// Block Kit's elements: buttons and menus here, fields in their own files.

import { checkboxes, radioButtons } from "./choices.js";
import { externalSelect } from "./combobox.js";
import { el, safeUrl } from "./dom.js";
import { fileInput } from "./fileinputs.js";
import { overflow } from "./overflow.js";
import { plainWords } from "./richtext.js";
import { staticSelect, usersSelect } from "./selects.js";
import { textInput } from "./textinputs.js";

const ELEMENTS = {
  button, overflow,
  static_select: staticSelect,
  external_select: externalSelect,
  users_select: usersSelect,
  radio_buttons: radioButtons,
  checkboxes,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  file_input: fileInput,
};
const IN_INPUTS_ONLY = new Set(["plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input"]);

export const isKnown = (spec) => Object.hasOwn(ELEMENTS, spec.type);
export const isInteractive = (spec) => isKnown(spec) && !IN_INPUTS_ONLY.has(spec.type);
export const isGroup = (spec) => spec.type === "radio_buttons" || spec.type === "checkboxes";

// `labels` holds the id and the aria attributes that an input block gives to its control.
export function drawElement(spec, block, surface, labels = {}) {
  return ELEMENTS[spec.type](spec, block, surface, labels);
}

function button(spec, block, surface) {
  const words = plainWords(spec.text);
  const look = { class: `button ${spec.style ?? ""}`, "aria-label": spec.accessibility_label, "data-focus": surface.focusKey(block, spec) };
  if (spec.url && safeUrl(spec.url)) {
    return el("a", { ...look, href: safeUrl(spec.url), target: "_blank", rel: "noopener noreferrer", click: (event) => surface.act(event.currentTarget, block, spec) }, words);
  }
  return el("button", { ...look, type: "button", click: (event) => surface.act(event.currentTarget, block, spec) }, words);
}
