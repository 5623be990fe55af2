import { get, segment } from "./api.js";
import { h, options } from "./dom.js";
import { size, span, status, time } from "./format.js";
import { LogView } from "./log-view.js";
import { seriesOf } from "./metrics.js";
import { number, plot } from "./plot.js";
import { preview } from "./preview.js";

// The chosen step: why it is where it is, its log, what went in and came out.
export class StepPanel {
  constructor(run, element, onClose) {
    Object.assign(this, { run, element, onClose });
  }

  // Shows the step, or nothing.
  async open(name) {
    this.log?.close();
    this.log = undefined;
    this.name = name;
    this.attempt = undefined;
    if (!name) { this.element.replaceChildren(); return; }
    this.why = h("div", { class: "stackup" });
    this.place = h("div");
    this.data = h("div", { class: "pad stackup" });
    this.element.replaceChildren(h("div", { class: "pad stackup" },
      h("div", {}, h("button", { class: "quiet close", onclick: this.onClose, "aria-label": "Close the step" }, "Close"), h("h2", { tabindex: "-1", class: "mono" }, name)), this.why),
    this.place, this.data);
    await this.refresh(this.run);
  }

  async refresh(run) {
    this.run = run;
    const name = this.name;
    if (!name) return;
    let details;
    try {
      details = await get(`/runs/${segment(run.id)}/steps/${segment(name)}`);
    } catch (error) {
      if (this.name === name) this.why.replaceChildren(h("p", { class: "notice bad", role: "alert" }, error.message));
      return;
    }
    if (this.name !== name) return;
    const { step, planned, explanation } = details;
    this.why.replaceChildren(h("div", { class: "facts" }, status(step.status), step.startedAt && h("span", { class: "soft" }, "ran ", span(step.startedAt, step.endedAt)), step.attempts.length > 1 && h("span", { class: "soft" }, `${step.attempts.length} attempts`)),
      h("div", { class: `why is-${step.status}` }, h("p", {}, explanation)));
    this.drawLog(step);
    this.drawData(step, planned);
  }

  drawLog(step) {
    const numbers = step.attempts.map((attempt) => attempt.number);
    if (!numbers.length) { this.place.replaceChildren(); return; }
    const newest = numbers.at(-1);
    if (this.attempt === undefined || (this.newest !== newest && this.attempt === this.newest)) this.openLog(newest, numbers);
    else if (numbers.length !== this.known) this.openLog(this.attempt, numbers);
    this.newest = newest;
  }

  openLog(number, numbers) {
    this.log?.close();
    this.attempt = number;
    this.known = numbers.length;
    const choice = numbers.length > 1 && h("select", { "aria-label": "Attempt", onchange: (event) => { this.openLog(Number(event.target.value), numbers); this.refresh(this.run); } }, options(numbers.map((number) => [String(number), `attempt ${number}`]), String(number)));
    this.log = new LogView(this.run, this.name, number, choice);
    this.place.replaceChildren(this.log.element);
  }

  drawData(step, planned) {
    const text = JSON.stringify([step, planned, this.attempt]);
    if (text === this.shown && this.data.firstChild) return;
    this.shown = text;
    const sizeOf = (artifact) => h("span", { class: "soft" }, `${artifact.kind}, ${size(artifact.size)}`);
    const inputs = Object.entries(planned.inputs).map(([name, source]) => h("li", {}, h("div", {}, h("span", { class: "mono" }, name), h("span", { class: "soft" }, "from "), h("a", { href: `/runs/${segment(step.run)}/steps/${segment(source.step)}` }, `${source.step}.${source.output}`), step.inputs[name] && sizeOf(step.inputs[name]))));
    const outputs = Object.entries(step.outputs).map(([name, artifact]) => {
      const address = `/runs/${segment(step.run)}/steps/${segment(step.step)}/outputs/${segment(name)}/content`;
      const room = h("div");
      const look = h("button", { "aria-expanded": "false", "aria-label": `Preview ${name}`, onclick: async () => {
        const isOpen = look.getAttribute("aria-expanded") === "true";
        look.setAttribute("aria-expanded", String(!isOpen));
        room.replaceChildren(...(isOpen ? [] : [await preview(address, artifact)]));
      } }, "Preview");
      return h("li", {}, h("div", {}, h("span", { class: "mono" }, name), sizeOf(artifact), artifact.kind !== "folder" && look, h("a", { href: `/api/v1${address}`, download: `${step.step}-${name}`, "aria-label": `Download ${name}` }, "Download")), room);
    });
    const words = planned.command.shell?._0 ?? planned.command.program?._0.join(" ");
    const attempts = step.attempts.map((attempt) => h("tr", {}, h("td", { class: "number" }, attempt.number), h("td", {}, status(attempt.status === "claimed" ? "running" : attempt.status === "launched" ? "launching" : attempt.status)), h("td", { class: "nowrap" }, time(attempt.launchedAt)), h("td", { class: "number" }, span(attempt.claimedAt, attempt.endedAt)), h("td", { class: "wrap" }, attempt.failure?.message ?? attempt.holder ?? "")));
    const variables = Object.entries(planned.environment);
    const measured = seriesOf(step, step.attempts.find(({ number }) => number === this.attempt)).map(({ name, points }) => {
      const isPlaced = points.every(({ position }) => position !== undefined);
      const last = points.at(-1).position;
      return plot(name, points.map(({ value, position }, index) => ({ x: isPlaced ? position : index, y: value, label: `${number(value)}${position === undefined ? "" : ` at ${position}`}` })), { heading: "h4", last: last === undefined ? "" : ` at ${last}` });
    });
    this.data.replaceChildren(
      ...(measured.length ? [h("h3", {}, "Metrics"), h("div", { class: "plots" }, measured)] : []),
      ...(outputs.length ? [h("h3", {}, "Outputs"), h("ul", { class: "outputs" }, outputs)] : []),
      ...(inputs.length ? [h("h3", {}, "Inputs"), h("ul", { class: "outputs" }, inputs)] : []),
      h("details", {}, h("summary", {}, "Command and settings"), h("div", { class: "stackup" }, h("pre", { class: "plain" }, words),
        h("dl", {}, planned.image && [h("dt", {}, "image"), h("dd", { class: "mono" }, planned.image)], variables.map(([name, value]) => [h("dt", { class: "mono" }, name), h("dd", { class: "mono" }, value)])))),
      ...(attempts.length ? [h("details", { open: attempts.length > 1 }, h("summary", {}, `Attempts (${attempts.length})`), h("div", { class: "scroll" }, h("table", {}, h("thead", {}, h("tr", {}, ["No.", "Status", "Handed over", "Ran", ""].map((text, index) => h(index === 4 ? "td" : "th", index === 4 ? {} : { scope: "col" }, text)))), h("tbody", {}, attempts))))] : []));
  }

  close() { this.log?.close(); this.name = undefined; }
}
