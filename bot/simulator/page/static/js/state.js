// What this tab looks at. Who acts and where stands in the address, so that two tabs can be two people.

import { getJson } from "./api.js";

export const state = { people: [], gone: [], hints: [], snapshot: null };

export function place() {
  const hash = new URLSearchParams(location.hash.slice(1));
  return { handle: hash.get("as"), channel: hash.get("in"), tab: hash.get("tab") };
}

export function address({ handle, channel, tab }) {
  const hash = new URLSearchParams();
  if (handle) hash.set("as", handle);
  if (channel) hash.set("in", channel);
  if (tab) hash.set("tab", tab);
  return `#${hash}`;
}

export function acting() {
  const { handle } = place();
  return state.people.find((person) => person.handle === handle) ?? state.people.find((person) => person.first) ?? state.people[0];
}

// The person of the address, where that account was deactivated: nobody acts as them.
export function missing() {
  const { handle } = place();
  return state.gone.find((person) => person.handle === handle) ?? null;
}

export function channels() {
  return state.snapshot?.channels ?? [];
}

export function channel() {
  return channels().find((one) => one.id === place().channel) ?? channels()[0] ?? null;
}

export function personName(id) {
  return [...state.people, ...state.gone].find((person) => person.id === id)?.name ?? (id === state.snapshot?.app.bot_user_id ? state.snapshot.app.name : null);
}

export function channelName(id) {
  return channels().find((one) => one.id === id)?.name ?? null;
}

export async function loadPeople() {
  const loaded = await getJson("/api/people");
  Object.assign(state, { people: loaded.people, gone: loaded.gone, hints: loaded.try });
}

// False where the person was switched while the answer was under way.
export async function loadSnapshot() {
  const person = acting();
  const snapshot = await getJson(`/api/state?as=${encodeURIComponent(person.id)}`);
  if (acting() !== person) return false;
  state.snapshot = snapshot;
  return true;
}
