import { get, mayChange, post, segment } from "./api.js";
import { announce, h } from "./dom.js";
import { isOver, span, status, time } from "./format.js";
import { command, confirm, word } from "./command.js";
import { follow } from "./events.js";
import { RunEvents } from "./run-events.js";
import { RunGraph } from "./run-graph.js";
import { RunTimeline } from "./run-timeline.js";
import { settingsView } from "./run-settings.js";
import { StepPanel } from "./step-panel.js";

// A step only moves forward. The stream of events begins at the run's beginning, so what it says may be older than what is
// known.
const ranks = { launching: 1, running: 2, pending: 3 };
const progress = ({ status, attempts }) => (isOver(status) ? 1e6 : 0) + attempts * 10 + (ranks[status] ?? 0);
const course = ["initializing", "running", "stopping"];

// One run: graph, timeline and settings on one side, the chosen step on the other. It follows the run's events.
export async function runPage({ account, values: [id, first], go }) {
  const address = `/runs/${segment(id)}`;
  const overview = await get(`${address}/overview`);
  const steps = new Map(overview.steps.map((step) => [step.name, step]));
  let run = overview.run;
  let chosen = first;
  const node = h("div");
  const head = h("div", { class: "head" });
  const side = h("section", { class: "card panel", "aria-label": "Step", hidden: true });
  const graph = new RunGraph(steps, (step) => `${address}/steps/${segment(step)}`, (names) => { show("timeline"); timeline.only(names); });
  const timeline = new RunTimeline(() => run, steps, (step) => `${address}/steps/${segment(step)}`);
  const events = new RunEvents();
  const settings = h("div", { class: "pad" });
  const panel = new StepPanel(run, side, () => go(address));
  get(`${address}/graph`).then((layout) => graph.draw(layout), (error) => graph.fail(error));

  const views = { graph: ["Graph", graph.element], timeline: ["Timeline", timeline.element], events: ["Events", events.element], settings: ["Settings", settings] };
  const tabs = Object.entries(views).map(([key, [title]]) => h("button", {
    type: "button", role: "tab", id: `tab-${key}`, "aria-controls": "view", onclick: () => show(key),
    onkeydown: (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      const all = Object.keys(views);
      const other = all[(all.indexOf(key) + by + all.length) % all.length];
      show(other);
      document.getElementById(`tab-${other}`).focus();
    },
  }, title));
  const view = h("div", { id: "view", role: "tabpanel" });
  let settled;
  function show(key) {
    for (const tab of tabs) {
      const isIt = tab.id === `tab-${key}`;
      tab.setAttribute("aria-selected", String(isIt));
      tab.tabIndex = isIt ? 0 : -1;
    }
    view.setAttribute("aria-labelledby", `tab-${key}`);
    view.replaceChildren(views[key][1]);
    if (key === "settings") settled ??= get(`${address}/plan`).then((plan) => settings.replaceChildren(settingsView(plan)), (error) => settings.replaceChildren(h("p", { class: "notice bad" }, error.message)));
    if (key === "timeline") timeline.update();
    if (key === "events") showEvents();
  }

  const wholeRun = h("div", { class: "run" }, h("section", { class: "card", "aria-label": "Steps" }, h("div", { class: "tabs", role: "tablist", "aria-label": "Views of the run" }, tabs), view), side);

  const cancel = async () => {
    const isDone = await confirm("Cancel the run?", `Steps of ${run.name} that run are stopped, and no others begin. What has succeeded stays.`, `apus run cancel ${word(run.name)}`, "Cancel the run", () => post(`${address}/cancellation`, { at: new Date().toISOString() }));
    if (isDone) announce("Asked the run to stop");
  };
  const again = async (verb, text, keepsSucceeded) => {
    let made;
    const isDone = await confirm(`${verb} the run?`, text, `apus run ${verb.toLowerCase()} ${word(run.name)}`, `${verb} the run`, async () => { made = await post(`${address}/repetition`, { keepsSucceeded }); });
    if (isDone) go(`/runs/${segment(made.id)}`);
  };
  const retry = () => again("Retry", "A new run of the same plan begins with its first step: same stack, images, settings and parameters. What the cache has is not run again.", false);
  const resume = () => again("Resume", "A new run of the same plan takes over what succeeded, and runs the rest.", true);
  const spent = h("dd");
  const counts = h("dd");
  let drawn = "";
  function drawHead() {
    spent.textContent = span(run.startedAt, run.endedAt) || "–";
    const over = [...steps.values()].filter((step) => isOver(step.status)).length;
    counts.textContent = `${over} of ${steps.size}`;
    if (drawn === JSON.stringify(run)) return;
    drawn = JSON.stringify(run);
    const fact = (name, ...value) => h("div", {}, h("dt", {}, name), h("dd", {}, ...value));
    const isResumable = run.status === "failed" || run.status === "cancelled";
    const equivalent = `apus run ${isResumable ? "resume" : isOver(run.status) ? "retry" : "watch"} ${word(run.name)}`;
    const hadFocus = head.contains(document.activeElement) && document.activeElement.tagName === "H1";
    head.replaceChildren(
      h("div", {}, h("p", { class: "crumbs" }, h("a", { href: "/runs" }, "Runs")), h("h1", { tabindex: "-1" }, run.name),
        run.reason && h("p", { class: "lead" }, run.reason)),
      h("div", { class: "actions" }, mayChange(account) && [!isOver(run.status) && h("button", { class: "danger", onclick: cancel, disabled: run.status === "stopping" }, "Cancel"),
        isResumable && h("button", { class: "primary", onclick: resume }, "Resume"), isOver(run.status) && h("button", { onclick: retry }, "Retry")]),
      h("dl", { class: "facts" }, fact("Status", status(run.status)), fact("Pipeline", h("a", { href: `/runs?pipeline=${segment(run.pipeline)}` }, run.pipeline)), fact("Stack", run.stack),
        fact("Started", time(run.startedAt)), h("div", {}, h("dt", {}, "Duration"), spent), h("div", {}, h("dt", {}, "Steps over"), counts),
        run.origin && fact("Schedule", run.origin.name), fact("On a command line", command(equivalent))));
    if (hadFocus) head.querySelector("h1").focus();
  }

  function choose(name) {
    chosen = name && steps.has(name) ? name : undefined;
    side.hidden = !chosen;
    wholeRun.classList.toggle("has-step", Boolean(chosen));
    graph.choose(chosen);
    timeline.choose(chosen);
    panel.open(chosen);
  }

  // Events come many at once: what they change is drawn once a frame.
  let isDue = false;
  const touched = new Set();
  function later() {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      graph.update();
      timeline.update();
      events.update();
      drawHead();
      if (touched.has(chosen)) panel.refresh(run);
      touched.clear();
    });
  }
  const reload = () => get(address).then((newer) => { run = newer; later(); }, () => {});
  let unfollow;
  function showEvents() {
    unfollow ??= followEvents(() => {});
    events.update(true);
  }
  function followEvents(onChange) {
    const onEvent = (event) => {
      events.add(event);
      onChange(event);
      later();
    };
    return follow(`${address}/events`, { onEvent, onEnd: reload, onFailure: () => {} });
  }
  if (!isOver(run.status)) {
    unfollow = followEvents(({ at, change }) => {
      if (change.step) {
        const step = change.step._0;
        const now = { name: step.step, status: step.status, attempts: step.attempts.length, launchedAt: step.attempts.at(-1)?.launchedAt, startedAt: step.startedAt, endedAt: step.endedAt };
        if (progress(now) < progress(steps.get(step.step))) return;
        steps.set(step.step, now);
        touched.add(step.step);
      } else if (change.run) {
        const now = change.run._0;
        if (!isOver(now) && course.indexOf(now) < course.indexOf(run.status)) return;
        if (now !== run.status) announce(`The run is ${now}`);
        run = { ...run, status: now, reason: change.run.reason ?? run.reason, startedAt: run.startedAt ?? (now === "running" ? at : undefined) };
      }
    });
  }
  const ticker = setInterval(() => { if (!isOver(run.status)) { drawHead(); timeline.update(); } }, 500);

  drawHead();
  show(steps.size > 400 ? "timeline" : "graph");
  node.append(head, wholeRun);
  choose(chosen);
  const take = (place) => {
    const found = /^\/runs\/([^/]+)(?:\/steps\/([^/]+))?$/.exec(place.pathname);
    if (!found || decodeURIComponent(found[1]) !== id) return false;
    choose(found[2] && decodeURIComponent(found[2]));
    if (found[2]) side.querySelector("h2")?.focus({ preventScroll: innerWidth >= 1180 });
    return true;
  };
  return { title: run.name, node, take, close: () => { unfollow?.(); clearInterval(ticker); panel.close(); timeline.close(); events.close(); } };
}
