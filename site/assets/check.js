// Says whether the check digits of a national register number or of an IBAN are right. Everything
// happens on this page: what is typed is neither sent, nor kept, nor put into an address.

const { dataset: words } = document.getElementById("check-words");
const CHECKS = { nationalNumber, iban };

// The first nine digits modulo 97, taken from 97; for a birth from 2000 on, with a 2 before them.
function nationalNumber(text) {
  if (!/^\d{11}$/.test(text)) return ["nationalNumberForm", text.length];
  const check = Number(text.slice(9));
  const right = ["", "2"].some((prefix) => 97 - (Number(prefix + text.slice(0, 9)) % 97) === check);
  return [right ? "nationalNumberRight" : "nationalNumberWrong"];
}

// The first four characters at the end, letters as 10 to 35: modulo 97 it must be 1 (ISO 13616).
function iban(text) {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(text)) return ["ibanForm"];
  const length = text.startsWith("BE") ? text.length === 16 : text.length > 14 && text.length < 35;
  if (!length) return ["ibanLength", text.length];
  const digits = (text.slice(4) + text.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    parseInt(letter, 36),
  );
  return [BigInt(digits) % 97n === 1n ? "ibanRight" : "ibanWrong"];
}

// What separates digits for the eye counts for nothing.
function typed(input) {
  return input.value.toUpperCase().replace(/[\s.\-/\u2013]/g, "");
}

function say(input, key, count) {
  const answer = document.getElementById(`check-${input.dataset.field}`);
  answer.textContent = key ? words[key].replace("{count}", count) : "";
  answer.dataset.right = String(/Right$/.test(key));
  if (/Right$/.test(key) || !typed(input)) input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
}

function check(input) {
  if (typed(input)) say(input, ...CHECKS[input.dataset.check](typed(input)));
  else say(input, "");
}

const inputs = [...document.querySelectorAll("[data-check]")];
for (const input of inputs) input.addEventListener("change", () => check(input));

// The tool of the page of forms: it is placed after the text about it, and has a button.
const tool = document.getElementById("check");
if (tool) {
  document.getElementById("check-numbers").nextElementSibling.after(tool);
  tool.hidden = false;
  tool.querySelector("button").addEventListener("click", () => {
    inputs.forEach(check);
    if (inputs.some(typed)) return;
    say(inputs[0], "empty");
    inputs[0].focus();
  });
}
