import { h } from "./dom.js";

export const table = (title, heads, rows) => h("div", { class: "card scroll" }, h("table", {}, h("caption", { class: "hidden" }, title), h("thead", {}, h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text)))), h("tbody", {}, rows)));

// A page of one table, or of `nothing` when it has no rows.
export function listPage(title, lead, heads, rows, nothing, ...others) {
  const node = h("div", {}, h("div", { class: "head" }, h("div", {}, h("h1", { tabindex: "-1" }, title), h("p", { class: "lead" }, lead))),
    h("div", { class: "stackup" }, rows.length ? table(title, heads, rows) : h("div", { class: "card" }, nothing), others));
  return { title, node };
}
