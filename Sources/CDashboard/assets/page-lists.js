import { get, mayChange, segment } from "./api.js";
import { empty, h } from "./dom.js";
import { moment, time } from "./format.js";
import { command, word } from "./command.js";
import { listPage } from "./list-page.js";

export async function schedulesPage({ account }) {
  const { items } = await get("/schedules?limit=100");
  const forecasts = await Promise.all(items.map((schedule) => get(`/schedules/${segment(schedule.id)}/times`).catch((error) => ({ explanation: error.message, next: [] }))));
  const rows = items.map((schedule, index) => h("tr", {}, h("td", { class: "wrap" }, h("a", { href: `/runs?schedule=${segment(schedule.id)}` }, schedule.name)), h("td", { class: "wrap" }, schedule.pipeline), h("td", {}, schedule.stack),
    h("td", { class: "wrap" }, forecasts[index].explanation, h("div", { class: "soft" }, h("code", {}, schedule.cron), " ", schedule.timeZone)), h("td", {}, forecasts[index].next.length ? forecasts[index].next.slice(0, 3).map((at) => h("div", { class: "nowrap" }, moment(at))) : h("span", { class: "soft" }, "none")), h("td", {}, h("span", { class: "pill" }, schedule.isSuspended ? "paused" : "on")),
    h("td", {}, mayChange(account) && command(`apus schedule ${schedule.isSuspended ? "resume" : "pause"} ${word(schedule.name)}`))));
  return listPage("Schedules", "Pipelines that run by themselves. Their orchestrator keeps the times, so they are changed from a command line that reaches it.", ["Schedule", "Pipeline", "Stack", "When", "Next", "State", "Command"], rows,
    empty(h("strong", {}, "There are no schedules"), command("apus pipeline run pipeline.yaml --schedule '@daily'")));
}

export async function connectorsPage() {
  const { items } = await get("/connectors");
  const rows = items.map((connector) => h("tr", {}, h("td", { class: "wrap" }, h("strong", {}, connector.name), connector.description && h("div", { class: "soft" }, connector.description)), h("td", {}, h("span", { class: "pill" }, connector.type)), h("td", { class: "nowrap" }, connector.authMethod),
    h("td", { class: "wrap" }, connector.resourceID ?? connector.resourceTypes.join(", ")), h("td", { class: "nowrap" }, connector.expiresAt ? time(connector.expiresAt) : h("span", { class: "soft" }, "not known")), h("td", {}, command(`apus service-connector verify ${word(connector.name)}`))));
  return listPage("Connectors", "Verified access to clusters, registries and buckets. Secrets are never shown.", ["Connector", "Type", "Method", "Reaches", "Ends", "Command"], rows,
    empty(h("strong", {}, "There are no service connectors"), command("apus service-connector list-types")));
}
