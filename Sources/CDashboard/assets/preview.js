import { bytes } from "./api.js";
import { h } from "./dom.js";
import { size } from "./format.js";

const most = 256 * 1024;
const mostRows = 200;
const images = [["image/png", [0x89, 0x50, 0x4e, 0x47]], ["image/jpeg", [0xff, 0xd8, 0xff]], ["image/gif", [0x47, 0x49, 0x46, 0x38]], ["image/webp", [0x52, 0x49, 0x46, 0x46]]];

// What an artifact looks like. Images are told by their first bytes, and are drawn from a copy; everything else is text.
export async function preview(address, artifact) {
  try {
    const start = await bytes(`${address}?limit=${most}`);
    const type = images.find(([, mark]) => mark.every((byte, place) => start[place] === byte))?.[0];
    if (type) return image(type, artifact.size > most ? await bytes(address) : start);
    const text = decoded(start, artifact.size > start.length);
    if (text === undefined) return h("p", { class: "soft" }, `${size(artifact.size)} that are neither text nor an image.`);
    const note = artifact.size > start.length && h("p", { class: "soft" }, `The first ${size(start.length)} of ${size(artifact.size)}.`);
    return h("div", {}, note, h("div", { class: "preview", tabindex: "0", role: "region", "aria-label": "Preview" }, json(text) ?? table(text) ?? h("pre", {}, text)));
  } catch (error) {
    return h("p", { class: "notice bad", role: "alert" }, error.message);
  }
}

function image(type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  return h("div", { class: "preview" }, h("img", { src: address, alt: "The artifact as a picture", onload: () => URL.revokeObjectURL(address) }));
}

function decoded(content, isCut) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(content, { stream: isCut });
    return text.includes("\0") ? undefined : text;
  } catch { return undefined; }
}

function json(text) {
  if (!/^\s*[[{"\d-]|^\s*(true|false|null)\s*$/.test(text)) return undefined;
  try { return h("pre", {}, JSON.stringify(JSON.parse(text), null, 2)); } catch { return undefined; }
}

// Comma- or tab-separated values, RFC 4180, when the first lines have equally many fields and more than one.
function table(text) {
  const mark = text.split("\n", 1)[0].includes("\t") ? "\t" : ",";
  const rows = records(text, mark, mostRows + 1);
  const isTable = rows.length > 1 && rows[0].length > 1 && rows.slice(0, -1).every((row) => row.length === rows[0].length);
  if (!isTable) return undefined;
  const [head, ...rest] = rows;
  return h("table", {}, h("thead", {}, h("tr", {}, head.map((text) => h("th", { scope: "col" }, text)))), h("tbody", {}, rest.slice(0, mostRows).map((row) => h("tr", {}, row.map((text) => h("td", { class: text !== "" && !Number.isNaN(Number(text)) ? "number" : "" }, text))))));
}

export function records(text, mark, most) {
  const rows = [];
  let row = [];
  let value = "";
  let isQuoted = false;
  for (let place = 0; place < text.length && rows.length < most; place++) {
    const letter = text[place];
    if (isQuoted) {
      if (letter !== '"') value += letter;
      else if (text[place + 1] === '"') { value += '"'; place++; }
      else isQuoted = false;
    } else if (letter === '"' && value === "") isQuoted = true;
    else if (letter === mark) { row.push(value); value = ""; }
    else if (letter === "\n") { rows.push([...row, value.replace(/\r$/, "")]); row = []; value = ""; }
    else value += letter;
  }
  if (rows.length < most && (value || row.length)) rows.push([...row, value]);
  return rows;
}
