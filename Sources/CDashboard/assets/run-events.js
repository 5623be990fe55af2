import { field, h, options, styled } from "./dom.js";
import { date } from "./format.js";
import { VirtualList } from "./virtual-list.js";

const [rowHeight, mostRows] = [28, 22];
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

// The changes of a run as the store numbered them, newest last. One that is chosen is shown whole.
export class RunEvents {
  constructor() {
    this.events = [];
    this.search = h("input", { type: "search", placeholder: "anything in an event", spellcheck: "false", oninput: () => this.filter() });
    this.kind = h("select", { onchange: () => this.filter() }, options([["", "any"], ["run", "the run"], ["step", "steps"]], ""));
    this.follow = h("input", { type: "checkbox", checked: true, onchange: () => this.update() });
    this.count = h("p", { class: "soft low", role: "status" });
    this.list = new VirtualList(rowHeight, (index) => this.row(this.shown[index]), { class: "list events", tabindex: "0", role: "list", "aria-label": "Events" });
    this.list.element.addEventListener("wheel", () => { requestAnimationFrame(() => { this.follow.checked = this.list.isAtEnd; }); }, { passive: true });
    this.whole = h("pre", { class: "plain pad", tabindex: "0", "aria-label": "The chosen event", role: "region", hidden: true });
    this.element = h("div", {}, h("div", { class: "tools" }, field("Contains", this.search), field("About", this.kind), h("label", { class: "inline low" }, this.follow, "Follow"), this.count), this.list.element, this.whole);
    this.filter();
  }

  add(event) {
    const [kind] = Object.keys(event.change);
    const about = event.change[kind];
    const known = { event, kind: kind === "step" ? "step" : "run", subject: about._0?.step ?? "run", words: words(kind, about) };
    this.events.push(known);
    if (this.fits(known)) this.shown.push(known);
  }

  fits(known) { return (!this.kind.value || known.kind === this.kind.value) && (!this.wanted || (known.text ??= JSON.stringify(known.event).toLowerCase()).includes(this.wanted)); }

  filter() {
    this.wanted = this.search.value.trim().toLowerCase();
    this.shown = this.events.filter((known) => this.fits(known));
    this.update(true);
  }

  // Draws what came since. Not at each event: they come many at once.
  update(isFresh = false) {
    if (!isFresh && !this.element.isConnected) return;
    styled(this.list.element, { height: `${Math.min(mostRows, Math.max(3, this.shown.length)) * rowHeight}px` });
    this.list.update(this.shown.length, isFresh);
    this.count.textContent = `${this.shown.length === this.events.length ? "" : `${this.shown.length} of `}${this.events.length} events`;
    if (this.follow.checked) this.list.goToEnd();
  }

  row(known) {
    const { event, subject } = known;
    const choose = () => {
      this.whole.hidden = false;
      this.whole.textContent = JSON.stringify(event, null, 2);
      this.whole.scrollIntoView({ block: "nearest" });
    };
    return h("div", { class: "row", role: "listitem" }, h("span", { class: "no" }, event.sequence), h("time", { datetime: event.at }, clock.format(date(event.at))),
      h("button", { class: "quiet name", title: subject, onclick: choose, "aria-label": `Event ${event.sequence} whole` }, subject), h("span", { class: "words" }, known.words));
  }

  close() { this.list.close(); }
}

function words(kind, about) {
  if (kind === "cancellationRequested") return "somebody asked for it to be stopped";
  if (kind === "run") return [about._0, about.reason].filter(Boolean).join(": ");
  const attempt = about._0?.attempts?.at(-1);
  return [about._0?.status, attempt && `attempt ${attempt.number} ${attempt.status}`, about._0?.reason ?? attempt?.failure?.message].filter(Boolean).join(", ");
}
