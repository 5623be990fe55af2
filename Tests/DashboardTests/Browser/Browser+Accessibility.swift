import ApusModel

extension Browser {
    /// What keeps people out: texts with too little contrast (WCAG 2.2, 1.4.3: 4.5 to 1, large ones 3 to 1), controls and
    /// pictures without a name (4.1.2, 1.1.1), identities that occur twice, pages without heading, title or language, and
    /// pages that are wider than the window (1.4.10).
    func barriers() async throws -> [String] {
        try await run(Self.script).arrayValue?.compactMap(\.stringValue) ?? []
    }

    private static let script = """
        const found = [];
        const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
        const parse = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
        const over = (top, base) => top.slice(0, 3).map((c, i) => c * top[3] + base[i] * (1 - top[3])).concat(1);
        const ground = (one) => {
          const layers = [];
          for (let e = one; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3]) { layers.push(c); if (c[3] === 1) break; } }
          return layers.reverse().reduce((base, top) => over(top, base), [255, 255, 255, 1]);
        };
        const light = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
        const where = (one) => `<${one.tagName.toLowerCase()} class="${one.getAttribute("class") ?? ""}"> ${(one.textContent ?? "").trim().slice(0, 40)}`;
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
          const one = walk.currentNode.parentElement;
          if (!walk.currentNode.data.trim() || ["SCRIPT", "NOSCRIPT", "STYLE", "OPTION"].includes(one.tagName) || !shown(one) || one.closest(".hidden, .skip, :disabled")) continue;
          const style = getComputedStyle(one);
          const isSVG = one instanceof SVGElement;
          const base = isSVG ? parse(getComputedStyle(one.closest("a")?.querySelector(".box") ?? one).fill) : ground(one);
          const ratio = contrast(over(parse(isSVG ? style.fill : style.color), base), base);
          const size = parseFloat(style.fontSize);
          const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
          if (ratio < least) found.push(`contrast ${ratio.toFixed(2)}: ${where(one)}`);
        }
        const name = (one) => (one.getAttribute("aria-labelledby")?.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join("") || one.getAttribute("aria-label") || [...(one.labels ?? [])].map((l) => l.textContent).join("") || one.textContent || [...one.querySelectorAll("img")].map((i) => i.alt).join("")).trim();
        for (const one of document.querySelectorAll("a[href], button, select, textarea, input, [role=dialog], dialog[open], nav, [role=region], [tabindex='0']")) if (shown(one) && !name(one)) found.push(`no name: ${where(one)}`);
        for (const one of document.querySelectorAll("input, select, textarea")) if (shown(one) && !one.labels?.length && !one.getAttribute("aria-label")) found.push(`no label: ${where(one)}`);
        for (const one of document.images) if (!one.hasAttribute("alt")) found.push(`no alternative text: ${one.src}`);
        const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
        for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place))) found.push(`identity twice: ${id}`);
        for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls"]) for (const one of document.querySelectorAll(`[${attribute}]`)) for (const id of one.getAttribute(attribute).split(" ")) if (!document.getElementById(id)) found.push(`${attribute} names nothing: ${id}`);
        if (document.querySelectorAll("h1").length !== 1) found.push("not one h1");
        if (document.querySelectorAll("main").length !== 1) found.push("not one main");
        if (!document.title || !document.documentElement.lang) found.push("no title or language");
        if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
          const wide = [...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.parentElement.closest(".scroll, .canvas, .list, .preview"));
          found.push(`wider than the window: ${document.documentElement.scrollWidth} > ${document.documentElement.clientWidth}: ${wide.slice(0, 3).map(where).join("; ")}`);
        }
        return [...new Set(found)];
        """
}
