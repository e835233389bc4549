// On every page: leaving quickly, erasing the answers, forgetting them after an hour, and feedback.

import { erasePages } from "./keeping.js";
import { erase, isEmpty, touch } from "./tab.js";

const ESCAPES = 3;
const WITHIN = 2_000;
const CHECK_EVERY = 15_000;

const leaving = document.querySelector("[data-leave]");

// The neutral site takes the place of this page, also in the history of the browser.
function leave() {
  erase();
  erasePages();
  document.title = "";
  document.body.replaceChildren();
  location.replace(leaving.href);
}

leaving?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

let escapes = [];
document.addEventListener("keydown", (event) => {
  touch();
  if (event.key !== "Escape") escapes = [];
  if (event.key !== "Escape" || event.repeat || !leaving) return;
  escapes = [...escapes, event.timeStamp].slice(-ESCAPES);
  if (escapes.length === ESCAPES && event.timeStamp - escapes[0] < WITHIN) leave();
});
document.addEventListener("pointerdown", touch);

// The link leads to the empty page, with or without this script.
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-erase]")) return;
  erase();
  erasePages();
});

// After the hour nothing typed stays on the screen either.
let had = !isEmpty();
function forget() {
  const has = !isEmpty();
  const form = document.querySelector("[data-erase]");
  if (had && !has && form) location.replace(form.href);
  had = has;
}
setInterval(forget, CHECK_EVERY);
document.addEventListener("visibilitychange", forget);

const feedback = document.getElementById("feedback");
feedback?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(feedback, event.submitter));
  const sent = { method: "POST", body, headers: { Accept: "text/html" }, credentials: "omit" };
  // Whether it arrives is of no use to the reader: nothing is asked again.
  await fetch(feedback.action, sent).catch(() => undefined);
  const thanks = document.createElement("p");
  Object.assign(thanks, { textContent: feedback.dataset.thanks, tabIndex: -1 });
  feedback.replaceChildren(thanks);
  thanks.focus();
});
