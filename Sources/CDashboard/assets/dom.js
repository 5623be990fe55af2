// The only way in which this program makes elements. Children are nodes or text; nothing is ever parsed as HTML.
const svgSpace = "http://www.w3.org/2000/svg";

function make(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

export const h = (tag, attributes, ...children) => make(document.createElement(tag), attributes, children);
export const s = (tag, attributes, ...children) => make(document.createElementNS(svgSpace, tag), attributes, children);

// Styles that depend on data; attributes would be refused by the content security policy.
export function styled(element, styles) {
  for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value);
  return element;
}

// Tells people who do not see the page.
export function announce(text) { document.getElementById("live").textContent = text; }

let numbers = 0;
export const unique = (word) => `${word}-${++numbers}`;

export function field(label, input, hint, isRequired) {
  const id = unique("field");
  input.id = id;
  if (hint) input.setAttribute("aria-describedby", `${id}-hint`);
  if (isRequired) input.required = true;
  return h("div", { class: "field" },
    h("label", { for: id }, label, isRequired && h("span", { class: "need" }, " needed")), input,
    hint && h("span", { class: "hint", id: `${id}-hint` }, hint));
}

export const options = (values, chosen) =>
  values.map(([value, text]) => h("option", { value, selected: value === chosen }, text));

export const empty = (...children) => h("div", { class: "empty" }, ...children);
