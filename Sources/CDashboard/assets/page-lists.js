import { get, mayChange, segment } from "./api.js";
import { empty, h } from "./dom.js";
import { moment, time } from "./format.js";
import { command, word } from "./command.js";

function listPage(title, lead, heads, rows, nothing, ...others) {
  const table = () => h("div", { class: "card scroll" }, h("table", {}, h("caption", { class: "hidden" }, title), h("thead", {}, h("tr", {}, heads.map((text) => h("th", { scope: "col" }, text)))), h("tbody", {}, rows)));
  const node = h("div", {}, h("div", { class: "head" }, h("div", {}, h("h1", { tabindex: "-1" }, title), h("p", { class: "lead" }, lead))),
    h("div", { class: "stackup" }, rows.length ? table() : h("div", { class: "card" }, nothing), others));
  return { title, node };
}

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

export async function accountsPage({ account }) {
  const isAdmin = account.role === "admin";
  const [accounts, keys] = await Promise.all([isAdmin ? get("/accounts").then((listing) => listing.items) : [account], get("/api-keys").then((listing) => listing.items)]);
  const rows = accounts.map((one) => h("tr", {}, h("td", { class: "wrap" }, h("strong", {}, one.name), one.id === account.id && h("span", { class: "soft" }, " (you)")), h("td", {}, one.kind), h("td", {}, h("span", { class: "pill" }, one.role)), h("td", {}, one.isDisabled ? "disabled" : "enabled"), h("td", { class: "nowrap" }, time(one.createdAt))));
  const keyRows = keys.map((key) => h("tr", {}, h("td", { class: "wrap" }, key.name), h("td", { class: "nowrap" }, time(key.createdAt)), h("td", { class: "nowrap" }, time(key.lastUsedAt)), h("td", { class: "nowrap" }, key.expiresAt ? time(key.expiresAt) : h("span", { class: "soft" }, "never"))));
  return listPage("Accounts", isAdmin ? "Who may use this server, and how far." : "Your account. Admins see all.", ["Account", "Kind", "Role", "State", "Made"], rows, undefined,
    isAdmin && command("apus account create analyst --role member"), h("h2", {}, "Your API keys"),
    keyRows.length ? h("div", { class: "card scroll" }, h("table", {}, h("caption", { class: "hidden" }, "Your API keys"), h("thead", {}, h("tr", {}, ["Key", "Made", "Last used", "Ends"].map((text) => h("th", { scope: "col" }, text)))), h("tbody", {}, keyRows))) : h("p", { class: "soft" }, "You have no API keys."),
    command("apus api-key create laptop --days 90"));
}
