// A paper form as a page: adds up its amounts, writes dates the way of the form, keeps names on one
// line, and opens for the printer what is folded. Nothing is sent or kept.

const LANGUAGE = document.documentElement.lang;
const AMOUNT = new Intl.NumberFormat(LANGUAGE === "en" ? "en-GB" : `${LANGUAGE}-BE`, {
  minimumFractionDigits: 2,
});
const sheet = document.querySelector(".sheet");
const fields = [...document.querySelectorAll(".sheet [data-field]")];
const totals = fields.filter(({ dataset }) => dataset.sum);

// An amount in cents, however its thousands and cents are set apart: 1 200 · 1.200,50 · 1,200.50.
// Nothing typed is null, and what is no amount is NaN.
function cents(text) {
  const plain = text.replace(/[\s\u00a0\u202f\u20ac']/g, "");
  if (!plain) return null;
  const found = /^(\d{1,3}(?:[.,]?\d{3}){0,3}|\d{1,12})(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!found) return NaN;
  return Number(found[1].replace(/[.,]/g, "")) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}

function named(pattern, except) {
  const [start, end] = pattern.split("*");
  return fields.filter(({ dataset: { field } }) =>
    field === pattern ||
    (end !== undefined && field !== except && field.startsWith(start) && field.endsWith(end)),
  );
}

function total({ dataset: { field, sum, minus } }) {
  const value = ({ value: text }) => cents(text);
  const amounts = named(sum, field).map(value);
  const taken = minus ? named(minus, field).map(value) : [];
  if (amounts.every((amount) => amount === null)) return "";
  const add = (all) => all.reduce((one, other) => one + (other ?? 0), 0);
  const cent = add(amounts) - add(taken);
  return Number.isNaN(cent) ? "" : AMOUNT.format(cent / 100);
}

// A total that somebody typed is theirs. Those that others add up come first in the form.
function addUp() {
  for (const each of totals) if (!each.dataset.own) each.value = total(each);
}

sheet.addEventListener("input", ({ target }) => {
  if (target.dataset.sum) target.dataset.own = target.value;
  addUp();
});

// "15032022" is the day 15/03/2022, and "032022" the month 03/2022; in German with full stops.
sheet.addEventListener("change", ({ target }) => {
  if (!target.matches("input.date, input.month")) return;
  const parts = /^(\d{2})?[\s./-]?(\d{2})[\s./-]?(\d{4})$/.exec(target.value.trim());
  if (!parts || !parts[1] === target.matches("input.date")) return;
  target.value = parts.slice(1).filter(Boolean).join(sheet.dataset.separator);
});

for (const line of document.querySelectorAll(".sheet textarea.lines-1")) {
  line.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll(".sheet details")) details.open = true;
});
