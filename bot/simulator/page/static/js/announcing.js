// New messages are said to screen readers, whichever channel they come to.

import { decode } from "./mrkdwn.js";
import { say } from "./notices.js";

const heard = new Map(); // by person: the messages that were there already

export function announce({ me, channels }) {
  const first = !heard.has(me.id);
  const known = heard.get(me.id) ?? new Set();
  heard.set(me.id, known);
  for (const channel of channels) for (const message of channel.messages) {
    const key = `${channel.id}|${message.ts}`;
    if (!first && !known.has(key) && message.user.id !== me.id) say(`${message.user.name}: ${decode(message.text ?? "")}`);
    known.add(key);
  }
}
