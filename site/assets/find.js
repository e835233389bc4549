// The search box of the page that lists everything from A to Z. Nothing is loaded before somebody
// wants to search. What is typed is neither sent nor put into an address. The last words searched for
// stay in the tab, as answers do: the way back from a page leads to its results again.

import { pause } from "./pause.js";
import { read, write } from "./tab.js";

const search = document.getElementById("search");
const form = search.querySelector("form");
const input = form.querySelector("input");
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");
const { engine, pages, found, one, none, failed } = search.dataset;
const MOST = 10;

let index;

function load() {
  index ??= Promise.all([import(engine), fetch(pages, { credentials: "omit" })]).then(
    async ([{ makeIndexWithPauses }, reply]) => {
      if (!reply.ok) throw new Error("no pages");
      return makeIndexWithPauses(await reply.json(), pause);
    },
  );
  index.catch(() => {
    index = undefined;
  });
  return index;
}

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function excerpt(parts) {
  const line = element("p", {});
  for (const [text, marked] of parts) {
    line.append(marked ? element("mark", { textContent: text }) : text);
  }
  return line;
}

function result({ address, title, part, answer: said, tool, excerpt: parts }) {
  const item = element("li", {});
  item.append(element("a", { href: address, textContent: title }));
  if (part) item.append(" ", element("span", { className: "hint", textContent: part }));
  item.append(said ? element("p", { textContent: said }) : excerpt(parts));
  if (said) item.className = "search__answer";
  if (tool) item.append(button(tool));
  return item;
}

function button({ address, label }) {
  const line = element("p", {});
  line.append(element("a", { className: "button button--secondary", href: address, textContent: label }));
  return line;
}

function count(many) {
  if (many === 0) return none;
  return many === 1 ? one : found.replace("{count}", many);
}

async function answer() {
  const query = input.value.trim();
  results.replaceChildren();
  status.textContent = "";
  if (!query) {
    input.focus();
    return;
  }
  await pause();
  try {
    const best = (await load()).find(query).slice(0, MOST);
    results.replaceChildren(...best.map(result));
    status.textContent = count(best.length);
  } catch {
    status.textContent = failed;
  }
}

// The tab knows the words, the history only that this place of it was searched from.
function keepWords() {
  write({ ...read(), search: input.value.trim() });
  history.replaceState({ ...history.state, isSearched: true }, "");
}

function restore() {
  const words = history.state?.isSearched && read().search;
  if (!words) return;
  input.value = words;
  answer();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  keepWords();
  answer();
});
input.addEventListener("focus", () => load().catch(() => {}), { once: true });
search.hidden = false;
restore();
// The browser shows this page as it was left: meanwhile the words may have been erased.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted || !history.state?.isSearched || read().search) return;
  input.value = status.textContent = "";
  results.replaceChildren();
});
