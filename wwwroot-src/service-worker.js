// Shows a page of our own when there is no network. It keeps that page and what it is made of, all of it public, and answers
// nothing else: what people write is never kept here. The server puts `self.offline` in front: the page and its parts.
const cacheName = `offline-${hash(JSON.stringify(self.offline))}`

self.addEventListener('install', event => event.waitUntil(keep().then(() => self.skipWaiting())))
self.addEventListener('activate', event => event.waitUntil(forgetOthers().then(() => self.clients.claim())))
self.addEventListener('fetch', event => {
  const { request } = event
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => kept(self.offline.page)))
  else if (self.offline.parts.includes(new URL(request.url).pathname)) event.respondWith(fetch(request).catch(() => kept(request)))
})

async function keep() {
  const cache = await caches.open(cacheName)
  await cache.addAll(self.offline.parts.map(part => new Request(part, { cache: 'reload' })))
}

async function forgetOthers() {
  for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name)
}

async function kept(request) {
  return await caches.match(request, { ignoreVary: true }) ?? Response.error()
}

function hash(text) {
  let sum = 0
  for (const unit of text) sum = (Math.imul(sum, 31) + unit.codePointAt(0)) | 0
  return (sum >>> 0).toString(36)
}
