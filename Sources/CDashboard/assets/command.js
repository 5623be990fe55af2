import { explained } from "./api.js";
import { announce, h, unique } from "./dom.js";

// One word of a command line, quoted where a shell would take it apart.
export const word = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

export function command(text) {
  const shown = h("code", {}, text);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(shown.textContent);
      announce("Copied");
    } catch {
      getSelection().selectAllChildren(shown); // a page without TLS has no clipboard
    }
  };
  return h("div", { class: "command" }, shown, h("button", { type: "button", class: "quiet", onclick: copy, "aria-label": "Copy the command" }, "Copy"));
}

// Asks before something is done, and shows the command that does the same. Answers whether it was done.
export function confirm(title, text, equivalent, verb, action) {
  return new Promise((resolve) => {
    const id = unique("title");
    const failure = h("p", { class: "notice bad", role: "alert", hidden: true });
    const go = h("button", { class: "primary", value: "go" }, verb);
    let done = false;
    const dialog = h("dialog", { "aria-labelledby": id },
      h("form", { method: "dialog", onsubmit: async (event) => {
        if (event.submitter !== go) return;
        event.preventDefault();
        go.disabled = true;
        try {
          await action();
          done = true;
          dialog.close();
        } catch (error) {
          failure.hidden = false;
          failure.textContent = explained(error);
          go.disabled = false;
        }
      } },
        h("h2", { id }, title), typeof text === "string" ? h("p", {}, text) : text,
        h("div", {}, h("p", { class: "soft" }, "The same on a command line:"), typeof equivalent === "string" ? command(equivalent) : equivalent), failure,
        h("div", { class: "actions" }, h("button", { value: "no", formnovalidate: true, autofocus: true }, "Go back"), go)));
    dialog.addEventListener("close", () => { dialog.remove(); resolve(done); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
