// Menus of the browser's own: they work with every keyboard and reader.

import { el } from "./dom.js";
import { plainWords } from "./richtext.js";
import { state } from "./state.js";

export function staticSelect(spec, block, surface, labels) {
  const groups = spec.option_groups?.map((group) => el("optgroup", { label: plainWords(group.label) }, group.options.map(choice)));
  return select(spec, block, surface, labels, groups ?? spec.options.map(choice));
}

export function usersSelect(spec, block, surface, labels) {
  const people = state.people.map((person) => el("option", { value: person.id }, person.name));
  return select(spec, block, surface, labels, people);
}

function choice(option) {
  return el("option", { value: option.value }, plainWords(option.text));
}

function select(spec, block, surface, labels, choices) {
  const none = el("option", { value: "" }, plainWords(spec.placeholder) || "Choose…");
  const control = el("select", { ...labels, class: "control select", "data-focus": surface.focusKey(block, spec) }, none, choices);
  if (!labels.id) control.setAttribute("aria-label", plainWords(spec.placeholder) || "Choose");
  const show = () => { control.value = surface.values.get(block, spec) ?? ""; };
  control.addEventListener("change", async () => {
    if (!(await surface.changed(control, block, spec, control.value || null))) show();
  });
  show();
  return control;
}
