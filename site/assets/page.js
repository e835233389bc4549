// What every page can do without its server: print, share by the device's own means, close what was
// opened in the header, and mark the browser's language where one is chosen. Nothing is kept or sent.

import "./leave.js";
import "./keeping.js";

const opened = () => document.querySelectorAll(".header details[open]");

function close(details) {
  details.open = false;
}

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of opened()) {
    if (details.contains(document.activeElement)) details.querySelector("summary").focus();
    close(details);
  }
});

addEventListener("click", (event) => {
  for (const details of opened()) if (!details.contains(event.target)) close(details);
  if (event.target.closest("[data-print]")) print();
  const button = event.target.closest("[data-share]");
  if (button) share(button);
});

// By the device's own means; a device that has none copies the address.
async function share(button) {
  const { href: url } = document.querySelector("link[rel=canonical]");
  try {
    if (navigator.share) await navigator.share({ title: document.title, url });
    else await navigator.clipboard.writeText(url).then(() => say(button, button.dataset.copied));
  } catch {
    // Given up, or not allowed: the address stands in the browser.
  }
}

function say(button, text) {
  button.parentElement.querySelector("[role=status]").textContent = text;
}

for (const button of document.querySelectorAll("[data-share]")) {
  button.hidden = !navigator.share && !navigator.clipboard;
  if (!navigator.share) button.lastChild.textContent = button.dataset.copy;
}

const [own] = navigator.languages
  .map((language) => document.querySelector(`.welcome a[hreflang="${language.slice(0, 2)}"]`))
  .filter(Boolean);
own?.classList.add("is-own");
