// What stands in the fields of a view. As in Slack, what was there first stays over updates of the view while
// block_id, action_id and type stay the same, even where nobody touched it.

const INITIAL = {
  plain_text_input: (spec) => spec.initial_value ?? "",
  email_text_input: (spec) => spec.initial_value ?? "",
  url_text_input: (spec) => spec.initial_value ?? "",
  number_input: (spec) => spec.initial_value ?? "",
  static_select: (spec) => spec.initial_option?.value ?? null,
  external_select: (spec) => spec.initial_option ?? null,
  users_select: (spec) => spec.initial_user ?? null,
  radio_buttons: (spec) => spec.initial_option?.value ?? null,
  checkboxes: (spec) => (spec.initial_options ?? []).map((option) => option.value),
};

export class Values {
  #held = new Map();

  get(block, spec) {
    const key = keyOf(block, spec);
    if (!this.#held.has(key)) this.#held.set(key, INITIAL[spec.type]?.(spec) ?? null);
    return this.#held.get(key);
  }

  set(block, spec, value) {
    this.#held.set(keyOf(block, spec), value);
  }

  // As the routes take them: plain values by block_id and action_id, null where a field is empty.
  collect(blocks) {
    const collected = {};
    for (const block of blocks) {
      if (block.type !== "input" || !Object.hasOwn(INITIAL, block.element.type)) continue;
      collected[block.block_id] = { [block.element.action_id]: plainValue(this.get(block, block.element)) };
    }
    return collected;
  }
}

const keyOf = (block, spec) => JSON.stringify([block.block_id, spec.action_id, spec.type]);

// An option that was searched for is held whole, because its label must be shown again.
export function plainValue(value) {
  if (value === "" || value === null) return null;
  return Array.isArray(value) || typeof value !== "object" ? value : value.value;
}
