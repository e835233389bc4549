// Loaded when somebody presses the button that keeps pages on this device, or stops keeping them.

const { serviceWorker: worker } = navigator;

export async function keepPages() {
  await worker.register("/worker.js");
  const { active } = await worker.ready;
  active.postMessage("keep");
}
