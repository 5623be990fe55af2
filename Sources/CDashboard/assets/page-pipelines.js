import { get, segment } from "./api.js";
import { empty, h, styled } from "./dom.js";
import { date, duration, status, time } from "./format.js";
import { command } from "./command.js";

const most = 500;
const lately = 24;

// Pipelines, as the newest runs know them.
export async function pipelinesPage() {
  const { items } = await get(`/runs?limit=${most}`);
  const found = Map.groupBy(items, (run) => run.pipeline);
  const spent = (run) => (run.startedAt && run.endedAt ? date(run.endedAt) - date(run.startedAt) : undefined);
  const cards = [...found].sort(([left], [right]) => left.localeCompare(right)).map(([name, runs]) => {
    const newest = runs[0];
    const times = runs.map(spent).filter((time) => time !== undefined).sort((left, right) => left - right);
    const recent = runs.slice(0, lately).reverse();
    const longest = Math.max(1, ...recent.map((run) => spent(run) ?? 0));
    return h("article", { class: "card pad stackup" },
      h("div", {}, h("h2", {}, h("a", { href: `/runs?pipeline=${segment(name)}` }, name)), h("p", { class: "soft" }, `${runs.length} ${runs.length === 1 ? "run" : "runs"}`, times.length ? `, half of them under ${duration(times[Math.floor(times.length / 2)])}` : "")),
      h("div", { class: "ticks" }, recent.map((run) => styled(h("a", { class: `is-${run.status}`, href: `/runs/${segment(run.id)}`, "aria-label": `${run.name}: ${run.status}`, title: `${run.name}: ${run.status}` }), { height: `${20 + (80 * (spent(run) ?? 0)) / longest}%` }))),
      h("p", {}, status(newest.status), " ", h("a", { href: `/runs/${segment(newest.id)}` }, newest.name), " ", h("span", { class: "soft" }, time(newest.startedAt ?? newest.createdAt))),
      h("p", {}, h("a", { href: `/plots?pipeline=${segment(name)}`, "aria-label": `Metrics of ${name} over runs` }, "Metrics over runs")));
  });
  return { title: "Pipelines", node: h("div", {}, h("div", { class: "head" }, h("div", {}, h("h1", { tabindex: "-1" }, "Pipelines"), h("p", { class: "lead" }, `As the newest ${most} runs know them. The height of a stroke is how long that run took.`))),
    cards.length ? h("div", { class: "grid" }, cards) : h("div", { class: "card" }, empty(h("strong", {}, "No pipeline has run yet"), command("apus pipeline run pipeline.yaml")))) };
}
