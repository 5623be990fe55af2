import { get, mayChange, post, put, segment } from "./api.js";
import { announce, empty, h } from "./dom.js";
import { moment, time } from "./format.js";
import { command, confirm, word } from "./command.js";
import { listPage } from "./list-page.js";
import { reachView } from "./reach-view.js";

export async function schedulesPage({ account, go }) {
  const { items } = await get("/schedules?limit=100");
  const forecasts = await Promise.all(items.map((schedule) => get(`/schedules/${segment(schedule.id)}/times`).catch((error) => ({ explanation: error.message, next: [] }))));
  const rows = items.map((schedule, index) => h("tr", {}, h("td", { class: "wrap" }, h("a", { href: `/runs?schedule=${segment(schedule.id)}` }, schedule.name)), h("td", { class: "wrap" }, schedule.pipeline), h("td", {}, schedule.stack),
    h("td", { class: "wrap" }, forecasts[index].explanation, h("div", { class: "soft" }, h("code", {}, schedule.cron), " ", schedule.timeZone)), h("td", {}, forecasts[index].next.length ? forecasts[index].next.slice(0, 3).map((at) => h("div", { class: "nowrap" }, moment(at))) : h("span", { class: "soft" }, "none")), h("td", {}, h("span", { class: "pill" }, schedule.isSuspended ? "paused" : "on")),
    h("td", {}, mayChange(account) && h("div", { class: "choices" }, pauseButton(schedule, go), triggerButton(schedule, go)))));
  return listPage("Schedules", "Pipelines that run by themselves. Their orchestrator keeps the times.", ["Schedule", "Pipeline", "Stack", "When", "Next", "State", "Actions"], rows,
    empty(h("strong", {}, "There are no schedules"), command("apus pipeline run pipeline.yaml --schedule '@daily'")));
}

function pauseButton(schedule, go) {
  const isSuspended = !schedule.isSuspended;
  const [verb, text] = isSuspended ? ["Pause", "It does not run until it is resumed. Runs under way go on."] : ["Resume", "It runs again at its times. What was missed may be made up, as far as its starting deadline allows."];
  return h("button", { "aria-label": `${verb} ${schedule.name}`, onclick: async () => {
    const isDone = await confirm(`${verb} the schedule?`, text, `apus pipeline schedule ${verb.toLowerCase()} ${word(schedule.name)}`, `${verb} the schedule`, () => put(`/schedules/${segment(schedule.id)}/suspension`, { isSuspended }));
    if (!isDone) return;
    go("/schedules", { replaces: true });
    announce(`${schedule.name}: ${isSuspended ? "paused" : "on"}`);
  } }, verb);
}

function triggerButton(schedule, go) {
  return h("button", { "aria-label": `Run ${schedule.name} now`, onclick: async () => {
    let run;
    const isDone = await confirm("Run the schedule's pipeline now?", "A run begins out of turn, paused or not.", `apus pipeline schedule trigger ${word(schedule.name)}`, "Run it", async () => { run = await post(`/schedules/${segment(schedule.id)}/trigger`); });
    if (isDone) go(`/runs/${segment(run.id)}`);
  } }, "Run now");
}

export async function connectorsPage({ account }) {
  const { items } = await get("/connectors");
  const heads = ["Connector", "Type", "Method", "Reaches", "Ends", "Actions"];
  const rows = items.flatMap((connector) => {
    const found = h("tr", { hidden: true });
    const verify = h("button", { "aria-label": `Verify ${connector.name}`, onclick: async () => {
      verify.disabled = true;
      announce(`Asking what ${connector.name} reaches`);
      const view = await post(`/connectors/${segment(connector.id)}/verification`).then(({ items }) => reachView(items), (error) => reachView([{ reports: [], problem: { summary: error.message, ...error.details } }]));
      found.replaceChildren(h("td", { colspan: heads.length }, view));
      found.hidden = false;
      verify.disabled = false;
      announce(view.textContent);
    } }, "Verify");
    return [h("tr", {}, h("td", { class: "wrap" }, h("strong", {}, connector.name), connector.description && h("div", { class: "soft" }, connector.description)), h("td", {}, h("span", { class: "pill" }, connector.type)), h("td", { class: "nowrap" }, connector.authMethod),
      h("td", { class: "wrap" }, connector.resourceID ?? connector.resourceTypes.join(", ")), h("td", { class: "nowrap" }, connector.expiresAt ? time(connector.expiresAt) : h("span", { class: "soft" }, "not known")),
      h("td", {}, h("div", { class: "choices" }, mayChange(account) && verify, command(`apus service-connector verify ${word(connector.name)}`)))), found];
  });
  return listPage("Connectors", "Verified access to clusters, registries and buckets. Secrets are never shown.", heads, rows,
    empty(h("strong", {}, "There are no service connectors"), command("apus service-connector list-types")));
}
