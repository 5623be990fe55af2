import { forget, hasSession, logIn, logOut, session } from "./api.js";
import { announce, field, h } from "./dom.js";
import { runsPage } from "./page-runs.js";
import { runPage } from "./page-run.js";
import { comparePage } from "./page-compare.js";
import { metricsPage } from "./page-metrics.js";
import { pipelinesPage } from "./page-pipelines.js";
import { stacksPage } from "./page-stacks.js";
import { newComponentPage } from "./page-new-component.js";
import { accountsPage } from "./page-accounts.js";
import { devicePage } from "./page-device.js";
import { connectorsPage, schedulesPage } from "./page-lists.js";

const pages = [
  [/^\/(?:runs\/?)?$/, runsPage],
  [/^\/runs\/([^/]+)(?:\/steps\/([^/]+))?$/, runPage],
  [/^\/compare$/, comparePage],
  [/^\/pipelines$/, pipelinesPage],
  [/^\/plots$/, metricsPage],
  [/^\/stacks$/, stacksPage],
  [/^\/components\/new$/, newComponentPage],
  [/^\/schedules$/, schedulesPage],
  [/^\/connectors$/, connectorsPage],
  [/^\/accounts$/, accountsPage],
  [/^\/device$/, devicePage],
];
const places = [["/runs", "Runs"], ["/pipelines", "Pipelines"], ["/stacks", "Stacks"], ["/schedules", "Schedules"], ["/connectors", "Connectors"], ["/accounts", "Accounts"]];

const frame = document.getElementById("frame");
let account;
let current;
let turn = 0;

const brand = () => h("a", { class: "brand", href: "/runs" }, h("img", { src: "/assets/icon.svg", alt: "" }), "Apus");

function shell() {
  const leave = async () => {
    try { await logOut(); } finally { account = undefined; door(); }
  };
  const links = places.map(([href, text]) => h("li", {}, h("a", { href }, text)));
  frame.replaceChildren(h("div", { class: "frame" },
    h("header", { class: "side" }, brand(),
      h("nav", { class: "nav", "aria-label": "Pages" }, h("ul", {}, links)),
      h("div", { class: "who" }, h("p", {}, h("strong", {}, account.name), h("br"), h("span", { class: "soft" }, account.role)),
        h("button", { class: "quiet", onclick: leave }, "Log out"))),
    h("main", { class: "main", id: "main", tabindex: "-1" })));
}

function door(reason) {
  forget();
  current?.close?.();
  current = undefined;
  const name = h("input", { name: "account", autocomplete: "username", required: true, autocapitalize: "none", spellcheck: "false" });
  const password = h("input", { name: "password", type: "password", autocomplete: "current-password", required: true });
  const failure = h("p", { class: "notice bad", role: "alert", hidden: !reason }, reason);
  const submit = async (event) => {
    event.preventDefault();
    try {
      account = await logIn(name.value, password.value);
      shell();
      await show();
    } catch (error) {
      failure.hidden = false;
      failure.textContent = error.status === 401 ? "The account or the password is wrong." : error.message;
      password.select();
    }
  };
  document.title = "Log in – Apus";
  frame.replaceChildren(h("main", { class: "door", id: "main" }, h("form", { class: "card", onsubmit: submit },
    h("div", { class: "brand" }, h("img", { src: "/assets/icon.svg", alt: "" }), "Apus"),
    h("h1", {}, "Log in"), field("Account", name), field("Password", password), failure,
    h("button", { class: "primary" }, "Log in"))));
  name.focus();
}

function failed(error) {
  return { title: "Not found", node: h("div", { class: "stackup" }, h("h1", { tabindex: "-1" }, error.status === 404 ? "That is not here" : "That did not work"),
    h("div", { class: "notice bad", role: "alert" }, error.message), h("p", {}, h("a", { href: "/runs" }, "Go to the runs"))) };
}

// Shows the page of the address. What the old page follows is ended first; a page that comes too late is dropped.
async function show(movesFocus = false) {
  const mine = ++turn;
  current?.close?.();
  current = undefined;
  const main = document.getElementById("main");
  main.setAttribute("aria-busy", "true");
  let page;
  try {
    const [pattern, open] = pages.find(([pattern]) => pattern.test(location.pathname)) ?? [];
    if (!open) throw Object.assign(new Error("There is no page at this address."), { status: 404 });
    const values = pattern.exec(location.pathname).slice(1).map((value) => value && decodeURIComponent(value));
    page = await open({ account, values, query: new URLSearchParams(location.search), go });
  } catch (error) {
    if (!account) return;
    page = failed(error);
  }
  if (mine !== turn) { page.close?.(); return; }
  current = page;
  main.removeAttribute("aria-busy");
  main.replaceChildren(page.node);
  document.title = `${page.title} – Apus`;
  const section = location.pathname === "/" ? "/runs" : location.pathname;
  for (const link of document.querySelectorAll(".nav a")) {
    const isHere = section.startsWith(link.getAttribute("href")) || (link.pathname === "/runs" && section === "/compare") || (link.pathname === "/stacks" && section.startsWith("/components")) || (link.pathname === "/pipelines" && section === "/plots");
    if (isHere) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  if (movesFocus) {
    main.querySelector("h1")?.focus();
    scrollTo(0, 0);
    announce(page.title);
  }
}

// Goes to an address within the dashboard. The page that is there may take it without being made anew.
function go(address, { replaces = false } = {}) {
  history[replaces ? "replaceState" : "pushState"](null, "", address);
  if (current?.take?.(location)) return;
  show(!replaces);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const address = new URL(link.getAttribute("href"), location.href);
  if (address.origin !== location.origin || address.pathname.startsWith("/api/")) return;
  event.preventDefault();
  if (address.hash && address.pathname === location.pathname) document.getElementById(address.hash.slice(1))?.focus();
  else go(address.pathname + address.search);
});
addEventListener("popstate", () => { if (account && !current?.take?.(location)) show(true); });
addEventListener("apus-logged-out", () => {
  if (!account) return;
  account = undefined;
  door("The login has ended.");
});

try {
  if (hasSession()) {
    account = await session();
    shell();
    await show();
  } else {
    door();
  }
} catch (error) {
  door(error.status === 401 ? "The login has ended." : error.message);
}
