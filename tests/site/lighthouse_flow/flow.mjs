// A result: the page that a form brings, and how soon the page shows what somebody presses.
// Reads a task from its input, and writes the reports into the file that it names.

import { readFileSync, writeFileSync } from "node:fs";
import { startFlow } from "lighthouse";
import puppeteer from "puppeteer-core";

const { address, answers, presses, program, flags, output } = JSON.parse(readFileSync(0, "utf8"));
const PHONE = { width: 412, height: 823, isMobile: true, hasTouch: true };
const SLOW = { throttlingMethod: "devtools", throttling: { cpuSlowdownMultiplier: 4 } };
const SHOWN_MS = 1_500;

// The form of the page as it is without scripts, sent with the answers.
function send(entries) {
  const form = document.createElement("form");
  const { method, action } = document.querySelector("#simulator form[method=post]");
  Object.assign(form, { method, action });
  const language = ["language", document.documentElement.lang];
  for (const [name, value] of [...entries, language, ["intent", "calculate"]]) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}

function placeOf(selector) {
  const found = [...document.querySelectorAll(selector)].find((each) => each.checkVisibility());
  if (!found) return null;
  found.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, height } = found.getBoundingClientRect();
  return [x + 20, y + height / 2];
}

const browser = await puppeteer.launch({ executablePath: program, args: flags });
try {
  const page = await browser.newPage();
  const flow = await startFlow(page);
  await page.goto(address);
  await flow.navigate(() => page.evaluate(send, answers));
  await page.setViewport(PHONE);
  await flow.startTimespan({ config: { extends: "lighthouse:default", settings: SLOW } });
  for (const press of presses) {
    const place = await page.evaluate(placeOf, press);
    if (!place) continue;
    await page.touchscreen.tap(...place);
    await new Promise((resolve) => setTimeout(resolve, SHOWN_MS));
  }
  await flow.endTimespan();
  const { steps } = await flow.createFlowResult();
  writeFileSync(output, JSON.stringify(steps.map(({ lhr }) => lhr)));
} finally {
  await browser.close();
}
