import { field, h, options, styled } from "./dom.js";
import { date, span, status } from "./format.js";
import { VirtualList } from "./virtual-list.js";

const rowHeight = 34;

// Each step with when it waited, began and ran. Only rows that can be seen are in the document, so ten thousand are no more
// work than thirty.
export class RunTimeline {
  constructor(run, steps, addressOf) {
    Object.assign(this, { run, steps, addressOf, group: undefined });
    this.search = h("input", { type: "search", placeholder: "part of a name", spellcheck: "false", oninput: () => this.filter() });
    this.state = h("select", { onchange: () => this.filter() }, options([["", "any"], ...["pending", "launching", "running", "succeeded", "cached", "failed", "skipped", "cancelled"].map((word) => [word, word])], ""));
    this.all = h("button", { class: "quiet", hidden: true, onclick: () => this.only() }, "All steps");
    this.list = new VirtualList(rowHeight, (index) => this.row(index), { class: "list steps", tabindex: "0", role: "list", "aria-label": "Steps" });
    this.element = h("div", {},
      h("div", { class: "tools" }, field("Step", this.search), field("Status", this.state), this.all,
        h("p", { class: "legend", "aria-hidden": "true" }, ...[["queued", "queued"], ["starting", "starting"], ["is-running", "running"], ["is-succeeded", "succeeded"], ["is-failed", "failed"]].map(([kind, text]) => h("span", { class: kind }, h("i"), text)))),
      this.list.element);
    this.filter();
  }

  // Shows these steps alone, or all.
  only(names) {
    this.group = names && new Set(names);
    this.all.hidden = !names;
    this.filter();
  }

  filter() {
    const text = this.search.value.trim().toLowerCase();
    this.names = [...this.steps.keys()].filter((name) => (!this.group || this.group.has(name)) && (!text || name.toLowerCase().includes(text)) && (!this.state.value || this.steps.get(name).status === this.state.value));
    this.list.element.scrollTop = 0;
    this.update(true);
  }

  choose(name) {
    this.chosen = name;
    this.update(true);
  }

  update(isWhole = false) {
    if (this.state.value && !isWhole) this.names = this.names.filter((name) => this.steps.get(name).status === this.state.value);
    const run = this.run();
    this.start = +date(run.createdAt);
    this.end = Math.max(this.start + 1, +(date(run.endedAt) ?? new Date()));
    const focused = document.activeElement?.closest?.(".steps .row")?.dataset.step;
    const height = Math.min(19 * rowHeight, Math.max(3, this.names.length) * rowHeight + 2);
    styled(this.list.element, { height: `${height}px` });
    this.list.update(this.names.length);
    if (focused) [...this.list.element.querySelectorAll(".row")].find((row) => row.dataset.step === focused)?.querySelector("a").focus({ preventScroll: true });
  }

  row(index) {
    const step = this.steps.get(this.names[index]);
    const now = new Date();
    const track = h("span", { class: "track", "aria-hidden": "true" });
    const bar = (kind, from, to) => {
      if (!from) return;
      const [left, right] = [+from, +to].map((at) => Math.min(100, Math.max(0, (100 * (at - this.start)) / (this.end - this.start))));
      track.append(styled(h("i", { class: kind }), { left: `${left}%`, width: `${right - left}%` }));
    };
    const [launched, started, ended] = [date(step.launchedAt), date(step.startedAt), date(step.endedAt)];
    if (launched) bar("queued", this.start, launched);
    bar("starting", launched, started ?? ended ?? now);
    bar(`is-${step.status}`, started, ended ?? now);
    const row = h("div", { class: `row${step.name === this.chosen ? " current" : ""}`, role: "listitem" },
      h("span", { class: "state" }, status(step.status)), h("a", { class: "name", href: this.addressOf(step.name), title: step.name }, step.name), track,
      h("span", { class: "time" }, span(step.startedAt, step.endedAt)));
    row.dataset.step = step.name;
    return row;
  }

  close() { this.list.close(); }
}
