// The shortcodes that apps use most; others are shown as they are written.

export const EMOJI = {
  white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️", no_entry: "⛔", no_entry_sign: "🚫",
  information_source: "ℹ️", question: "❓", grey_question: "❔", exclamation: "❗", key: "🔑", lock: "🔒", unlock: "🔓",
  envelope: "✉️", email: "📧", incoming_envelope: "📨", mailbox: "📫", hourglass: "⌛", hourglass_flowing_sand: "⏳",
  large_green_circle: "🟢", large_yellow_circle: "🟡", large_orange_circle: "🟠", red_circle: "🔴",
  large_blue_circle: "🔵", white_circle: "⚪", black_circle: "⚫", wave: "👋", tada: "🎉", bell: "🔔", eyes: "👀",
  bust_in_silhouette: "👤", busts_in_silhouette: "👥", wastebasket: "🗑️", pencil: "📝", pencil2: "✏️", memo: "📝",
  mag: "🔍", clock1: "🕐", stopwatch: "⏱️", calendar: "📅", clipboard: "📋", page_facing_up: "📄", link: "🔗",
  thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎", rocket: "🚀", robot_face: "🤖", shield: "🛡️",
  rotating_light: "🚨", bulb: "💡", gear: "⚙️", arrow_right: "➡️", arrow_left: "⬅️", arrow_forward: "▶️", pause_button: "⏸️", stop_button: "⏹️", repeat: "🔁",
  ballot_box_with_ballot: "🗳️", ballot_box_with_check: "☑️", heavy_minus_sign: "➖", zzz: "💤", smile: "😄",
};

export const SHORTCODE = /:([a-z0-9_+-]+):/g;

export function withEmoji(text) {
  return text.replace(SHORTCODE, (written, name) => (Object.hasOwn(EMOJI, name) ? EMOJI[name] : written));
}
