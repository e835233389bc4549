// What was pressed or typed is shown before more is done.
export function pause() {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
