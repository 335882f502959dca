// Drawn by path, so that no text of anybody becomes markup.

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  close: "M6 6l12 12M18 6L6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  send: "M4 12l16-7-5 15-3.500-6.500L4 12zM11.500 13.500L20 5",
  eye: "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z",
  inspect: "M9 7l-5 5 5 5M15 7l5 5-5 5",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6l1-7z",
  download: "M12 4v11M7.500 11l4.500 4.500 4.500-4.500M5 20h14",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  bulb: "M9.500 20h5M10 17h4c0-2.500 3-4 3-7.500A5 5 0 0 0 7 9.500C7 13 10 14.500 10 17z",
  arrow: "M5 12h14M13 6l6 6-6 6",
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l4.500 4.500",
  check: "M5 12.500l4.500 4.500L19 7.500",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
