// The button that keeps the pages which are read on this device. Off until somebody presses it; what
// it needs is loaded then. Erasing the answers empties what is kept, and switches it off.

const { serviceWorker: worker } = navigator;
const button = document.querySelector("[data-keep-pages]");

export function erasePages() {
  worker?.controller?.postMessage("erase");
}

function show(isOn) {
  button.setAttribute("aria-pressed", String(isOn));
}

if (button && worker) {
  button.hidden = false;
  show(Boolean(worker.controller));
  button.addEventListener("click", async () => {
    const status = button.parentElement.querySelector("[role=status]");
    if (button.ariaPressed === "true") {
      erasePages();
      show(false);
      status.textContent = button.dataset.off;
      return;
    }
    try {
      await (await import(button.dataset.keepPages)).keepPages();
      show(true);
      status.textContent = button.dataset.on;
    } catch {
      status.textContent = button.dataset.failed;
    }
  });
}
