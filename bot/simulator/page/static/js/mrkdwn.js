// Slack's mrkdwn as a tree of nodes. Pure: no DOM in here; richtext.js draws the tree.

import { withEmoji } from "./emoji.js";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const FENCE = /```\n?([\s\S]+?)\n?```/g;
const QUOTE = /^(?:&gt;|>) ?/;
const INLINE = /`([^`\n]+)`|<((?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>\n]+)>|([*_~])(?=\S)([^\n]*?\S)\3(?![A-Za-z0-9])/;
const STYLES = { "*": "bold", _: "italic", "~": "strike" };

export const decode = (text) => text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]);

export function parse(source) {
  const nodes = [];
  let end = 0;
  for (const found of source.matchAll(FENCE)) {
    nodes.push(...paragraphs(source.slice(end, found.index)));
    nodes.push({ type: "preformatted", text: plainly(found[1]) });
    end = found.index + found[0].length;
  }
  nodes.push(...paragraphs(source.slice(end)));
  return nodes;
}

// Runs of quoted lines become one quote; line breaks of the rest are kept.
function paragraphs(text) {
  const nodes = [];
  for (const line of text.replace(/^\n|\n$/g, "").split("\n")) {
    const quoted = QUOTE.test(line);
    const last = nodes.at(-1);
    const type = quoted ? "quote" : "lines";
    const content = inline(quoted ? line.replace(QUOTE, "") : line);
    if (last?.type === type) last.lines.push(content);
    else nodes.push({ type, lines: [content] });
  }
  return nodes.filter((node) => node.lines.some((line) => line.length));
}

function inline(text) {
  const nodes = [];
  let rest = text;
  while (rest) {
    const found = firstInline(rest);
    if (!found) return [...nodes, ...words(rest)];
    nodes.push(...words(rest.slice(0, found.index)), node(found));
    rest = rest.slice(found.index + found[0].length);
  }
  return nodes;
}

// A mark in the middle of a word (jane_doe@example.com) is no formatting.
function firstInline(text) {
  let from = 0;
  for (;;) {
    const found = INLINE.exec(text.slice(from));
    if (!found) return null;
    found.index += from;
    if (!found[3] || !/[A-Za-z0-9]/.test(text[found.index - 1] ?? "")) return found;
    from = found.index + 1;
  }
}

function node([, code, token, mark, styled]) {
  if (code !== undefined) return { type: "code", text: plainly(code) };
  if (token !== undefined) return special(token);
  return { type: STYLES[mark], children: inline(styled) };
}

function special(token) {
  const [target, label] = halves(token);
  if (target.startsWith("@")) return { type: "user", id: target.slice(1), label };
  if (target.startsWith("#")) return { type: "channel", id: target.slice(1), label };
  if (target.startsWith("!date^")) return moment(target, label);
  if (target.startsWith("!subteam^")) return { type: "everybody", name: label ?? "group" };
  if (target.startsWith("!")) return { type: "everybody", name: label ?? decode(target.slice(1)) };
  return { type: "link", url: decode(target), label: label ?? decode(target).replace(/^mailto:/, "") };
}

function moment(target, fallback) {
  const [, seconds, format, url] = target.split("^");
  return { type: "date", seconds: Number(seconds), format: decode(format ?? ""), url: url ? decode(url) : null, fallback: fallback ?? "" };
}

function halves(token) {
  const bar = token.indexOf("|");
  return bar < 0 ? [token, null] : [token.slice(0, bar), withEmoji(decode(token.slice(bar + 1)))];
}

function words(text) {
  return text ? [{ type: "text", text: withEmoji(decode(text)) }] : [];
}

// Within code, a link shows its label or its address.
function plainly(text) {
  return decode(text.replace(/<([^<>\n]+)>/g, (_, token) => halves(token)[1] ?? token));
}
