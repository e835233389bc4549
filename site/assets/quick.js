// Sends the questions of a situation in the background and puts the answer in their place. Without
// this file the browser sends the same form and shows the same page. Nothing is kept anywhere.

const LANDINGS = [".error-summary", "[autofocus]"];

async function ask(form, button) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.append(button.name, button.value);
  const reply = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "text/html" },
    body,
    cache: "no-store",
    credentials: "omit",
  });
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const fresh = page.getElementById(form.closest(".quick").id);
  if (!fresh) throw new Error("not the home page");
  return { title: page.title, fresh };
}

// The browser takes over: it sends the form itself and shows what comes, or says what is wrong.
function sendPlainly(form, button) {
  const pressed = document.createElement("input");
  Object.assign(pressed, { type: "hidden", name: button.name, value: button.value });
  form.append(pressed);
  addEventListener("pageshow", () => pressed.remove(), { once: true });
  form.submit();
}

addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches(".quick-form")) return;
  event.preventDefault();
  const region = form.closest(".quick");
  if (region.getAttribute("aria-busy") === "true") return;
  const button = event.submitter ?? form.querySelector("button[type=submit]");
  region.setAttribute("aria-busy", "true");
  try {
    const { title, fresh } = await ask(form, button);
    region.replaceWith(fresh);
    document.title = title;
    LANDINGS.map((selector) => fresh.querySelector(selector)).find(Boolean)?.focus();
  } catch {
    region.setAttribute("aria-busy", "false");
    sendPlainly(form, button);
  }
});
