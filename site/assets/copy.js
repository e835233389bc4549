// Puts the text beside a button on the clipboard. Without this script, or where the browser refuses,
// the text is there to be selected.

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const status = button.parentElement.querySelector("[role=status]");
  button.parentElement.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      status.textContent = button.dataset.copied;
    } catch {
      getSelection().selectAllChildren(text);
      status.textContent = button.dataset.selected;
    }
  });
}
