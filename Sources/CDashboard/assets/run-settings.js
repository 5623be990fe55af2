import { h } from "./dom.js";

// What the run was compiled to, step by step left out.
export function settingsView(plan) {
  const { steps, components, ...rest } = plan;
  const json = (value) => h("pre", { class: "plain" }, JSON.stringify(value, null, 2));
  const fact = (name, value) => value !== undefined && [h("dt", {}, name), h("dd", {}, String(value))];
  return h("div", { class: "stackup" },
    h("dl", {}, fact("Steps", steps.length), fact("When a step fails", rest.failureMode.replaceAll("_", " ")), fact("Steps at once", rest.maxParallelism ?? "no limit"), fact("Time limit", rest.timeLimit ? `${rest.timeLimit} s` : "none"),
      fact("Code", rest.sourceDirectory), fact("Image", rest.orchestratorImage)),
    ...components.map((component) => h("details", {}, h("summary", {}, `${component.type.replaceAll("_", " ")}: ${component.name} (${component.flavor})`), json(component.configuration))),
    h("details", { open: Object.keys(rest.orchestratorSettings).length > 0 }, h("summary", {}, "Settings of the orchestrator"), json(rest.orchestratorSettings)));
}
