// What is said once: a toast, and words for screen readers.

const toast = document.getElementById("toast");
const live = document.getElementById("live");
const SECONDS_SHOWN = 9;
let timer = 0;

export function notify(words) {
  clearTimeout(timer);
  toast.hidePopover();
  toast.textContent = words;
  // Shown anew, so that it lies over a dialog that opened meanwhile.
  toast.showPopover();
  timer = setTimeout(() => toast.hidePopover(), SECONDS_SHOWN * 1000);
}

export function say(words) {
  live.textContent = words;
}

export function offline(is) {
  document.getElementById("offline").hidden = !is;
}
