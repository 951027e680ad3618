// Takes back what was kept: removes the caches and then itself. Published when mkdocs.yml says `keep: withdraw`.
addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(Promise.all([
  registration.unregister(),
  caches.keys().then(names => Promise.all(names.filter(name => name.startsWith('notes-')).map(removeCache)))
])));
