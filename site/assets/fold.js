// A text as it is compared: without capitals, accents and ligatures.

const SPELLED = { "œ": "oe", "æ": "ae", "ß": "ss" };

export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[œæß]/g, (letter) => SPELLED[letter]);
}
