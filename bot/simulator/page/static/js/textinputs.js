// Fields to type into: text of one or more lines, an address, a number.

import { el } from "./dom.js";
import { plainWords } from "./richtext.js";

const KINDS = {
  plain_text_input: () => ({ type: "text", autocomplete: "off" }),
  email_text_input: () => ({ type: "text", inputmode: "email", autocomplete: "off", autocapitalize: "off", spellcheck: "false" }),
  url_text_input: () => ({ type: "text", inputmode: "url", autocomplete: "off", autocapitalize: "off", spellcheck: "false" }),
  number_input: (spec) => ({ type: "text", inputmode: spec.is_decimal_allowed ? "decimal" : "numeric", autocomplete: "off" }),
};

export function textInput(spec, block, surface, labels) {
  const multiline = spec.type === "plain_text_input" && spec.multiline;
  const control = el(multiline ? "textarea" : "input", {
    ...(multiline ? { rows: "4" } : KINDS[spec.type](spec)),
    ...labels,
    class: "control",
    maxlength: spec.max_length,
    placeholder: plainWords(spec.placeholder),
    autofocus: spec.focus_on_load === true,
    "data-focus": surface.focusKey(block, spec),
    input: () => surface.values.set(block, spec, control.value),
    keydown: (event) => pressed(event, control, block, spec, surface),
  });
  control.value = surface.values.get(block, spec) ?? "";
  return control;
}

function pressed(event, control, block, spec, surface) {
  const tells = block.dispatch_action && (spec.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"]).includes("on_enter_pressed");
  if (event.key !== "Enter" || event.isComposing || !tells) return;
  event.preventDefault();
  surface.act(control, block, spec, control.value);
}
