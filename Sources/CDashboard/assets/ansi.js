// Takes text with colours of ECMA-48 (SGR) apart into runs of text with names of classes. Other control sequences are dropped.
const pattern = /\x1b\[([0-9;:]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_]|[\x00-\x08\x0b-\x1f\x7f]/g;
const styles = { 1: "a-bold", 2: "a-dim", 3: "a-italic", 4: "a-underline" };
const ends = { 22: ["a-bold", "a-dim"], 23: ["a-italic"], 24: ["a-underline"] };

export function ansi(text) {
  const parts = [];
  let kinds = new Set();
  let colour;
  let from = 0;
  const take = (to) => { if (to > from) parts.push({ text: text.slice(from, to), kind: [...kinds, ...(colour ? [colour] : [])].join(" ") }); };
  for (const found of text.matchAll(pattern)) {
    take(found.index);
    from = found.index + found[0].length;
    if (found[1] === undefined) continue;
    const codes = found[1].split(/[;:]/).map(Number);
    for (let place = 0; place < codes.length; place++) {
      const code = codes[place];
      if (code === 0) { kinds = new Set(); colour = undefined; }
      else if (styles[code]) kinds.add(styles[code]);
      else if (ends[code]) for (const kind of ends[code]) kinds.delete(kind);
      else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) colour = `a-${code}`;
      else if (code === 39) colour = undefined;
      else if (code === 38 || code === 48) place += codes[place + 1] === 5 ? 2 : 4;
    }
  }
  take(text.length);
  return parts;
}
