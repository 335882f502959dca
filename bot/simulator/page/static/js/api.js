// The page's own routes.

// The simulator said no, in a sentence.
export class Refused extends Error {}

// The simulator is not there.
export class Unreachable extends Error {}

export async function getJson(path) {
  return answer(await ask(path, { headers: { Accept: "application/json" } }));
}

export async function act(person, deed) {
  const headers = { "Content-Type": "application/json" };
  return answer(await ask(`/api/do?as=${encodeURIComponent(person)}`, { method: "POST", headers, body: JSON.stringify(deed) }));
}

// The bytes as they are, for a field of the modal; `place` names its view, block and action.
export async function upload(person, place, file) {
  const asked = new URLSearchParams({ as: person, ...place, name: file.name });
  const headers = { "Content-Type": "application/octet-stream" };
  return answer(await ask(`/api/file?${asked}`, { method: "POST", headers, body: file }));
}

async function ask(path, init) {
  try {
    return await fetch(path, init);
  } catch {
    throw new Unreachable("The simulator does not answer.");
  }
}

async function answer(response) {
  const body = await response.json().catch(() => null);
  if (response.ok) return body;
  throw new Refused(body?.error ?? "The simulator had a problem; its terminal says more.");
}

// `changed` is called at every change, and each time the line comes back; `lost` when it breaks.
// Only a tab that is looked at follows: a browser opens six connections to one address, and no more.
export function follow({ changed, lost }) {
  let source = null;
  const stop = () => {
    source?.close();
    source = null;
  };
  const begin = () => {
    if (source || document.hidden) return;
    source = new EventSource("/api/events");
    source.addEventListener("change", changed);
    source.addEventListener("error", lost);
  };
  addEventListener("pagehide", stop);
  addEventListener("pageshow", begin);
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : begin()));
  begin();
}
