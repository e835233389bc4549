// Sends a simulator's form in the background and puts the answer in its place. Without this file
// the browser sends the same form and shows the same answer as a page. Nothing is kept anywhere.

const region = document.getElementById("simulator");
const status = document.getElementById("simulator-status");

// Where a reader wants to be after an answer: at what the server marked, the errors, or the result.
const LANDINGS = ["[autofocus]", ".error-summary", ".result [tabindex='-1']"];

function setWorking(working) {
  region.setAttribute("aria-busy", String(working));
  status.textContent = working ? region.dataset.working : "";
}

// Which button was pressed is part of the answer, and the browser's form data leaves it out.
function answers(form, button) {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.append(button.name, button.value);
  return body;
}

async function ask(form, button) {
  const reply = await fetch(form.getAttribute("action"), {
    method: "POST",
    headers: { Accept: "text/html" },
    body: answers(form, button),
    cache: "no-store",
    credentials: "omit",
  });
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const fresh = page.getElementById("simulator");
  if (!fresh) throw new Error("not a simulator page");
  return { title: page.title, nodes: [...fresh.childNodes] };
}

function show({ title, nodes }) {
  region.replaceChildren(...nodes);
  document.title = title;
  const landing = LANDINGS.map((selector) => region.querySelector(selector)).find(Boolean);
  landing?.focus();
  // The answer is at the top of the page; what a step asks is below its heading.
  if (landing?.closest(".answer")) scrollTo(0, 0);
  else if (landing?.matches("h2, h3")) landing.scrollIntoView();
}

// The browser takes over: it sends the form itself and shows what comes, or says what is wrong.
function sendPlainly(form, button) {
  if (button?.name) {
    const pressed = document.createElement("input");
    Object.assign(pressed, { type: "hidden", name: button.name, value: button.value });
    form.append(pressed);
    addEventListener("pageshow", () => pressed.remove(), { once: true });
  }
  form.submit();
}

region?.addEventListener("submit", async (event) => {
  const form = event.target;
  const button = event.submitter;
  // What a reader takes along, a file or a sheet, is none of this page: the browser gets it.
  if (button?.hasAttribute("data-plainly")) return;
  event.preventDefault();
  if (region.getAttribute("aria-busy") === "true") return;
  setWorking(true);
  try {
    show(await ask(form, button));
  } catch {
    sendPlainly(form, button);
  } finally {
    setWorking(false);
  }
});
