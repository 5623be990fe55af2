import { explained, get, post, remove, segment } from "./api.js";
import { announce, field, h } from "./dom.js";
import { time } from "./format.js";
import { command, confirm, word } from "./command.js";
import { listPage, table } from "./list-page.js";

const day = 86400000;

// Accounts, for admins; and one's own API keys, which are made and revoked here.
export async function accountsPage({ account }) {
  const isAdmin = account.role === "admin";
  const accounts = isAdmin ? (await get("/accounts")).items : [account];
  const rows = accounts.map((one) => h("tr", {}, h("td", { class: "wrap" }, h("strong", {}, one.name), one.id === account.id && h("span", { class: "soft" }, " (you)")), h("td", {}, one.kind), h("td", {}, h("span", { class: "pill" }, one.role)), h("td", {}, one.isDisabled ? "disabled" : "enabled"), h("td", { class: "nowrap" }, time(one.createdAt))));
  const keys = h("div");
  const made = h("div", { role: "status" });
  const name = h("input", { autocapitalize: "none", spellcheck: "false", oninput: () => draw() });
  const days = h("input", { inputmode: "numeric", pattern: "[1-9][0-9]*", value: "90", oninput: () => draw() });
  const equivalent = h("div");
  const failure = h("p", { class: "notice bad", role: "alert", hidden: true });
  const draw = () => equivalent.replaceChildren(command(`apus api-key create ${word(name.value || "NAME")}${days.value ? ` --days ${word(days.value)}` : ""}`));

  async function load() {
    const { items } = await get("/api-keys");
    keys.replaceChildren(items.length ? table("Your API keys", ["Key", "Made", "Last used", "Ends", "Action"], items.map((key) => h("tr", {}, h("td", { class: "wrap" }, key.name), h("td", { class: "nowrap" }, time(key.createdAt)), h("td", { class: "nowrap" }, time(key.lastUsedAt)), h("td", { class: "nowrap" }, key.expiresAt ? time(key.expiresAt) : h("span", { class: "soft" }, "never")),
      h("td", {}, h("button", { class: "danger", "aria-label": `Revoke ${key.name}`, onclick: () => revoke(key) }, "Revoke"))))) : h("p", { class: "soft" }, "You have no API keys."));
  }
  async function revoke(key) {
    const isDone = await confirm("Revoke the key?", `Programs that use ${key.name} are refused from then on.`, `apus api-key revoke ${word(key.name)}`, "Revoke the key", () => remove(`/api-keys/${segment(key.id)}`));
    if (!isDone) return;
    announce(`Revoked ${key.name}`);
    await load();
  }
  async function create(event) {
    event.preventDefault();
    failure.hidden = true;
    try {
      const expiresAt = days.value ? new Date(Date.now() + Number(days.value) * day).toISOString() : undefined;
      const { key, secret } = await post("/api-keys", { name: name.value.trim(), expiresAt });
      made.replaceChildren(h("div", { class: "notice" }, h("p", {}, `The key ${key.name} is shown this once:`), command(secret)));
      name.value = "";
      draw();
      await load();
    } catch (error) {
      failure.hidden = false;
      failure.textContent = explained(error);
    }
  }
  draw();
  await load();
  return listPage("Accounts", isAdmin ? "Who may use this server, and how far." : "Your account. Admins see all.", ["Account", "Kind", "Role", "State", "Made"], rows, undefined,
    isAdmin && command("apus account create analyst --role member"), h("h2", {}, "Your API keys"), keys, made,
    h("form", { class: "card pad stackup", onsubmit: create }, h("h3", {}, "A new key"), h("div", { class: "grid" }, field("Name", name, undefined, true), field("Days until it ends", days, "Empty for a key without an end.")), equivalent, failure, h("div", {}, h("button", { class: "primary" }, "Make the key"))));
}
