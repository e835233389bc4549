// Keeps pages of guidance that were read, and what they load, on the device of somebody who asked for
// it. What calculates, and all below /api/, is never kept. The build puts `release` before this: its
// name, what every page loads, and the pages with a form.

const PREFIX = "alimenta-";
const NAME = PREFIX + release.name;
let isErased = false;

const pathOf = (request) => new URL(request.url).pathname;
const isApi = (path) => path.startsWith("/api/");
const withoutLanguage = (path) => path.replace(/^\/[a-z]{2}\//, "");

// A page of guidance: asked for by its plain address, and no form.
function isGuidance(request) {
  const { pathname, search } = new URL(request.url);
  return (
    pathname.endsWith("/") &&
    !search &&
    !isApi(pathname) &&
    !release.forms.includes(withoutLanguage(pathname))
  );
}

function mayKeep(request, reply) {
  const type = reply.headers.get("Content-Type") ?? "";
  return !isErased && reply.ok && type.startsWith("text/html") && isGuidance(request);
}

async function others() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(PREFIX) && name !== NAME);
}

// What was kept by the release before is asked for again; what is there no more is kept no more.
async function renew() {
  const cache = await caches.open(NAME);
  for (const name of await others()) {
    const before = await caches.open(name);
    for (const { url } of await before.keys()) if (url.endsWith("/")) await keep(cache, url);
    await caches.delete(name);
  }
}

async function keep(cache, url) {
  const request = new Request(url, { credentials: "omit" });
  const reply = isGuidance(request) && (await fetch(request).catch(() => undefined));
  if (reply && mayKeep(request, reply)) await cache.put(url, reply);
}

async function asset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const reply = await fetch(request);
  if (reply.ok && !isErased) await (await caches.open(NAME)).put(request, reply.clone());
  return reply;
}

async function page(request) {
  try {
    const reply = await fetch(request);
    if (mayKeep(request, reply)) await (await caches.open(NAME)).put(request.url, reply.clone());
    return reply;
  } catch {
    const language = pathOf(request).slice(1, 3);
    const names = [request.url, `/${language}/offline.html`, `/${release.language}/offline.html`];
    for (const name of names) {
      const kept = await caches.match(name, { ignoreVary: true });
      if (kept) return kept;
    }
    return Response.error();
  }
}

async function erase() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
  await registration.unregister();
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(release.loads)));
});

addEventListener("activate", (event) => {
  event.waitUntil(renew().then(() => clients.claim()));
});

addEventListener("message", (event) => {
  isErased = event.data === "erase";
  if (isErased) event.waitUntil(erase());
  else event.waitUntil(caches.open(NAME).then((cache) => keep(cache, event.source.url)));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || isApi(pathname)) return;
  if (pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (request.mode === "navigate") event.respondWith(page(request));
});
