import { get, query } from "./api.js";
import { announce, empty, field, h, options, styled } from "./dom.js";
import { date, isOver, span, status, time } from "./format.js";
import { command } from "./command.js";

const statuses = ["initializing", "running", "stopping", "succeeded", "failed", "cancelled"];
const beat = 2000;
const pageSize = 50;

// Runs, newest first. What changes is asked for every two seconds while the page can be seen.
export async function runsPage({ query: wanted, go }) {
  const pipeline = h("input", { value: wanted.get("pipeline") ?? "", list: "pipelines", placeholder: "any", spellcheck: "false" });
  const state = h("select", {}, options([["", "any"], ...statuses.map((word) => [word, word])], wanted.get("status") ?? ""));
  const schedule = wanted.get("schedule");
  const body = h("tbody");
  const table = h("div", { class: "card scroll" }, h("table", {},
    h("caption", { class: "hidden" }, "Runs, newest first"),
    h("thead", {}, h("tr", {}, ...[["Compare", "hidden", "only-wide"], ["Status"], ["Run"], ["Pipeline", "", "only-wide"], ["Stack", "", "only-wide"], ["Started", "", "only-wide"]].map(([text, kind, cell]) =>
      h("th", { scope: "col", class: cell }, h("span", { class: kind }, text))), h("th", { scope: "col", class: "number" }, "Duration"), h("th", { scope: "col", class: "bar-cell only-wide" }, h("span", { class: "hidden" }, "Duration as a bar")))),
    body));
  const more = h("button", { onclick: () => extend() }, "Older runs");
  const compare = h("a", { class: "button", href: "/compare", hidden: true }, "Compare the two");
  const holder = h("div", {}, table);
  const chosen = new Set();
  const shown = new Map();
  let items = [];
  let next;
  const address = () => "/runs" + query({ pipeline: pipeline.value.trim(), status: state.value, schedule });
  const ask = (cursor, limit = pageSize) => get("/runs" + query({ pipeline: pipeline.value.trim(), status: state.value, schedule, cursor, limit: String(limit) }));

  function choose(run, isChosen) {
    if (isChosen) chosen.add(run.id); else chosen.delete(run.id);
    compare.hidden = chosen.size !== 2;
    compare.setAttribute("href", "/compare" + query({ left: [...chosen][0], right: [...chosen][1] }));
  }

  function row(run) {
    const box = h("input", { type: "checkbox", "aria-label": `Compare ${run.name}`, checked: chosen.has(run.id), onchange: (event) => choose(run, event.target.checked) });
    return h("tr", {}, h("td", { class: "only-wide" }, box), h("td", { class: "state" }, status(run.status)),
      h("td", { class: "wrap" }, h("a", { href: `/runs/${encodeURIComponent(run.id)}` }, run.name), h("span", { class: "soft only-narrow" }, h("br"), run.pipeline)),
      h("td", { class: "only-wide wrap" }, run.pipeline), h("td", { class: "only-wide wrap" }, run.stack),
      h("td", { class: "only-wide nowrap" }, time(run.startedAt ?? run.createdAt)), h("td", { class: "number" }), h("td", { class: `bar-cell only-wide is-${run.status}` }, h("span", { class: "bar" })));
  }

  function draw() {
    const spent = (run) => (run.startedAt ? (date(run.endedAt) ?? new Date()) - date(run.startedAt) : 0);
    const longest = Math.max(1, ...items.map(spent));
    const rows = items.map((run) => {
      const text = JSON.stringify(run);
      let known = shown.get(run.id);
      if (known?.text !== text) {
        if (known && known.run.status !== run.status) announce(`${run.name}: ${run.status}`);
        known = { text, run, row: row(run) };
        shown.set(run.id, known);
      }
      known.row.cells[6].textContent = span(run.startedAt, run.endedAt);
      styled(known.row.querySelector(".bar"), { width: `${(100 * spent(run)) / longest}%` });
      return known.row;
    });
    if (rows.length !== body.rows.length || rows.some((row, index) => body.rows[index] !== row)) {
      const kept = document.activeElement;
      body.replaceChildren(...rows);
      if (body.contains(kept)) kept.focus();
    }
    more.hidden = !next;
    const isFiltered = pipeline.value.trim() || state.value || schedule;
    if (items.length && holder.firstChild === table) return; // taking it out and in again would lose the focus
    holder.replaceChildren(items.length ? table : h("div", { class: "card" }, empty(h("strong", {}, isFiltered ? "No run is like that" : "There are no runs yet"), !isFiltered && command("apus pipeline run pipeline.yaml"))));
  }

  async function load() {
    const page = await ask(undefined, Math.min(500, Math.max(pageSize, items.length)));
    [items, next] = [page.items, page.next];
    draw();
  }
  async function extend() {
    const page = await ask(next);
    items = [...items, ...page.items.filter((run) => !items.some((known) => known.id === run.id))];
    next = page.next;
    draw();
  }
  const filter = () => { go(address(), { replaces: true }); };
  state.addEventListener("change", filter);
  pipeline.addEventListener("change", filter);

  await load();
  const names = [...new Set(items.map((run) => run.pipeline))].sort();
  const timer = setInterval(() => { if (!document.hidden) load().catch(() => {}); }, beat);
  const ticker = setInterval(() => { if (items.some((run) => !isOver(run.status))) draw(); }, 500);
  const node = h("div", {},
    h("div", { class: "head" }, h("div", {}, h("h1", { tabindex: "-1" }, "Runs"), h("p", { class: "lead" }, schedule ? "Of one schedule." : "Every run of this server, newest first."))),
    h("form", { class: "filters", role: "search", onsubmit: (event) => { event.preventDefault(); filter(); } },
      field("Pipeline", pipeline), field("Status", state), h("datalist", { id: "pipelines" }, names.map((value) => h("option", { value }))), compare),
    holder, h("p", { class: "pair" }, more));
  const take = (place) => {
    if (place.pathname !== "/runs" && place.pathname !== "/") return false;
    const values = new URLSearchParams(place.search);
    if ((values.get("schedule") ?? null) !== schedule) return false;
    [pipeline.value, state.value] = [values.get("pipeline") ?? "", values.get("status") ?? ""];
    load();
    return true;
  };
  return { title: "Runs", node, take, close: () => { clearInterval(timer); clearInterval(ticker); } };
}
