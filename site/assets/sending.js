// Sends a form in the background, and says in the page why no page came back.

export const PATIENCE = 30_000;
const FAULTS = { 403: "forbidden", 429: "busy" };

export class Fault extends Error {
  constructor(kind, wait = 0) {
    super(kind);
    Object.assign(this, { kind, wait });
  }
}

// The form of a page: it has a name. Those that only carry answers elsewhere have none.
export const formIn = (part) => part.querySelector("form[id$='-form']");

// Which button was pressed is part of the answer, and the browser's form data leaves it out.
export function answersOf(form, button) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.append(button.name, button.value);
  return body;
}

// The style sheets of answers wait for the first one.
function styles() {
  const load = (sheet) =>
    new Promise((done) => {
      sheet.onload = sheet.onerror = done;
      sheet.disabled = false;
    });
  return Promise.all([...document.querySelectorAll("link[disabled]")].map(load));
}

export async function send(form, body, signal = AbortSignal.timeout(PATIENCE)) {
  const reply = fetch(form.getAttribute("action"), {
    method: "POST",
    headers: { Accept: "text/html" },
    body,
    cache: "no-store",
    credentials: "omit",
    signal,
  });
  return (await Promise.all([reply, styles()]))[0];
}

// The part of that id of the page that comes back, and the title of that page.
export async function ask(form, body, id, signal) {
  const reply = await send(form, body, signal).catch(() => {
    throw new Fault("network");
  });
  const text = await reply.text().catch(() => "");
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById(id);
  if (fresh) return { title: page.title, fresh };
  throw new Fault(FAULTS[reply.status] ?? "unavailable", Number(reply.headers.get("Retry-After")));
}

function element(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}

export function say(place, { kind, wait }, again) {
  const button = element("button", place.dataset.again);
  Object.assign(button, { type: "button", className: "button", disabled: wait > 0 });
  setTimeout(() => (button.disabled = false), Math.min(wait, 120) * 1_000);
  button.addEventListener("click", again);
  place.replaceChildren(
    element("h2", place.dataset.heading),
    element("p", place.dataset[kind]),
    button,
  );
  place.focus();
}

export function fill(form, typed) {
  for (const [name, text] of typed) {
    const field = form.elements.namedItem(name);
    if (field) field.value = text;
  }
}
