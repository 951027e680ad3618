// Removes a cache. While something in the browser still holds it, a deleted cache is only out of sight, and its files
// stay on the disk, even when the browser is closed (seen in Chromium): so they go first, one by one.
var removeCache = name => caches.open(name).then(async cache => {
  for (var request of await cache.keys()) await cache.delete(request);
}).catch(() => {}).then(() => caches.delete(name));
