// external_select: a combobox that asks the app for options as the person types (ARIA's "list autocomplete").

import { el, fill, freshId } from "./dom.js";
import { plainWords } from "./richtext.js";

const PAUSE = 180; // milliseconds without a key before the app is asked
const LEAST = 3; // Slack's default for min_query_length

export function externalSelect(spec, block, surface, labels) {
  return new Combobox(spec, block, surface, labels).node;
}

class Combobox {
  constructor(spec, block, surface, labels) {
    Object.assign(this, { spec, block, surface, found: [], at: -1, asked: 0, timer: 0 });
    this.list = el("div", { class: "listbox", role: "listbox", id: freshId("listbox"), "aria-label": "Options", hidden: true });
    this.told = el("p", { class: "listbox-note", role: "status" });
    this.input = this.#input(labels);
    this.node = el("div", { class: "combobox", focusout: (event) => this.#left(event) }, this.input, this.list, this.told);
    this.#show();
  }

  #input(labels) {
    const input = el("input", {
      ...labels, type: "text", class: "control search", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
      placeholder: plainWords(this.spec.placeholder), "data-focus": this.surface.focusKey(this.block, this.spec),
      input: () => this.#typed(), keydown: (event) => this.#pressed(event), click: () => this.#ask(),
    });
    if (!labels.id) input.setAttribute("aria-label", plainWords(this.spec.placeholder) || "Search");
    return input;
  }

  #show() {
    const option = this.surface.values.get(this.block, this.spec);
    this.input.value = option ? plainWords(option.text) : "";
  }

  #typed() {
    if (!this.input.value) this.surface.values.set(this.block, this.spec, null);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    const chosen = this.surface.values.get(this.block, this.spec);
    const query = chosen && this.input.value === plainWords(chosen.text) ? "" : this.input.value;
    const least = this.spec.min_query_length ?? LEAST;
    if (query.length < least) return this.#close(`Type at least ${least} characters to search.`);
    const asked = ++this.asked;
    this.told.textContent = "Searching…";
    const answered = await this.surface.options(this.block, this.spec, query);
    if (asked !== this.asked || !this.node.contains(document.activeElement)) return undefined;
    return answered ? this.#open(groupsOf(answered)) : this.#close("The search failed. Type again to retry.");
  }

  #open(groups) {
    this.found = groups.flatMap((group) => group.options);
    this.at = -1;
    if (!this.found.length) return this.#close("Nothing found.");
    let index = 0;
    const rows = groups.map((group) => {
      const options = group.options.map((option) => this.#row(option, index++));
      return group.label ? el("div", { role: "group", "aria-label": plainWords(group.label) }, el("div", { class: "listbox-group", "aria-hidden": "true" }, plainWords(group.label)), options) : options;
    });
    fill(this.list, rows);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    // One option may say that there is none, so it is read out as it is, and not counted.
    fill(this.told, this.found.length === 1 ? el("span", { class: "unseen" }, plainWords(this.found[0].text)) : `${this.found.length} found`);
    return undefined;
  }

  #row(option, index) {
    return el(
      "div",
      { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false", class: "listbox-option", mousedown: (event) => event.preventDefault(), click: () => this.#choose(index) },
      el("span", {}, plainWords(option.text)),
      option.description ? el("span", { class: "choice-more" }, plainWords(option.description)) : null,
    );
  }

  #close(words = "") {
    this.asked += 1;
    this.list.hidden = true;
    this.found = [];
    this.told.textContent = words;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  #pressed(event) {
    if (this.list.hidden) return this.#pressedClosed(event);
    const steps = { ArrowDown: this.at + 1, ArrowUp: this.at < 0 ? -1 : this.at - 1 };
    if (event.key in steps) this.#mark(steps[event.key]);
    else if (event.key === "Enter") this.#choose(Math.max(0, this.at));
    else if (event.key === "Escape") {
      this.#close();
      this.#show();
    } else return undefined;
    event.stopPropagation();
    return event.preventDefault();
  }

  #pressedClosed(event) {
    if (event.key === "Enter") event.preventDefault();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    this.#ask();
  }

  #mark(index) {
    const rows = [...this.list.querySelectorAll("[role=option]")];
    this.at = (index + rows.length) % rows.length;
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === this.at)));
    rows[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", rows[this.at].id);
  }

  async #choose(index) {
    const option = this.found[index];
    this.#close();
    this.input.value = plainWords(option.text);
    await this.surface.changed(this.input, this.block, this.spec, option);
    this.#show();
  }

  // What was typed and not chosen is no choice.
  #left(event) {
    if (this.node.contains(event.relatedTarget)) return;
    clearTimeout(this.timer);
    this.asked += 1;
    afterThePress(() => this.node.contains(document.activeElement) || this.#settle());
  }

  #settle() {
    this.#close();
    this.#show();
  }
}

// A press elsewhere takes the focus when it begins: a list that closed then would move what is pressed from under it.
function afterThePress(work) {
  if (document.querySelector(":active")) addEventListener("pointerup", () => setTimeout(work), { once: true, capture: true });
  else work();
}

function groupsOf(answered) {
  return answered.option_groups ?? [{ label: null, options: answered.options ?? [] }];
}
