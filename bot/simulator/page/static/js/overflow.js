// The overflow menu of a block.

import { safeUrl } from "./dom.js";
import { menuButton } from "./menu.js";
import { plainWords } from "./richtext.js";

export function overflow(spec, block, surface) {
  const look = { label: "More actions", sign: "more", look: "button more", key: surface.focusKey(block, spec) };
  return menuButton(look, spec.options.map((option) => ({ words: plainWords(option.text), choose: (button) => choose(option, button) })));

  function choose(option, button) {
    if (option.url && safeUrl(option.url)) window.open(safeUrl(option.url), "_blank", "noopener,noreferrer");
    surface.act(button, block, spec, option.value);
  }
}
