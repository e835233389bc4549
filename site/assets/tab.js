// What this tab alone keeps (sessionStorage) until it is closed, it is erased, or nothing was pressed
// for an hour.

const KEY = "alimenta.answers";
const HOUR = 3_600_000;
export const EMPTY = { answers: {} };

export function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY)) ?? EMPTY;
    if (kept === EMPTY || Date.now() - kept.at < HOUR) return kept;
    erase();
  } catch {
    // A browser that keeps nothing: the page works without.
  }
  return EMPTY;
}

export function write(kept) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...kept, at: Date.now() }));
  } catch {
    // Likewise.
  }
}

export function erase() {
  try {
    sessionStorage.clear();
  } catch {
    // Likewise.
  }
}

export const isEmpty = () => read() === EMPTY;

// Something was pressed: the hour starts again.
export function touch() {
  const kept = read();
  if (kept !== EMPTY && Date.now() - kept.at > 5_000) write(kept);
}
