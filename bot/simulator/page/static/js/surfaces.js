// Where blocks stand (a message, a modal, the App Home), and what a click there does.

import { confirmed } from "./confirm.js";
import { attach, once, perform } from "./doing.js";
import { plainValue, Values } from "./values.js";

export class Surface {
  constructor(container, name) {
    this.container = container;
    this.name = name;
    this.values = new Values();
    this.blocks = [];
  }

  focusKey(block, spec, more = "") {
    return [this.name, block.block_id, spec.action_id, more].join("|");
  }

  // A click or a choice that the app hears of. False where the person thought better of it, or it was refused.
  async act(control, block, spec, value = null) {
    if (spec.confirm && !(await confirmed(spec.confirm))) return false;
    const deed = { do: "act", container: this.container, block_id: block.block_id ?? "", action_id: spec.action_id, value: plainValue(value), ...this.#typed() };
    return (await once(control, deed)) !== null;
  }

  // What else stands in a view goes along with a click in it.
  #typed() {
    return this.container.type === "view" ? { values: this.values.collect(this.blocks) } : {};
  }

  // A field of a form only keeps its value, unless it asks to tell the app.
  async changed(control, block, spec, value) {
    const before = this.values.get(block, spec);
    this.values.set(block, spec, value);
    if (block.type === "input" && !block.dispatch_action) return true;
    const done = await this.act(control, block, spec, value);
    if (!done) this.values.set(block, spec, before);
    return done;
  }

  // Files are Slack's at once: what is in a field for them stands in the view that it sends.
  attach(block, spec, file) {
    return attach({ view: this.container.view_id, block: block.block_id, action: spec.action_id }, file);
  }

  detach(control, block, spec, fileId) {
    return once(control, { do: "detach", view_id: this.container.view_id, block_id: block.block_id, action_id: spec.action_id, file_id: fileId });
  }

  options(block, spec, query) {
    return perform({ do: "options", container: this.container, block_id: block.block_id ?? "", action_id: spec.action_id, query });
  }
}
