// The answer so far, while somebody types: at most one request at a time and one in two seconds,
// only once the form can be calculated, and none after the network refused one.

import { isLive, setLive } from "./answers.js";
import { formIn } from "./sending.js";

const QUIET = 400;
const APART = 2_000;
const REFUSED = [403, 429];

const aside = document.getElementById("live");

// The first question that the answer cannot do without: its field, or its name if another step asks.
function missing(form, section) {
  const data = new FormData(form);
  return section.dataset.needs
    .split(" ")
    .filter((name) => name && !data.get(name)?.trim())
    .map((name) => form.querySelector(`[name="${CSS.escape(name)}"]`) ?? name)
    .find((field) => typeof field === "string" || field.checkVisibility());
}

function labelOf(field) {
  const label = field.closest?.("[role=radiogroup]")?.querySelector("legend");
  return (label ?? field.labels?.[0])?.textContent.trim() ?? "";
}

export function startLive(region, send) {
  let timer;
  let isAsking = false;
  let isStopped = false;
  let lastAt = 0;
  const part = (name) => aside.querySelector(name);
  const words = aside.dataset;

  function say(...nodes) {
    part(".live-answer").replaceChildren(...nodes);
    const figure = part(".live-answer .answer-figure, .live-answer .figure-large");
    // A bar has no room for the sentence that says what is missing: it is in the detail.
    part(".live-line").textContent = part(".live-missing")
      ? words.none
      : (figure ?? part(".live-answer")).textContent.trim();
  }

  function note(text) {
    const line = document.createElement("p");
    line.className = "live-missing";
    line.textContent = text;
    say(line);
  }

  // In the background the same words would be there twice under the same names.
  function shown(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const each of page.querySelectorAll("[id], [aria-labelledby], [autofocus]"))
      for (const name of ["id", "aria-labelledby", "autofocus", "tabindex"])
        each.removeAttribute(name);
    for (const each of page.querySelectorAll(".answer-actions, button, form")) each.remove();
    return [...page.body.childNodes];
  }

  async function ask() {
    const form = formIn(region);
    const section = region.querySelector("[data-needs]");
    if (!form || !section || isStopped || !isLive()) return;
    const isResult = Boolean(region.querySelector(".result"));
    const open = missing(form, section);
    const label = open && labelOf(open);
    if (open && !isResult)
      note(label ? words.missing.replace("{question}", label) : words.unknown);
    if (open || region.getAttribute("aria-busy") === "true") return;
    if (isAsking) {
      later();
      return;
    }
    isAsking = true;
    lastAt = Date.now();
    const before = JSON.stringify([...new FormData(form)]);
    try {
      const reply = await send(form, isResult ? "calculate" : "live");
      if (REFUSED.includes(reply.status)) stop();
      else if (reply.ok || reply.status === 400) {
        const html = await reply.text();
        // The reader went on meanwhile: this answer is to other answers.
        if (form.isConnected && JSON.stringify([...new FormData(form)]) === before) {
          if (isResult) replaceResult(html);
          else say(...shown(html));
        }
      }
    } catch {
      // What was typed is still there, and the next answer asks again.
      if (!navigator.onLine) note(words.offline);
    } finally {
      isAsking = false;
    }
  }

  // All of the old part makes way for the fresh one, save the form in it, in which somebody types.
  function replaceAround(form, freshForm, old, fresh) {
    if (old === form) return;
    if (!old.contains(form) || !freshForm) {
      old.replaceWith(fresh);
      return;
    }
    const place = [...old.children].find((child) => child.contains(form));
    const freshPlace = [...fresh.children].find((child) => child.contains(freshForm));
    const [before, after] = [[], []];
    let list = before;
    for (const child of [...fresh.childNodes])
      if (child === freshPlace) list = after;
      else list.push(child);
    for (const child of [...old.childNodes]) if (child !== place) child.remove();
    place.before(...before);
    place.after(...after);
    replaceAround(form, freshForm, place, freshPlace);
  }

  function replaceResult(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.querySelector("#simulator .result");
    const problem = page.querySelector(".error-summary li");
    const old = region.querySelector(".result");
    region.querySelector(".live-missing")?.remove();
    if (fresh) {
      for (const each of fresh.querySelectorAll("[autofocus]")) each.removeAttribute("autofocus");
      replaceAround(formIn(region), formIn(fresh), old, fresh);
    } else if (problem) {
      const line = document.createElement("p");
      line.className = "live-missing";
      line.setAttribute("role", "status");
      line.textContent = problem.textContent;
      old.before(line);
    }
  }

  function stop() {
    isStopped = true;
    note(words.stopped);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(QUIET, lastAt + APART - Date.now()));
  }

  // A page came in answer to a button: what it shows may have no place for an answer so far.
  function placed() {
    clearTimeout(timer);
    isStopped = false;
    aside.hidden = !region.querySelector("[data-needs]") || Boolean(region.querySelector(".result"));
    aside.classList.toggle("live--off", !isLive());
    // What was missing on the page before is no longer said.
    if (part(".live-missing")) say();
    if (aside.hidden) return;
    // Said at once: a line that came later would move what is there.
    const open = missing(formIn(region), region.querySelector("[data-needs]"));
    if (open) part(".live-line").textContent = words.none;
    later();
  }

  const box = part("input");
  box.checked = isLive();
  box.addEventListener("change", () => {
    setLive(box.checked);
    placed();
  });
  part(".live-detail").addEventListener("click", ({ currentTarget: button }) => {
    const isOpen = aside.classList.toggle("live--open");
    button.setAttribute("aria-expanded", String(isOpen));
    button.textContent = isOpen ? words.less : words.detail;
  });
  return { changed: later, placed };
}
