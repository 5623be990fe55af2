import { get, query, segment } from "./api.js";
import { field, h, options } from "./dom.js";
import { date, duration, status } from "./format.js";
import { metricsOf } from "./metrics.js";

// Two runs beside each other: how long their steps took, parameters that differ, what they measured, and numbers in their JSON outputs.
export async function comparePage({ query: wanted, go }) {
  const runs = (await get("/runs?limit=100")).items;
  const ids = [wanted.get("left") ?? runs[1]?.id ?? runs[0]?.id, wanted.get("right") ?? runs[0]?.id];
  const choices = ids.map((id) => h("select", { onchange: () => go("/compare" + query({ left: choices[0].value, right: choices[1].value })) }, options(runs.map((run) => [run.id, run.name]), id)));
  const node = h("div", {}, h("div", { class: "head" }, h("div", {}, h("h1", { tabindex: "-1" }, "Compare two runs"), h("p", { class: "lead" }, "How long their steps took, and what differs."))),
    h("div", { class: "filters" }, field("First", choices[0]), field("Second", choices[1])));
  if (!ids[0]) { node.append(h("p", { class: "notice" }, "There are no runs yet.")); return { title: "Compare", node }; }
  const sides = await Promise.all(ids.map(side));
  const rows = [...new Set(sides.flatMap((side) => [...side.steps.keys()]))].slice(0, 500);
  const cell = (step) => h("td", { class: "nowrap" }, step ? [status(step.status), " ", h("span", { class: "soft" }, duration(spent(step)))] : "–");
  const heads = (first) => h("thead", {}, h("tr", {}, h("th", { scope: "col" }, first), sides.map((side) => h("th", { scope: "col" }, side.run.name)), h("th", { scope: "col", class: "number" }, "Difference")));
  const difference = (left, right) => (left === undefined || right === undefined ? "" : left === right ? "same" : `${right > left ? "+" : "−"}${duration(Math.abs(right - left))}`);
  node.append(h("div", { class: "stackup" },
    h("section", { class: "card scroll" }, h("table", {}, h("caption", { class: "hidden" }, "Durations"), heads("Step"), h("tbody", {}, rows.map((name) => {
      const [left, right] = sides.map((side) => side.steps.get(name));
      return h("tr", {}, h("th", { scope: "row", class: "mono" }, name), cell(left), cell(right), h("td", { class: "number" }, difference(spent(left), spent(right))));
    })))),
    values("Parameter", sides, (side) => side.parameters, heads, true), values("Metric", sides, (side) => side.metrics, heads, false)));
  return { title: "Compare", node };
}

function values(title, sides, of, heads, onlyDifferent) {
  const names = [...new Set(sides.flatMap((side) => [...of(side).keys()]))].filter((name) => !onlyDifferent || of(sides[0]).get(name) !== of(sides[1]).get(name));
  if (!names.length) return h("p", { class: "soft" }, onlyDifferent ? "Both had the same parameters." : "Neither measured anything, or has numbers in a JSON output.");
  return h("section", { class: "card scroll" }, h("table", {}, h("caption", { class: "hidden" }, `${title}s`), heads(title), h("tbody", {}, names.map((name) => {
    const [left, right] = sides.map((side) => of(side).get(name));
    const gap = typeof left === "number" && typeof right === "number" ? (right - left).toPrecision(4) : "";
    return h("tr", {}, h("th", { scope: "row", class: "mono" }, name), h("td", {}, left ?? "–"), h("td", {}, right ?? "–"), h("td", { class: "number" }, gap));
  }))));
}

const spent = (step) => (step?.startedAt && step.endedAt ? date(step.endedAt) - date(step.startedAt) : undefined);

async function side(id) {
  const address = `/runs/${segment(id)}`;
  const [run, plan, steps] = await Promise.all([get(address), get(`${address}/plan`), get(`${address}/steps`)]);
  const parameters = new Map(plan.steps.flatMap((step) => Object.entries(step.environment).filter(([name]) => name.startsWith("APUS_PARAM_")).map(([name, value]) => [`${step.name}: ${name.slice(11).toLowerCase()}`, value])));
  const metrics = await metricsOf(id, steps.items);
  return { run, parameters, metrics, steps: new Map(steps.items.map((step) => [step.step, step])) };
}
