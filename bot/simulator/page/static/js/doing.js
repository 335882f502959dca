// Acting as the person of this tab; what is refused is said.

import { act, Refused, Unreachable, upload } from "./api.js";
import { notify } from "./notices.js";
import { acting } from "./state.js";

const SILENT = new Set(["options", "read"]); // these change nothing that is on the screen
let afterwards = () => {};

export function onDone(refresh) {
  afterwards = refresh;
}

// Returns what was answered, or null where it was refused.
export function perform(deed) {
  return told(act(acting().id, deed), SILENT.has(deed.do));
}

// Puts a file into a field: see `upload`. What the field does not take is said at it, and answered as if it were taken.
export function attach(place, file) {
  return told(upload(acting().id, place, file), false);
}

async function told(asked, silent) {
  try {
    const answered = await asked;
    if (!silent) await afterwards();
    return answered;
  } catch (error) {
    if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
    notify(error.message);
    return null;
  }
}

// Marks `control` as busy meanwhile and takes no second click.
export async function once(control, deed) {
  if (control.getAttribute("aria-busy") === "true") return null;
  control.setAttribute("aria-busy", "true");
  try {
    return await perform(deed);
  } finally {
    control.removeAttribute("aria-busy");
  }
}
