// Sends the questions of a situation in the background and puts the answer in their place. Without
// this file the browser sends the same form and shows the same page. Nothing is ever sent twice by
// itself: if no page comes back, this one stays, and offers to try again. What was answered in this
// tab is there again after a reload, in another language, and on the way back.

import { keep, known, situations, useSituation } from "./answers.js";
import { answersOf, ask, Fault, fill, say } from "./sending.js";
import { read, touch } from "./tab.js";

const LANDINGS = [".error-summary", "[autofocus]"];
const status = document.getElementById("simulator-status");
const fault = document.getElementById("simulator-fault");
const home = document.querySelector("[data-erase]")?.href;
const regions = () => document.querySelectorAll(".quick");
const formOf = (region) => region.querySelector(".quick-form");

function keepAsShown(region) {
  keep(region, new FormData(formOf(region)));
  useSituation(region.id, Boolean(region.querySelector(".answer")));
}

function setWorking(region, isWorking) {
  region.setAttribute("aria-busy", String(isWorking));
  status.textContent = isWorking ? status.dataset.working : "";
}

async function answer(region, body, lands) {
  setWorking(region, true);
  fault.replaceChildren();
  try {
    const { title, fresh } = await ask(formOf(region), body, region.id);
    region.replaceWith(fresh);
    keepAsShown(fresh);
    if (!lands) return;
    document.title = title;
    LANDINGS.map((selector) => fresh.querySelector(selector)).find(Boolean)?.focus();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    region.before(fault);
    say(fault, error, () => answer(region, body, lands));
  } finally {
    setWorking(region, false);
  }
}

// What the tab knows of each situation: in its form, and answered where it was.
async function restore() {
  const { last, answered } = situations();
  for (const region of regions()) {
    const typed = Object.entries(known(region));
    if (!typed.length) continue;
    fill(formOf(region), typed);
    const situation = region.closest("details");
    if (situation && region.id === last) situation.open = true;
  }
  for (const id of answered) {
    const region = document.getElementById(id);
    const form = region && formOf(region);
    if (form) await answer(region, answersOf(form, form.querySelector("[name=intent]")), false);
  }
  if (last) useSituation(last, situations().answered.includes(last));
}

addEventListener("submit", (event) => {
  const region = event.target.closest(".quick");
  if (!event.target.matches(".quick-form")) return;
  // A button that leads to another page: the browser gets it.
  if (event.submitter?.hasAttribute("data-plainly")) return;
  event.preventDefault();
  if (region.getAttribute("aria-busy") === "true") return;
  const button = event.submitter ?? event.target.querySelector("button[type=submit]");
  answer(region, answersOf(event.target, button), true);
});

addEventListener("input", ({ target }) => {
  const region = target.closest(".quick");
  if (!region) return;
  touch();
  keepAsShown(region);
});

// The page that a form without scripts brings has the address of the answer: its own leads back.
if (location.pathname.startsWith("/api/")) {
  for (const region of document.querySelectorAll(".situation[open] .quick, .embed .quick")) keepAsShown(region);
  history.replaceState(null, "", home);
} else restore();

// The browser shows this page as it was left: meanwhile the answers may have changed or gone.
let left = "";
addEventListener("pagehide", () => (left = JSON.stringify(read().answers)));
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && JSON.stringify(read().answers) !== left) location.replace(home);
});
