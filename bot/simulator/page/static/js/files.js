// The files of a message, to be downloaded.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { acting } from "./state.js";

const UNITS = ["bytes", "kB", "MB"];

export function files(message, channel) {
  if (!message.files?.length) return null;
  return el("ul", { class: "files", "aria-label": "Files" }, message.files.map((file) => el("li", {}, row(file, message, channel))));
}

function row(file, message, channel) {
  const asked = new URLSearchParams({ as: acting().id, channel: channel.id, ts: message.ts, id: file.id });
  const words = el("span", { class: "file-words" }, el("span", { class: "file-name" }, file.title), el("span", { class: "file-size" }, size(file.size)));
  return el("a", { class: "file", href: `/api/file?${asked}`, download: file.name, "aria-label": `Download ${file.name}, ${size(file.size)}` }, icon("file"), words, icon("download"));
}

export function size(bytes) {
  if (bytes === 1) return "1 byte";
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1000)));
  return `${Number((bytes / 1000 ** step).toPrecision(3))} ${UNITS[step]}`;
}
