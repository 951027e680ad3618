// Removes all that this site can have kept in this browser, looks whether anything is left, and says so.
// It asks nothing of the worker, which may be broken.
(() => {
  var find = id => document.getElementById(id), workers = navigator.serviceWorker, days = '=;expires=Thu, 01 Jan 1970 00:00:00 GMT';
  if (location.protocol === 'file:') return;

  // each empties one kind of storage and returns what is left in it
  var kinds = [
    async () => {
      if (!workers) return [];
      for (var one of await workers.getRegistrations()) await one.unregister();
      return workers.getRegistrations();
    },
    async () => {
      if (!window.caches) return [];
      for (var key of await caches.keys()) await removeCache(key);
      return caches.keys();
    },
    async () => {
      if (!window.indexedDB || !indexedDB.databases) return [];
      for (var base of await indexedDB.databases()) await new Promise(go => {
        var asked = indexedDB.deleteDatabase(base.name);
        asked.onsuccess = asked.onerror = asked.onblocked = go;
      });
      return indexedDB.databases();
    },
    // where a browser refuses these, it keeps nothing in them
    ...['localStorage', 'sessionStorage'].map(kind => () => (async () => {
      window[kind].clear();
      return window[kind];
    })().catch(() => [])),
    async () => {
      document.cookie.split(';').forEach(cookie => {
        for (var path = location.pathname; path; path = path.slice(0, -1)) document.cookie = cookie.split('=')[0] + days + ';path=' + path;
      });
      window.name = '';
      return document.cookie;
    }
  ];

  fill(find('clear')).hidden = false;
  find('manual').hidden = true;
  find('remove').onclick = async () => {
    var tell = state => ['running', 'gone', 'left'].forEach(id => find(id).hidden = id !== state);
    var late = new Promise(go => setTimeout(go, 10000, [1]));
    tell('running');
    var left = await Promise.all(kinds.map(kind => Promise.race([kind(), late]).catch(() => [1])));
    tell(left.some(rest => rest.length) ? 'left' : 'gone');
  };
})();
