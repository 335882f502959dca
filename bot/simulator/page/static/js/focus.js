// A page that is drawn anew takes no focus away and loses no caret.

export function keepingFocus(root, draw) {
  const active = document.activeElement;
  const inside = root.contains(active) && active !== root;
  const remembered = inside ? { key: active.dataset.focus, caret: caretOf(active), home: active.closest("[data-key]")?.dataset.key } : null;
  draw();
  if (remembered && !active.isConnected) restore(root, remembered);
}

function restore(root, { key, caret, home }) {
  const again = withData(root, "focus", key) ?? withData(root, "key", home);
  if (!again) return root.focus({ preventScroll: true });
  again.focus({ preventScroll: true });
  if (caret && again.setSelectionRange) again.setSelectionRange(...caret);
  return undefined;
}

function withData(root, name, value) {
  return value === undefined ? undefined : [...root.querySelectorAll(`[data-${name}]`)].find((node) => node.dataset[name] === value);
}

function caretOf(node) {
  // Number and e-mail fields have no caret to ask for: it is null there.
  return typeof node.selectionStart === "number" ? [node.selectionStart, node.selectionEnd] : null;
}
