import { h } from "./dom.js";

const words = (problem) => [problem.summary, problem.reason, problem.hint].filter(Boolean).join(". ");

// What a connector reaches, by type of resource: as whom, what is allowed there and what is not, or why it cannot be reached.
export function reachView(reaches) {
  return h("div", { class: "stackup" }, reaches.map(({ resourceType, reports, problem }) => h("section", { class: "reach" }, resourceType && h("h3", {}, resourceType),
    problem && h("p", { class: "notice bad" }, words(problem)), !problem && !reports.length && h("p", { class: "soft" }, "It reaches none."),
    reports.map((report) => h("div", {}, h("p", {}, h("strong", { class: "mono" }, report.resourceID), report.identity && [" as ", h("span", { class: "mono" }, report.identity)], report.scope && h("span", { class: "soft" }, ` in ${report.scope}`)),
      report.problem && h("p", { class: "notice bad" }, words(report.problem)),
      report.allowed.length > 0 && h("p", {}, h("span", { class: "is-succeeded" }, "may: "), report.allowed.join(", ")),
      report.denied.length > 0 && h("p", {}, h("span", { class: "is-failed" }, "may not: "), report.denied.join(", ")))))));
}
