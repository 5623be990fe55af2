import { announce, h, styled, unique } from "./dom.js";
import { ansi } from "./ansi.js";
import { LogSource } from "./log-source.js";
import { VirtualList } from "./virtual-list.js";

const [rowHeight, mostRows] = [20, 20];
const kinds = { stderr: "err", runner: "said" };

// The log of one attempt, followed while it is written. Lines are plain text with colours; only those that can be seen are in
// the document.
export class LogView {
  constructor(run, step, attempt, choice) {
    this.lines = [];
    this.found = [];
    this.at = -1;
    const id = unique("search");
    this.search = h("input", { id, type: "search", placeholder: "Search the log", spellcheck: "false", "aria-label": "Search the log", oninput: () => this.find(), onkeydown: (event) => { if (event.key === "Enter") this.step(event.shiftKey ? -1 : 1); } });
    this.count = h("span", { class: "soft", role: "status" });
    this.follow = h("input", { type: "checkbox", checked: true, onchange: () => { if (this.follow.checked) this.list.goToEnd(); } });
    this.list = new VirtualList(rowHeight, (index) => this.row(index), { class: "list log", tabindex: "0", role: "log", "aria-live": "off", "aria-label": `Log of ${step}` });
    this.list.element.addEventListener("wheel", () => { requestAnimationFrame(() => { this.follow.checked = this.list.isAtEnd; }); }, { passive: true });
    this.note = h("p", { class: "pad soft" }, "Nothing was printed yet.");
    this.element = h("section", { "aria-label": "Log" }, h("div", { class: "tools" }, h("h3", {}, "Log"), choice, h("div", { class: "field" }, this.search), this.count,
      h("label", { class: "inline" }, this.follow, "Follow")), this.note);
    this.source = new LogSource(run.id, step, attempt, { onLines: (lines) => this.append(lines), onEnd: () => this.finish(), onFailure: (...words) => this.fail(words) });
  }

  append(lines) {
    if (!this.lines.length) this.note.replaceWith(this.list.element);
    this.lines.push(...lines.map((line) => ({ parts: ansi(line.text), kind: kinds[line.stream], at: line.at })));
    this.find(false);
    styled(this.list.element, { height: `${Math.min(mostRows, this.lines.length + 1) * rowHeight}px` });
    this.list.update(this.lines.length, false);
    if (this.follow.checked) this.list.goToEnd();
  }

  fail(words) {
    if (!this.lines.length) this.note.textContent = `The log cannot be shown: ${words.filter(Boolean).join(": ")}.`;
  }

  find(isNew = true) {
    const text = this.search.value.toLowerCase();
    this.found = text ? this.lines.flatMap((line, index) => (line.parts.map((part) => part.text).join("").toLowerCase().includes(text) ? [index] : [])) : [];
    this.count.textContent = text ? `${this.found.length} ${this.found.length === 1 ? "line" : "lines"}` : "";
    if (!isNew) return;
    this.at = -1;
    this.list.update(this.lines.length);
    if (this.found.length) this.step(1);
  }

  step(by) {
    if (!this.found.length) return;
    this.at = (this.at + by + this.found.length) % this.found.length;
    this.follow.checked = false;
    this.list.reveal(this.found[this.at]);
    announce(`Line ${this.found[this.at] + 1}`);
  }

  row(index) {
    const line = this.lines[index];
    const text = this.search.value;
    const isHit = text && this.found.includes(index);
    return h("div", { class: `row${isHit ? " hit" : ""}`, title: line.at }, h("span", { class: "no", "aria-hidden": "true" }, index + 1),
      h("span", { class: line.kind }, ...line.parts.map((part) => h("span", { class: part.kind || undefined }, ...(isHit ? marked(part.text, text) : [part.text])))));
  }

  finish() {
    if (!this.lines.length) this.note.textContent = "Nothing was printed.";
  }
  close() { this.source.close(); this.list.close(); }
}

function marked(text, wanted) {
  const parts = [];
  const small = text.toLowerCase();
  let from = 0;
  for (let at = small.indexOf(wanted.toLowerCase()); at >= 0; at = small.indexOf(wanted.toLowerCase(), from)) {
    parts.push(text.slice(from, at), h("mark", {}, text.slice(at, at + wanted.length)));
    from = at + wanted.length;
  }
  return [...parts, text.slice(from)];
}
