// The worker that lets Karete open without the box. So far it only shows that this browser allows one: it keeps
// nothing, and it stands in the way of no request.
addEventListener('install', () => skipWaiting())
addEventListener('activate', (e) => e.waitUntil(clients.claim()))
addEventListener('message', (e) => e.data === 'there?' && e.ports[0]?.postMessage('here'))
