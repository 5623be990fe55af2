import { h, s } from "./dom.js";
import { sign } from "./format.js";

// What the server laid out, in its units: a character of a label is one wide, a line one high.
const unit = { x: 8.2, y: 13.5 };
const mostNodes = 1500;
const order = ["failed", "running", "launching", "pending", "cancelled", "skipped", "cached", "succeeded"];

// The graph of a run. Steps that are alike are one node with how many there are.
export class RunGraph {
  constructor(steps, addressOf, openGroup) {
    Object.assign(this, { steps, addressOf, openGroup });
    this.element = h("div", { class: "canvas", tabindex: "0", role: "region", "aria-label": "Graph of the steps" }, h("p", { class: "soft" }, "The graph is being laid out…"));
    this.nodes = [];
  }

  fail(error) { this.element.replaceChildren(h("p", { class: "notice bad" }, error.message)); }

  draw(layout) {
    if (layout.nodes.length > mostNodes) {
      this.element.replaceChildren(h("p", { class: "notice" }, `${layout.nodes.length} nodes are too many for a picture. The timeline has every step.`));
      return;
    }
    const [width, height] = [layout.size.width * unit.x, layout.size.height * unit.y];
    const edges = layout.edges.map((edge) => s("path", { class: "edge", d: path(edge.points) }));
    this.nodes = layout.nodes.map((node) => this.node(node));
    const pad = 6;
    this.element.replaceChildren(s("svg", { width: width + 2 * pad, height: height + 2 * pad, viewBox: `${-pad} ${-pad} ${width + 2 * pad} ${height + 2 * pad}` }, edges, this.nodes.map((node) => node.element)));
    this.update();
  }

  node(node) {
    const isGroup = node.steps.length > 1;
    const [x, y, width, height] = [node.x * unit.x, node.y * unit.y, node.size.width * unit.x, node.size.height * unit.y];
    const icon = s("g");
    const sub = s("text", { class: "sub", x: x + 32, y: y + height - 13 });
    const element = s("a", { class: "node", href: isGroup ? "#" : this.addressOf(node.steps[0]) },
      isGroup && s("rect", { class: "second", x: x + 5, y: y + 5, width, height, rx: 8 }),
      s("rect", { class: "box", x, y, width, height, rx: 8 }), icon,
      s("text", { x: x + 12, y: y + 22 }, isGroup ? `${node.label} ×${node.steps.length}` : node.label), sub);
    if (isGroup) element.addEventListener("click", (event) => { event.preventDefault(); this.openGroup(node.steps); });
    return { ...node, isGroup, element, icon, sub, place: [x + 12, y + height - 24], shown: "" };
  }

  update() {
    for (const node of this.nodes) {
      const counts = new Map();
      for (const name of node.steps) {
        const status = this.steps.get(name)?.status;
        counts.set(status, (counts.get(status) ?? 0) + 1);
      }
      const found = order.filter((status) => counts.has(status));
      const status = found[0];
      const text = node.isGroup && found.length > 1 ? `${counts.get(status)} ${status}` : status;
      if (text === node.shown) continue;
      node.shown = text;
      node.sub.textContent = text;
      node.element.setAttribute("class", `node is-${status}`);
      const words = found.map((status) => `${counts.get(status)} ${status}`).join(", ");
      node.element.setAttribute("aria-label", node.isGroup ? `${node.label}, ${node.steps.length} steps: ${words}` : `${node.label}: ${status}`);
      const picture = sign(status);
      for (const [name, value] of Object.entries({ x: node.place[0], y: node.place[1], width: 14, height: 14 })) picture.setAttribute(name, value);
      picture.classList.remove("spin");
      node.icon.replaceChildren(picture);
    }
  }

  choose(step) {
    for (const node of this.nodes) {
      if (step && node.steps.includes(step)) node.element.setAttribute("aria-current", "true");
      else node.element.removeAttribute("aria-current");
    }
  }
}

// Through gaps between layers in curves, straight through layers.
function path(points) {
  const at = points.map(({ x, y }) => [(x + 0.5) * unit.x, y * unit.y]);
  let text = `M${at[0][0]} ${at[0][1]}`;
  for (let index = 1; index < at.length; index++) {
    const [[x0, y0], [x1, y1]] = [at[index - 1], at[index]];
    const middle = (y0 + y1) / 2;
    text += index % 2 ? ` C${x0} ${middle} ${x1} ${middle} ${x1} ${y1}` : ` L${x1} ${y1}`;
  }
  return text;
}
