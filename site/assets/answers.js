// The answers of the calculators in this tab. What may be kept, the form says in `data-keeps`.

import { EMPTY, read, write } from "./tab.js";

export const isLive = () => read().live !== false;

export function setLive(live) {
  write({ ...read(), live });
}

// The situations of the home page: the one that was used last, and those whose answer is shown.
export const situations = () => read().situations ?? { last: "", answered: [] };

export function useSituation(last, isAnswered) {
  const others = situations().answered.filter((each) => each !== last);
  write({ ...read(), situations: { last, answered: isAnswered ? [...others, last] : others } });
}

// The name under which an answer of this form is kept, and the other way round; nothing for others.
export function namesOf(section) {
  const keeps = new Set(section.dataset.keeps.split(" "));
  const own = `${section.dataset.calculator}:`;
  const general = (name) => name.replace(/\[\d+\]/g, "[]");
  return {
    kept: (name) =>
      [name, own + name].find((key) => keeps.has(general(key))),
    field: (key) => (keeps.has(general(key)) ? key.replace(own, "") : undefined),
  };
}

// What is known for this form, by the names of its fields.
export function known(section) {
  const names = namesOf(section);
  const found = Object.entries(read().answers).map(([key, text]) => [names.field(key), text]);
  return Object.fromEntries(found.filter(([name]) => name));
}

// Puts what the form holds in place of what was known of it. `whole`: all of it is in the form.
export function keep(section, fields, whole = true) {
  const names = namesOf(section);
  const kept = read();
  const others = Object.entries(kept.answers).filter(([key]) => !whole || !names.field(key));
  const own = [...fields].flatMap(([name, text]) => {
    const key = typeof text === "string" && text.trim() && names.kept(name);
    return key ? [[key, text]] : [];
  });
  write({ ...kept, answers: Object.fromEntries([...others, ...own]) });
}

// An entry of a list is taken away: what other forms know of those after it moves up with them.
export function dropEntry(list, gone) {
  const kept = read();
  const answers = {};
  for (const [key, text] of Object.entries(kept.answers)) {
    const [start, number, rest] = key.split(/\[(\d+)\](.*)/s);
    if (start !== list || Number(number) < gone) answers[key] = text;
    else if (Number(number) > gone) answers[`${list}[${number - 1}]${rest}`] = text;
  }
  if (kept !== EMPTY) write({ ...kept, answers });
}
