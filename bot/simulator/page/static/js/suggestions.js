// What can be typed next: the app's commands, and the words that a command's usage hint lists.

export function suggest(text, commands) {
  if (!text.startsWith("/") || text.includes("\n")) return [];
  const [typed, ...rest] = text.split(" ");
  if (!rest.length) return commands.filter(({ command }) => command.startsWith(typed) && command !== typed).map(offeredCommand);
  const command = commands.find((one) => one.command === typed);
  return command && rest.length === 1 ? words(command).filter((word) => word.startsWith(rest[0]) && word !== rest[0]).map((word) => offeredWord(command, word)) : [];
}

// The command that is being typed, to show how it is used.
export function commandOf(text, commands) {
  return commands.find(({ command }) => text === command || text.startsWith(`${command} `)) ?? null;
}

function words({ usage_hint: hint }) {
  const listed = /^\[([^\]]*\|[^\]]*)\]$/.exec(hint ?? "");
  return listed ? listed[1].split("|").map((word) => word.trim()).filter((word) => /^\S+$/.test(word)) : [];
}

const offeredCommand = ({ command, description }) => ({ text: command, shown: command, more: description ?? "" });
const offeredWord = ({ command }, word) => ({ text: `${command} ${word}`, shown: word, more: "" });
