import { get, mayChange } from "./api.js";
import { h } from "./dom.js";
import { time } from "./format.js";
import { command, word } from "./command.js";
import { connect } from "./connect.js";

const words = (type) => type.replaceAll("_", " ");

// Stacks, and the components that they are made of.
export async function stacksPage({ account, go }) {
  const [stacks, components, connectors, flavors] = (await Promise.all([get("/stacks"), get("/components"), get("/connectors"), get("/flavors")])).map((listing) => listing.items);
  const fitting = (component) => {
    const resource = flavors.find((flavor) => flavor.type === component.type && flavor.name === component.flavor)?.connectorResource;
    return connectors.filter((connector) => connector.resourceTypes.includes(resource));
  };
  const connectButton = (component) => mayChange(account) && fitting(component).length > 0 && h("button", { class: "quiet", "aria-label": `Connect ${component.name}`, onclick: async () => { if (await connect(component, fitting(component))) go("/stacks", { replaces: true }); } }, "Connect");
  const byID = new Map(components.map((component) => [component.id, component]));
  const connectorNames = new Map(connectors.map((connector) => [connector.id, connector.name]));
  const users = (component) => stacks.filter((stack) => Object.values(stack.components).includes(component.id)).map((stack) => stack.name);
  const stackCards = stacks.map((stack) => h("article", { class: "card pad stackup" },
    h("h2", {}, stack.name),
    h("dl", {}, Object.entries(stack.components).sort().map(([type, id]) => {
      const component = byID.get(id);
      return [h("dt", {}, words(type)), h("dd", {}, component ? [component.name, " ", h("span", { class: "pill" }, component.flavor)] : "gone")];
    })),
    command(`apus stack set ${word(stack.name)}`)));
  const rows = components.map((component) => h("tr", {}, h("td", { class: "wrap" }, h("strong", {}, component.name)), h("td", { class: "nowrap" }, words(component.type)), h("td", {}, h("span", { class: "pill" }, component.flavor)),
    h("td", { class: "only-wide" }, component.connector ? connectorNames.get(component.connector.connector) ?? "gone" : h("span", { class: "soft" }, "none"), " ", connectButton(component)),
    h("td", { class: "wrap only-wide" }, Object.keys(component.configuration).length + component.secretOptions.length === 0 ? h("span", { class: "soft" }, "none") : h("details", {}, h("summary", {}, `${Object.keys(component.configuration).length + component.secretOptions.length} options`), h("dl", {}, Object.entries(component.configuration).map(([name, value]) => [h("dt", { class: "mono" }, name), h("dd", { class: "mono" }, typeof value === "string" ? value : JSON.stringify(value))]), component.secretOptions.map((name) => [h("dt", { class: "mono" }, name), h("dd", { class: "mono" }, "***")])))),
    h("td", { class: "wrap only-wide" }, users(component).join(", ") || h("span", { class: "soft" }, "none")), h("td", { class: "only-wide nowrap" }, time(component.updatedAt))));
  const node = h("div", {},
    h("div", { class: "head" }, h("div", {}, h("h1", { tabindex: "-1" }, "Stacks"), h("p", { class: "lead" }, "A stack is one component of each type; a pipeline runs on whichever is active.")),
      mayChange(account) && h("div", { class: "actions" }, h("a", { class: "button primary", href: "/components/new" }, "Register a component"))),
    h("div", { class: "stackup" }, h("div", { class: "grid" }, stackCards), h("h2", {}, "Components"),
      h("div", { class: "card scroll" }, h("table", {}, h("caption", { class: "hidden" }, "Components"), h("thead", {}, h("tr", {}, [["Name"], ["Type"], ["Flavor"], ["Connector", 1], ["Options", 1], ["Stacks", 1], ["Changed", 1]].map(([text, isWide]) => h("th", { scope: "col", class: isWide && "only-wide" }, text)))), h("tbody", {}, rows)))));
  return { title: "Stacks", node };
}
