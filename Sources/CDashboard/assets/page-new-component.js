import { get, mayChange, post } from "./api.js";
import { announce, field, h, options } from "./dom.js";
import { command, word } from "./command.js";
import { connectionOf } from "./connect.js";

const words = (type) => type.replaceAll("_", " ");

// A form that is made from what the flavor declares. The server checks again, as the command does.
export async function newComponentPage({ account, query, go }) {
  const [flavors, connectors] = (await Promise.all([get("/flavors"), get("/connectors")])).map((listing) => listing.items);
  const types = [...new Set(flavors.map((flavor) => flavor.type))];
  const type = h("select", { onchange: () => chooseType() }, options(types.map((type) => [type, words(type)]), query.get("type") ?? types[0]));
  const flavor = h("select", { onchange: () => chooseFlavor() });
  const name = h("input", { autocapitalize: "none", spellcheck: "false", pattern: "\\S+", oninput: () => draw() });
  const form = h("div", { class: "stackup" });
  const connector = h("select", { onchange: () => draw() });
  const resource = h("input", { spellcheck: "false", autocapitalize: "none", oninput: () => draw() });
  const connection = h("div", { class: "grid" }, field("Connector", connector, "It is really reached before anything is stored."), field("Resource", resource, "Which of the connector's resources; empty when it has one."));
  const summary = h("p", { class: "soft" });
  const equivalent = h("div");
  const failure = h("div", { class: "notice bad", role: "alert", hidden: true });
  const register = h("button", { class: "primary", disabled: !mayChange(account) }, "Register");
  let inputs = [];

  const chosen = () => flavors.find((one) => one.type === type.value && one.name === flavor.value);
  function chooseType() {
    flavor.replaceChildren(...options(flavors.filter((one) => one.type === type.value).map((one) => [one.name, one.name])));
    chooseFlavor();
  }
  function chooseFlavor() {
    const { options: declared, summary: text, connectorResource } = chosen();
    const sentence = `${text[0].toUpperCase()}${text.slice(1)}.`;
    summary.textContent = connectorResource ? `${sentence} It can be connected to a ${connectorResource} by a service connector.` : sentence;
    connector.replaceChildren(...options([["", "none"], ...connectors.filter((one) => one.resourceTypes.includes(connectorResource)).map((one) => [one.name, one.name])], ""));
    resource.value = "";
    connection.hidden = !connectorResource;
    inputs = declared.filter((option) => !option.deprecated).map((option) => ({ option, input: control(option) }));
    const cell = ({ option, input }) => field(option.name, input, [option.help.replace(/\.?$/, "."), example(option)].filter(Boolean).join(" "), option.isRequired);
    const [needed, others] = [inputs.filter(({ option }) => option.isRequired), inputs.filter(({ option }) => !option.isRequired)];
    form.replaceChildren(...(needed.length ? [h("div", { class: "grid" }, needed.map(cell))] : []),
      ...(others.length ? [h("details", { open: !needed.length || others.length <= 6 }, h("summary", {}, `More options (${others.length})`), h("div", { class: "grid" }, others.map(cell)))] : []));
    draw();
  }
  function control(option) {
    const [kind, about] = Object.entries(option.kind)[0];
    const shared = { oninput: draw, onchange: draw, autocomplete: "off", spellcheck: "false" };
    if (kind === "choice") return h("select", shared, options([["", standard(option)], ...about._0.map((value) => [value, value])], ""));
    if (kind === "boolean") return h("select", shared, options([["", standard(option)], ["true", "true"], ["false", "false"]], ""));
    if (["list", "map", "object"].includes(kind)) return h("textarea", { ...shared, rows: 2, placeholder: { list: "a,b,c", map: "a=1,b=2", object: "{}" }[kind] });
    if (option.isSecret) return h("input", { ...shared, type: "password", autocomplete: "new-password" });
    return h("input", { ...shared, inputmode: kind === "integer" ? "numeric" : kind === "number" ? "decimal" : undefined, placeholder: option.defaultValue === undefined ? undefined : text(option.defaultValue) });
  }
  const text = (value) => (typeof value === "string" ? value : JSON.stringify(value));
  const standard = (option) => (option.defaultValue === undefined ? "not set" : `${text(option.defaultValue)} (standard)`);
  const example = (option) => option.example !== undefined && `For example ${text(option.example)}.`;
  const given = () => inputs.filter(({ input }) => input.value !== "");
  function draw() {
    const shown = given().map(({ option, input }) => `--${option.name}=${option.isSecret ? "@FILE" : word(input.value)}`);
    const way = connector.value ? ["--connector", word(connector.value), ...(resource.value ? ["--resource-id", word(resource.value)] : [])] : [];
    equivalent.replaceChildren(command([`apus ${type.value.replaceAll("_", "-")} register`, word(name.value || "NAME"), "--flavor", word(flavor.value), ...way, ...shown].join(" ")));
  }
  async function submit(event) {
    event.preventDefault();
    register.disabled = true;
    failure.hidden = true;
    try {
      const made = await post("/component-registrations", { type: type.value, name: name.value.trim(), flavor: flavor.value, options: Object.fromEntries(given().map(({ option, input }) => [option.name, input.value])), connection: connectionOf(connector, resource) });
      go("/stacks");
      announce(`Registered ${words(made.type)} ${made.name}`);
    } catch (error) {
      failure.hidden = false;
      failure.replaceChildren(h("strong", {}, error.message), ...(error.details?.reason ? [h("p", {}, error.details.reason)] : []));
      register.disabled = false;
    }
  }
  const node = h("div", {},
    h("div", { class: "head" }, h("div", {}, h("p", { class: "crumbs" }, h("a", { href: "/stacks" }, "Stacks")), h("h1", { tabindex: "-1" }, "Register a component"), summary)),
    flavors.length ? h("form", { class: "card pad stackup", onsubmit: submit }, h("div", { class: "grid" }, field("Type", type), field("Flavor", flavor), field("Name", name, undefined, true)), form, connection,
      h("div", {}, h("p", { class: "soft" }, "The same on a command line:"), equivalent), failure, h("div", {}, register)) : h("p", { class: "notice" }, "The server knows no flavors."));
  if (flavors.length) chooseType();
  return { title: "Register a component", node };
}
