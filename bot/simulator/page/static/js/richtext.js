// Text objects on the screen.

import { el, link } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { parse } from "./mrkdwn.js";
import { channelName, personName, state } from "./state.js";
import { slackDate } from "./times.js";

export function textNodes(text) {
  if (!text) return [];
  return text.type === "mrkdwn" ? mrkdwnNodes(text.text) : [withLineBreaks(plainWords(text))];
}

export function plainWords(text) {
  return text?.emoji === false ? text.text : withEmoji(text?.text ?? "");
}

function withLineBreaks(words) {
  return el("span", { class: "plain" }, words);
}

export function mrkdwnNodes(source) {
  return parse(source).map(paragraph);
}

function paragraph(node) {
  if (node.type === "preformatted") return el("pre", { class: "preformatted" }, el("code", {}, node.text));
  const lines = node.lines.map((line, index) => [index ? el("br") : null, line.map(drawn)]);
  return el(node.type === "quote" ? "blockquote" : "span", { class: node.type }, lines);
}

const DRAWN = {
  text: (node) => node.text,
  code: (node) => el("code", {}, node.text),
  bold: (node) => el("strong", {}, node.children.map(drawn)),
  italic: (node) => el("em", {}, node.children.map(drawn)),
  strike: (node) => el("s", {}, node.children.map(drawn)),
  user: (node) => el("span", { class: "mention" }, `@${personName(node.id) ?? node.label ?? node.id}`),
  channel: (node) => el("span", { class: "mention" }, `#${channelName(node.id) ?? node.label ?? node.id}`),
  everybody: (node) => el("span", { class: "mention loud" }, `@${node.name}`),
  link: (node) => link(node.url, node.label),
  date: drawnDate,
};

function drawn(node) {
  return DRAWN[node.type](node);
}

function drawnDate(node) {
  const words = slackDate(node, new Date(state.snapshot?.clock ?? Date.now())) ?? node.fallback;
  return node.url ? link(node.url, words) : el("time", {}, words);
}
