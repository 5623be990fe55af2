import { h, s } from "./dom.js";

export const date = (text) => (text ? new Date(text) : undefined);

export function duration(milliseconds) {
  if (milliseconds === undefined || Number.isNaN(milliseconds)) return "";
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, "0")} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor(whole / 60) % 60).padStart(2, "0")} m`;
}

export function span(from, to) {
  return from ? duration((date(to) ?? new Date()) - date(from)) : "";
}

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
export const moment = (text) => clock.format(date(text));
const units = [["day", 86400], ["hour", 3600], ["minute", 60]];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

export function time(text) {
  if (!text) return h("span", { class: "soft" }, "–");
  const seconds = (date(text) - Date.now()) / 1000;
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  const words = Math.abs(seconds) > 86400 * 20 ? moment(text) : relative.format(Math.trunc(seconds / size), unit);
  return h("time", { datetime: text, title: moment(text) }, words);
}

export function size(count) {
  const words = ["B", "kB", "MB", "GB", "TB"];
  let place = 0;
  for (; count >= 1000 && place < words.length - 1; place++) count /= 1000;
  return `${place && count < 100 ? count.toFixed(1) : Math.round(count)} ${words[place]}`;
}

const ring = (dash) => s("circle", { cx: 8, cy: 8, r: 6.2, fill: "none", stroke: "currentColor", "stroke-width": 1.7, "stroke-dasharray": dash });
const disc = () => s("circle", { cx: 8, cy: 8, r: 7, fill: "currentColor" });
const cut = (d) => s("path", { d, fill: "none", stroke: "var(--page)", "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round" });
const line = (d) => s("path", { d, fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linecap": "round" });
const signs = {
  succeeded: () => [disc(), cut("M5 8.3l2.1 2.1L11.2 6")],
  cached: () => [ring(), line("M5 8.3l2.1 2.1L11.2 6")],
  failed: () => [disc(), cut("M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6")],
  cancelled: () => [ring(), line("M4.5 11.5l7-7")],
  skipped: () => [ring(), line("M5.5 8h5")],
  running: () => [ring("24 15")],
  launching: () => [ring("8 5")],
  stopping: () => [ring(), s("rect", { x: 5.7, y: 5.7, width: 4.6, height: 4.6, fill: "currentColor" })],
};

// A sign, a word and a colour: none of them has to be told apart alone.
export function sign(status) {
  const isBusy = status === "running" || status === "launching";
  return s("svg", { viewBox: "0 0 16 16", "aria-hidden": "true", class: isBusy ? "spin" : undefined }, ...(signs[status]?.() ?? [ring("2.5 2.4")]));
}
export const status = (word) => h("span", { class: `status is-${word}` }, sign(word), word);
export const isOver = (word) => ["succeeded", "failed", "cancelled", "cached", "skipped"].includes(word);
