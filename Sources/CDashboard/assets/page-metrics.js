import { get, query, segment } from "./api.js";
import { empty, field, h, options } from "./dom.js";
import { metricsOf } from "./metrics.js";
import { number, plot } from "./plot.js";

const mostRuns = 20;
const mostPlots = 24;

// What steps measured and numbers in JSON outputs, over the newest runs of a pipeline that succeeded.
export async function metricsPage({ query: wanted, go }) {
  const all = (await get("/runs?limit=500&status=succeeded")).items;
  const names = [...new Set(all.map((run) => run.pipeline))].sort();
  const pipeline = wanted.get("pipeline") ?? all[0]?.pipeline;
  const choice = h("select", { onchange: () => go("/plots" + query({ pipeline: choice.value })) }, options(names.map((name) => [name, name]), pipeline));
  const runs = all.filter((run) => run.pipeline === pipeline).slice(0, mostRuns).reverse();
  const found = await Promise.all(runs.map(async (run) => metricsOf(run.id, (await get(`/runs/${segment(run.id)}/steps`)).items)));
  const metrics = [...new Set(found.flatMap((values) => [...values.keys()]))].slice(0, mostPlots);
  const points = (name) => runs.map((run, x) => ({ run, x, y: found[x].get(name) })).filter(({ y }) => y !== undefined).map(({ run, x, y }) => ({ x, y, label: `${run.name}: ${number(y)}`, href: `/runs/${segment(run.id)}` }));
  const cards = metrics.map((name) => plot(name, points(name), { look: "card pad" }));
  const node = h("div", {}, h("div", { class: "head" }, h("div", {}, h("p", { class: "crumbs" }, h("a", { href: "/pipelines" }, "Pipelines")), h("h1", { tabindex: "-1" }, "Metrics over runs"), h("p", { class: "lead" }, `What steps measured last, and numbers in JSON outputs, of the newest ${mostRuns} runs that succeeded, oldest first.`))),
    h("div", { class: "filters" }, field("Pipeline", choice)),
    cards.length ? h("div", { class: "grid" }, cards) : h("div", { class: "card" }, empty(h("strong", {}, "There are no numbers"), "What a step logs as a metric, or writes as numbers into a JSON output, is here.")));
  return { title: "Metrics over runs", node };
}
