// Radio buttons and checkboxes.

import { el, freshId } from "./dom.js";
import { textNodes } from "./richtext.js";

export function radioButtons(spec, block, surface) {
  return choices("radio", spec, block, surface, (value) => surface.values.get(block, spec) === value, (_, value) => value);
}

export function checkboxes(spec, block, surface) {
  const has = (value) => surface.values.get(block, spec).includes(value);
  const chosen = (box, value) => {
    const others = surface.values.get(block, spec).filter((one) => one !== value);
    return box.checked ? [...others, value] : others;
  };
  return choices("checkbox", spec, block, surface, has, chosen);
}

function choices(type, spec, block, surface, isChosen, chosen) {
  const name = freshId(type);
  const boxes = spec.options.map((option) => choice(type, name, option, surface.focusKey(block, spec, option.value)));
  const show = () => boxes.forEach(({ box }, index) => { box.checked = isChosen(spec.options[index].value); });
  boxes.forEach(({ box }, index) => box.addEventListener("change", async () => {
    if (!(await surface.changed(box, block, spec, chosen(box, spec.options[index].value)))) show();
  }));
  show();
  return el("div", { class: "choices" }, boxes.map(({ row }) => row));
}

function choice(type, name, option, focusKey) {
  const [id, more] = [freshId("choice"), freshId("choice-more")];
  const box = el("input", { type, name, id, "data-focus": focusKey, "aria-describedby": option.description ? more : null });
  const words = el("span", { class: "choice-words" }, el("label", { for: id }, textNodes(option.text)), option.description ? el("span", { class: "choice-more", id: more }, textNodes(option.description)) : null);
  return { box, row: el("div", { class: "choice" }, box, words) };
}
