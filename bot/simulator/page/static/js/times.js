// Moments, in the reader's own language and time zone.

const DAY = 86_400_000;
const DATES = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};
const RELATIVE = { "-1": "yesterday", 0: "today", 1: "tomorrow" };

const formatted = (date, options) => new Intl.DateTimeFormat("en-GB", options).format(date);
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

export const clockTime = (iso) => formatted(new Date(iso), DATES.time);
export const fullTime = (iso) => formatted(new Date(iso), { ...DATES.date_long, ...DATES.time_secs });
export const secondTime = (iso) => formatted(new Date(iso), DATES.time_secs);

// Slack's `<!date^…>`: `now` is what "today" means. null where the format or the moment means nothing.
export function slackDate({ seconds, format }, now) {
  const date = new Date(seconds * 1000);
  if (!format || Number.isNaN(date.getTime())) return null;
  return format.replace(/\{([a-z_]+)\}/g, (written, name) => part(date, name, now) ?? written);
}

function part(date, name, now) {
  if (name === "ago") return ago(date, now);
  const plain = name.replace(/_pretty$/, "");
  if (!Object.hasOwn(DATES, plain)) return null;
  const near = name === plain ? null : RELATIVE[Math.round((midnight(date) - midnight(now)) / DAY)];
  return near ?? formatted(date, DATES[plain]);
}

function ago(date, now) {
  const minutes = Math.round((date - now) / 60_000);
  const format = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return format.format(minutes, "minute");
  if (Math.abs(minutes) < 60 * 24) return format.format(Math.round(minutes / 60), "hour");
  return format.format(Math.round(minutes / 60 / 24), "day");
}
