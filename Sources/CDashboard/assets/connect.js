import { put, segment } from "./api.js";
import { announce, field, h, options } from "./dom.js";
import { command, confirm, word } from "./command.js";

// What was chosen, as the server takes it; nothing without a connector.
export const connectionOf = (connector, resource) => (connector.value ? { connector: connector.value, resource: resource.value.trim() || undefined } : undefined);

// Asks through which connector a component is to be reached. Answers whether it is now.
export async function connect(component, connectors) {
  const connector = h("select", { onchange: () => draw() }, options(connectors.map((one) => [one.name, one.name]), connectors[0].name));
  const resource = h("input", { spellcheck: "false", autocapitalize: "none", oninput: () => draw() });
  const equivalent = command("");
  const draw = () => {
    equivalent.querySelector("code").textContent = [`apus ${component.type.replaceAll("_", "-")} connect`, word(component.name), "--connector", word(connector.value), ...(resource.value ? ["--resource-id", word(resource.value)] : [])].join(" ");
  };
  draw();
  const isDone = await confirm(`Connect ${component.name}?`, [h("p", {}, "The connector is really tried, and nothing is changed when it does not reach the resource."), field("Connector", connector), field("Resource", resource, "Which of the connector's resources; empty when it has one.")], equivalent, "Connect it",
    () => put(`/components/${segment(component.id)}/connection`, connectionOf(connector, resource)));
  if (isDone) announce(`Connected ${component.name}`);
  return isDone;
}
