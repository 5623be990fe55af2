import { explained, get, post, segment } from "./api.js";
import { announce, field, h } from "./dom.js";
import { moment, time } from "./format.js";

// Logs a program in that shows a code, such as 'apus login' on a terminal. A link may bring the code along; the person
// compares it and decides in any case (RFC 8628, section 5.4).
export async function devicePage({ account, query }) {
  const code = h("input", { name: "code", value: query.get("code") ?? "", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", class: "code" });
  const failure = h("p", { class: "notice bad", role: "alert", hidden: true });
  const place = h("div", { class: "stackup column" });
  const fail = (error) => {
    failure.hidden = false;
    failure.textContent = explained(error);
  };
  const tell = (title, text) => {
    place.replaceChildren(h("div", { class: "notice" }, h("strong", {}, title), h("p", {}, text)));
    announce(title);
  };

  async function look(event) {
    event.preventDefault();
    failure.hidden = true;
    try {
      ask(await get(`/device-logins/${segment(code.value.trim())}`));
    } catch (error) {
      fail(error);
      code.select();
    }
  }
  function ask(waiting) {
    const decide = async (grants) => {
      failure.hidden = true;
      try {
        await post(`/device-logins/${segment(waiting.userCode)}/decision`, { grants });
        if (grants) tell("It is logged in", "Go back to the terminal. 'apus logout' there ends the login.");
        else tell("It was denied", "Nothing was logged in.");
      } catch (error) { fail(error); }
    };
    const heading = h("h2", { tabindex: "-1" }, "Log this program in?");
    place.replaceChildren(h("section", { class: "card pad stackup" }, heading,
      h("p", { class: "code" }, waiting.userCode),
      h("dl", {}, h("dt", {}, "It says it is"), h("dd", {}, waiting.client || "–"), h("dt", {}, "It calls from"), h("dd", { class: "mono" }, waiting.address || "–"),
        h("dt", {}, "Since"), h("dd", {}, time(waiting.createdAt)), h("dt", {}, "Good until"), h("dd", {}, moment(waiting.expiresAt)),
        h("dt", {}, "It will be"), h("dd", {}, h("strong", {}, account.name), ", ", account.role)),
      h("p", {}, "Say yes only when your own terminal shows this very code. Somebody who sent it to you would get in as you."), failure,
      h("div", { class: "choices" }, h("button", { onclick: () => decide(false) }, "Deny"), h("button", { class: "primary", onclick: () => decide(true) }, "Log it in"))));
    heading.focus();
  }
  place.append(h("form", { class: "card pad stackup", onsubmit: look }, field("Code", code, "Such as WDJB-MJHT.", true), failure, h("div", {}, h("button", { class: "primary" }, "Go on"))));
  const node = h("div", {}, h("div", { class: "head" }, h("div", {}, h("h1", { tabindex: "-1" }, "Log a program in"), h("p", { class: "lead" }, "'apus login' on a terminal shows a code."))), place);
  return { title: "Log a program in", node };
}
