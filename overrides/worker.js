// Answers a visit only where the network does not, with the one-file edition that the reader asked to keep.
// The build writes FOLDERS, which folder of the site holds which language, REMOVE, the number of that page, and
// HASH, the place in a page, which has the page's number before it in the copy where pages share an id.
var folders = FOLDERS, root = new URL('.', location).pathname;

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));
addEventListener('fetch', event => {
  var request = event.request, url = new URL(request.url), path = url.pathname.slice(root.length);
  if (request.method !== 'GET' || request.mode !== 'navigate' || !url.pathname.startsWith(root)) return;
  // nothing of ours stands between a reader and the page that removes
  if (/(^|\/)REMOVE\.html$/.test(path) && navigator.onLine) return;
  event.respondWith(answer(request, path, url.hash));
});

async function answer(request, path, hash) {
  var asked = /^keep\/notes-([\w-]+)\.html$/.exec(path), whole = asked && await kept(asked[1]);
  if (whole) return whole;
  try {
    var live = await fetch(request);
    // whole, or not at all: half a page can say the opposite
    if (live.status < 500) return live.type === 'basic' && live.body ? new Response(await live.arrayBuffer(), live) : live;
  } catch (error) {
    live = Response.error();
  }
  var own = folders[path.slice(0, path.lastIndexOf('/') + 1)], number = /(\d+)\.html$/.exec(path);
  for (var code of [own].concat(Object.values(folders))) {
    if (!code || !await kept(code)) continue;
    var place = code === own && HASH || (number ? '#p' + number[1] : '');
    return Response.redirect(root + 'keep/notes-' + code + '.html' + place);
  }
  return live;
}

// The newest edition of a language that is whole. A damaged one is removed: nothing is better than half.
async function kept(code) {
  try {
    var prefix = 'notes-' + code + '-', names = (await caches.keys()).filter(name => name.startsWith(prefix));
    while (names.length) {
      var name = names.pop(), found = await (await caches.open(name)).match(root + 'keep/notes-' + code + '.html');
      if (!found) continue;
      var data = await found.arrayBuffer(), sum = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
      if (Array.from(sum, byte => (256 + byte).toString(16).slice(1)).join('') === name.slice(prefix.length)) return new Response(data, found);
      await removeCache(name);
    }
  } catch (error) {
    // storage that cannot be read is as good as none: the network answers
  }
}
