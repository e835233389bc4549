// Reads and renders a form with pdf.js, and says what is in the place of each field.

import {
  AnnotationMode,
  GlobalWorkerOptions,
  getDocument,
} from "./node_modules/pdfjs-dist/build/pdf.min.mjs";

GlobalWorkerOptions.workerSrc = "./node_modules/pdfjs-dist/build/pdf.worker.min.mjs";

// Two points of the screen for each of the paper: thin letters are dark as well.
const SCALE = 2;
const DARK = 128;

function value(widget) {
  const given = Array.isArray(widget.fieldValue) ? widget.fieldValue[0] : widget.fieldValue;
  return given ?? "";
}

// Of a choice, pdf.js does not read the rendering: the viewer shows the words of the option.
function text(widget) {
  if (widget.fieldType !== "Ch") return (widget.textContent ?? []).join("");
  const chosen = widget.options.find(({ exportValue }) => exportValue === value(widget));
  return chosen?.displayValue ?? "";
}

function isOn(widget) {
  if (widget.radioButton) return widget.fieldValue === widget.buttonValue;
  return Boolean(widget.checkBox) && widget.fieldValue === widget.exportValue;
}

function ink(widget, viewport, drawing) {
  const [x0, y0, x1, y1] = viewport.convertToViewportRectangle(widget.rect);
  const left = Math.floor(Math.min(x0, x1));
  const top = Math.floor(Math.min(y0, y1));
  const width = Math.ceil(Math.abs(x1 - x0));
  const height = Math.ceil(Math.abs(y1 - y0));
  const { data } = drawing.getImageData(left, top, width, height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) {
    dark += (data[at] + data[at + 1] + data[at + 2]) / 3 < DARK;
  }
  return dark;
}

async function readPage(page) {
  const viewport = page.getViewport({ scale: SCALE });
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  await page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE }).promise;
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  const { items } = await page.getTextContent();
  const annotations = await page.getAnnotations({ intent: "display" });
  return {
    text: items.map(({ str, hasEOL }) => str + (hasEOL ? "\n" : "")).join(""),
    widgets: annotations
      .filter(({ subtype }) => subtype === "Widget")
      .map((widget) => ({
        field: widget.fieldName,
        value: widget.checkBox || widget.radioButton ? "" : value(widget),
        on: isOn(widget),
        text: text(widget),
        ink: ink(widget, viewport, drawing),
      })),
  };
}

globalThis.readForm = async (address) => {
  const loading = getDocument({ url: address });
  const form = await loading.promise;
  const pages = [];
  for (let number = 1; number <= form.numPages; number += 1) {
    pages.push(await readPage(await form.getPage(number)));
  }
  await loading.destroy();
  return pages;
};
