// Shows of a long list only the entries that contain every word typed. Without this script, and
// with an empty box, the whole list is there. What is typed stays on this page.

import { fold } from "./fold.js";
import { pause } from "./pause.js";

const LONGEST = 100;
const filter = document.getElementById("filter");
const input = filter.querySelector("input");
const status = filter.querySelector("[role=status]");
const { entry, group, found, one, none } = filter.dataset;

// An entry is one element, or a heading with what follows it up to the next one.
function parts(element) {
  if (!/^H\d$/.test(element.tagName)) return [element];
  const all = [element];
  for (let next = element.nextElementSibling; next; next = next.nextElementSibling) {
    if (/^H[1-3]$/.test(next.tagName)) break;
    all.push(next);
  }
  return all;
}

const entries = [...document.querySelectorAll(`${group} ${entry}`)].map((element) => {
  const elements = parts(element);
  return { elements, text: fold(elements.map(({ textContent }) => textContent).join(" ")) };
});
const groups = group ? [...document.querySelectorAll(group)] : [];

function count(many) {
  if (many === 0) return none;
  return many === 1 ? one : found.replace("{count}", many);
}

function show() {
  const typed = fold(input.value.slice(0, LONGEST));
  const words = typed.split(/\s+/).filter(Boolean);
  let many = 0;
  for (const { elements, text } of entries) {
    const isShown = words.every((word) => text.includes(word));
    if (isShown) many += 1;
    for (const element of elements) element.hidden = !isShown;
  }
  for (const each of groups) each.hidden = !each.querySelector(`${entry}:not([hidden])`);
  // A link to a letter that is not shown would lead nowhere.
  for (const letters of document.querySelectorAll(".letters")) letters.hidden = words.length > 0;
  status.textContent = words.length ? count(many) : "";
}

let isWaiting = false;
input.addEventListener("input", async () => {
  if (isWaiting) return;
  isWaiting = true;
  await pause();
  isWaiting = false;
  show();
});
filter.hidden = false;
