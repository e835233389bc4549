// A case as a file on the reader's own computer, and back. The server checks what comes back just
// as it checks what is typed.

import { keep, known } from "./answers.js";

const KIND = "alimenta-answers";
const MOST = 100_000;
const LONGEST = 100;

export function saveCase(section, button) {
  const content = {
    kind: KIND,
    calculator: section.dataset.calculator,
    answers: known(section),
  };
  const file = new Blob([JSON.stringify(content, null, 2)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${button.dataset.name}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

// True if the answers of the file are now those of the form.
export async function openCase(section, file) {
  try {
    if (file.size > MOST) return false;
    const { kind, answers } = JSON.parse(await file.text());
    const fields = Object.entries(answers);
    const isText = ([, text]) => typeof text === "string" && text.length <= LONGEST;
    if (kind !== KIND || !fields.every(isText)) return false;
    keep(section, fields);
    return Object.keys(known(section)).length > 0;
  } catch {
    return false;
  }
}
