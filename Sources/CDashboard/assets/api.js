// Calls of the server's interface. The cookie comes along by itself; what changes something shows the session's CSRF value.
let csrf = "";

export class Problem extends Error {
  constructor(status, details) {
    super(details.detail ?? details.title ?? `HTTP ${status}`);
    this.status = status;
    this.details = details;
  }
}

async function call(method, path, body) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET") headers["X-Apus-CSRF"] = csrf;
  let response;
  try {
    response = await fetch("/api/v1" + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), credentials: "same-origin" });
  } catch {
    throw new Problem(0, { title: "The server does not answer", detail: "The server does not answer." });
  }
  if (response.ok) return response;
  let details = {};
  try { details = await response.json(); } catch { /* a proxy's answer has no details */ }
  if (response.status === 401 && path !== "/session") dispatchEvent(new Event("apus-logged-out"));
  throw new Problem(response.status, details);
}

const json = async (response) => (response.status === 204 ? undefined : response.json());
export const get = async (path) => json(await call("GET", path));
export const post = async (path, body) => json(await call("POST", path, body));
export const put = async (path, body) => json(await call("PUT", path, body));
export const explained = (error) => [error.message, error.details?.reason].filter(Boolean).join(": ");
export const segment = encodeURIComponent;
export const query = (values) => {
  const text = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  return text && "?" + text;
};

export async function bytes(path) {
  return new Uint8Array(await (await call("GET", path)).arrayBuffer());
}

// Whether somebody logged in here: without it the server need not be asked. It proves nothing.
const mark = "apus-has-session";
async function keep(session) {
  csrf = session.csrf;
  localStorage.setItem(mark, "1");
  return session.account;
}
export const hasSession = () => localStorage.getItem(mark) !== null;
export const forget = () => localStorage.removeItem(mark);
export const session = async () => keep(await get("/session"));
export const logIn = async (name, password) => keep(await post("/session", { name, password }));
export const remove = async (path) => { await call("DELETE", path); };
export const logOut = () => remove("/session");
export const mayChange = (account) => account.role !== "viewer";
