import { get, query, segment } from "./api.js";
import { empty, field, h, options, s } from "./dom.js";
import { metricsOf } from "./metrics.js";

const mostRuns = 20;
const mostPlots = 24;
const box = { width: 320, height: 120, pad: 10 };

// Numbers in JSON outputs over the newest runs of a pipeline that succeeded.
export async function metricsPage({ query: wanted, go }) {
  const all = (await get("/runs?limit=500&status=succeeded")).items;
  const names = [...new Set(all.map((run) => run.pipeline))].sort();
  const pipeline = wanted.get("pipeline") ?? all[0]?.pipeline;
  const choice = h("select", { onchange: () => go("/plots" + query({ pipeline: choice.value })) }, options(names.map((name) => [name, name]), pipeline));
  const runs = all.filter((run) => run.pipeline === pipeline).slice(0, mostRuns).reverse();
  const found = await Promise.all(runs.map(async (run) => metricsOf(run.id, (await get(`/runs/${segment(run.id)}/steps`)).items)));
  const metrics = [...new Set(found.flatMap((values) => [...values.keys()]))].slice(0, mostPlots);
  const cards = metrics.map((name) => plot(name, runs.map((run, index) => ({ run, value: found[index].get(name) })).filter(({ value }) => value !== undefined)));
  const node = h("div", {}, h("div", { class: "head" }, h("div", {}, h("p", { class: "crumbs" }, h("a", { href: "/pipelines" }, "Pipelines")), h("h1", { tabindex: "-1" }, "Metrics over runs"), h("p", { class: "lead" }, `Numbers in JSON outputs of the newest ${mostRuns} runs that succeeded, oldest first.`))),
    h("div", { class: "filters" }, field("Pipeline", choice)),
    cards.length ? h("div", { class: "grid" }, cards) : h("div", { class: "card" }, empty(h("strong", {}, "There are no numbers"), "A step that writes a JSON output with numbers in it has them here.")));
  return { title: "Metrics over runs", node };
}

const text = (value) => String(Number(value.toPrecision(5)));

function plot(name, points) {
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = (index) => box.pad + (points.length > 1 ? (index * (box.width - 2 * box.pad)) / (points.length - 1) : (box.width - 2 * box.pad) / 2);
  const y = (value) => (most > least ? box.height - box.pad - ((value - least) * (box.height - 2 * box.pad)) / (most - least) : box.height / 2);
  const dots = points.map(({ run, value }, index) => s("a", { href: `/runs/${segment(run.id)}`, "aria-label": `${run.name}: ${text(value)}` }, s("circle", { cx: x(index), cy: y(value), r: 4 }), s("title", {}, `${run.name}: ${text(value)}`)));
  return h("article", { class: "card pad plot" }, h("h2", { class: "mono" }, name), h("p", {}, h("strong", {}, text(values.at(-1))), h("span", { class: "soft" }, ` from ${text(least)} to ${text(most)}`)),
    s("svg", { viewBox: `0 0 ${box.width} ${box.height}` }, s("polyline", { points: points.map(({ value }, index) => `${x(index)},${y(value)}`).join(" ") }), dots));
}
