// Sends a form in the background and puts the answer in its place. Without this file the browser
// sends the same form and shows the same answer as a page. Nothing is ever sent twice by itself: if
// no page comes back, this one stays, and offers to try again.

import { dropEntry, keep, known } from "./answers.js";
import { openCase, saveCase } from "./case_file.js";
import { startLive } from "./live.js";
import { answersOf, ask, Fault, fill, formIn, PATIENCE, say, send } from "./sending.js";
import { touch } from "./tab.js";

const region = document.getElementById("simulator");
const status = document.getElementById("simulator-status");
const fault = document.getElementById("simulator-fault");

// Where a reader wants to be after an answer: at what the server marked, the errors, or the result.
const LANDINGS = ["[autofocus]", ".error-summary", ".result [tabindex='-1']"];

let isWhole = true;
// Only the last thing asked for counts: one may go through the history faster than it is answered.
let running;
// The page of names has no region: nothing of it is kept.
const form = () => region && formIn(region);
// Only a calculator has one: what it names may be kept, what other forms hold is not.
const section = () => region?.querySelector("[data-keeps]");

function setWorking(working) {
  region.setAttribute("aria-busy", String(working));
  status.textContent = working ? (region.dataset.working ?? status.dataset.working) : "";
}

function show({ title, fresh }) {
  region.replaceChildren(...fresh.childNodes);
  document.title = title;
  land();
  arrived();
}

function land() {
  const landing = LANDINGS.map((selector) => region.querySelector(selector)).find(Boolean);
  landing?.focus();
  // The answer is at the top of the page; what a step asks is below its heading.
  if (landing?.closest(".answer")) scrollTo(0, 0);
  else if (landing?.matches("h2, h3")) landing.scrollIntoView();
}

// What only works with scripts becomes visible, and the answers in the form are kept.
function arrived(isAnswer = true) {
  for (const each of document.querySelectorAll("[data-scripts]")) each.hidden = false;
  // The form of the built page says nothing yet of what the tab knows.
  if (isAnswer) {
    isWhole = true;
    save();
  }
  live?.placed();
}

function save() {
  if (section() && form()) keep(section(), new FormData(form()), isWhole);
}

// Every step has its place in the history of the browser, under the button that leads to it.
function place(move) {
  const here = section()?.dataset.here;
  if (here) history[move]({ here }, "", pagePath());
}

function pagePath() {
  const isAnswer = location.pathname.startsWith("/api/");
  return isAnswer ? document.querySelector("[data-erase]").href : location.href;
}

async function go(body, move) {
  running?.abort();
  const own = new AbortController();
  running = own;
  const timer = setTimeout(() => own.abort(), PATIENCE);
  setWorking(true);
  fault.replaceChildren();
  try {
    const page = await ask(form(), body, region.id, own.signal);
    if (running !== own) return;
    show(page);
    place(section()?.dataset.here === history.state?.here ? "replaceState" : move);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (running === own) say(fault, error, () => go(body, move));
  } finally {
    clearTimeout(timer);
    if (running === own) setWorking(false);
  }
}

// The answers that the tab knows for this form, as if that button were pressed with them.
function restore(here) {
  const typed = Object.entries(known(section()));
  if (!typed.length) return;
  isWhole = false;
  fill(form(), typed);
  const language = ["language", document.documentElement.lang];
  go(new URLSearchParams([language, ...typed, ["intent", here]]), "replaceState");
}

region?.addEventListener("submit", (event) => {
  const button = event.submitter;
  // What a reader takes along, or goes to, is none of this page: the browser gets it.
  if (button?.hasAttribute("data-plainly")) return;
  event.preventDefault();
  if (region.getAttribute("aria-busy") === "true") return;
  if (button?.dataset.page) {
    location.assign(button.dataset.page);
    return;
  }
  const [act, list, number] = button?.value.split(":") ?? [];
  if (act === "remove") dropEntry(list, Number(number));
  go(answersOf(form(), button), "pushState");
});

region?.addEventListener("input", () => {
  touch();
  save();
  live?.changed();
});

region?.addEventListener("change", async ({ target }) => {
  if (target.id !== "case-open" || !target.files[0]) return;
  if (await openCase(section(), target.files[0])) restore("calculate");
  else say(fault, { kind: "refused", wait: 0 }, () => fault.replaceChildren());
});

region?.addEventListener("click", ({ target }) => {
  if (target.id === "case-save") saveCase(section(), target);
});

const live =
  region && document.getElementById("live")
    ? startLive(region, (own, intent) => {
        const body = new URLSearchParams(new FormData(own));
        body.append("intent", intent);
        return send(own, body);
      })
    : undefined;

// A file that is saved leaves the page as it is. What was wrong is said again by the server only.
document.addEventListener("submit", ({ target }) => {
  const personal = target.closest(".personal");
  if (!personal) return;
  personal.querySelector(".error-summary")?.remove();
  for (const each of personal.querySelectorAll(".error-message")) each.remove();
  for (const each of personal.querySelectorAll(".question--error")) {
    each.classList.remove("question--error");
    each.querySelector("input").removeAttribute("aria-invalid");
  }
});

// The page of names and the summary came by a form, which a browser does not bring again by itself:
// in the history stands the page of the result, made again from what the tab knows. No name is in it.
if (document.querySelector(".personal, .summary")) {
  const { href } = document.querySelector("link[rel=canonical]");
  history.replaceState({ here: "calculate" }, "", new URL(href).pathname);
}

// The links to the same page in another language take the answers along.
document.addEventListener("click", (event) => {
  const language = event.target.closest?.("a[hreflang]")?.hreflang;
  const button = section()?.querySelector(`button[value^="language:${language}:"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

addEventListener("popstate", ({ state }) => {
  if (!state?.here || !form() || state.here === section()?.dataset.here) return;
  const body = answersOf(form());
  body.append("intent", state.here);
  go(body, "replaceState");
});

if (region && section()) {
  const isAnswer = location.pathname.startsWith("/api/");
  const wanted = history.state?.here ?? "open";
  arrived(isAnswer);
  place("replaceState");
  if (!isAnswer) restore(wanted);
}

// The browser shows this page as it was left: meanwhile the answers may have changed or gone.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted || !section()) return;
  const own = Object.entries(known(section()));
  if (own.length) restore(section().dataset.here);
  else location.replace(document.querySelector("[data-erase]").href);
});
