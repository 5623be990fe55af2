import { h, s } from "./dom.js";

const box = { width: 320, height: 120, pad: 10 };
const mostDots = 40;

export const number = (value) => String(Number(value.toPrecision(5)));

// A small plot: `points` have `x`, `y`, a label and perhaps what they lead to. The title, the last value with the words of
// `last`, the least and the most stand above it as text. One value alone has no plot.
export function plot(title, points, { last = "", heading = "h2", look = "" } = {}) {
  const [left, right] = ends(points.map(({ x }) => x));
  const [least, most] = ends(points.map(({ y }) => y));
  const across = (x) => (right > left ? box.pad + share(x, left, right) * (box.width - 2 * box.pad) : box.width / 2);
  const up = (y) => (most > least ? box.height - box.pad - share(y, least, most) * (box.height - 2 * box.pad) : box.height / 2);
  const sorted = [...points].sort((first, second) => first.x - second.x);
  const hasLinks = points.some(({ href }) => href);
  const dots = points.length > mostDots && !hasLinks ? [] : points.map(({ x, y, label, href }) => {
    const mark = [s("circle", { cx: across(x), cy: up(y), r: 4 }), s("title", {}, label)];
    return href ? s("a", { href, "aria-label": label }, mark) : s("g", {}, mark);
  });
  const newest = number(points.at(-1).y);
  const range = `from ${number(least)} to ${number(most)}`;
  const description = hasLinks ? {} : { role: "img", "aria-label": `${title}: ${points.length} values ${range}, the last is ${newest}${last}` };
  const isOne = points.length === 1 && !hasLinks;
  return h("article", { class: `plot ${look}` }, h(heading, { class: "mono" }, title), h("p", {}, h("strong", {}, newest), h("span", { class: "soft" }, isOne ? last : `${last}, ${range}`)),
    !isOne && s("svg", { viewBox: `0 0 ${box.width} ${box.height}`, ...description }, s("polyline", { points: sorted.map(({ x, y }) => `${across(x)},${up(y)}`).join(" ") }), dots));
}

const ends = (values) => [Math.min(...values), Math.max(...values)];
// Of large numbers the difference may be infinite, of halves it is not.
const share = (value, low, high) => (value / 2 - low / 2) / (high / 2 - low / 2);
