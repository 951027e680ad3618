// Keeps the one-file edition in this browser: when the reader asks for it, and never before.
// What is kept is one file in one cache, which has the file's SHA-256 in its name: whole, or not there.
(() => {
  var find = id => document.getElementById(id), workers = navigator.serviceWorker, box = find('keep');
  if (location.protocol === 'file:' || !workers || !window.caches || !window.crypto || !crypto.subtle) return;

  fill(box);
  var file = box.dataset.file, hash = box.dataset.kept.split(':')[0], bytes = +box.dataset.kept.split(':')[1];
  var prefix = file.split('/').pop().replace('.html', '-'), name = prefix + hash;

  var mine = async () => (await caches.keys()).filter(key => key.startsWith(prefix));
  var digest = async data => Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', data)),
    byte => (256 + byte).toString(16).slice(1)).join('');

  // the newest cache that holds a file; nothing is asked of the storage while no worker is registered
  var kept = async () => {
    var keys = await workers.getRegistration() ? await mine() : [];
    while (keys.length) {
      var key = keys.pop(), answer = await (await caches.open(key)).match(file);
      if (answer) return {key, text: await answer.text()};
    }
  };

  var look = async () => {
    var found = await kept(), same = found && found.key === name;
    find('kept').hidden = !found;
    find('newer').hidden = find('next').hidden = !found || same;
    find('first').hidden = !!found;
    if (found) find('date').textContent = /id=edition>(.*?)<.span/.exec(found.text)[1].replace(/<[^>]*>/g, '');
  };

  var tell = state => ['running', 'done', 'full', 'failed'].forEach(id => find(id).hidden = id !== state);

  // `ready` would wait for ever on a worker that fails to install
  var active = registration => registration.active || new Promise((go, fail) => {
    var worker = registration.installing || registration.waiting;
    worker.onstatechange = () => worker.state === 'activated' ? go() : worker.state === 'redundant' && fail(Error());
  });

  // the whole file, or an error; not through the browser's own cache
  var download = async () => {
    var answer = await fetch(file, {cache: 'no-store', credentials: 'omit'}), data = new Uint8Array(bytes), got = 0;
    if (answer.status !== 200) throw Error();
    for (var reader = answer.body.getReader(), step; step = await reader.read(), !step.done; got += step.value.length) {
      data.set(step.value, got);
      find('bar').value = got / bytes;
    }
    if (await digest(data) !== hash) throw Error();
    return data;
  };

  var keep = async () => {
    var room = navigator.storage && navigator.storage.estimate && await navigator.storage.estimate();
    if (room && room.quota - room.usage < 3 * bytes) return 'full';
    var before = await kept();
    try {
      var data = await download();
      var registration = await workers.register(box.dataset.worker, {updateViaCache: 'none'});
      await active(registration);
      var cache = await caches.open(name);
      await cache.put(file, new Response(data, {headers: {'Content-Type': 'text/html;charset=utf-8'}}));
      if (await digest(await (await cache.match(file)).arrayBuffer()) !== hash) throw Error();
      for (var key of await mine()) if (key !== name) await removeCache(key);
      return 'done';
    } catch (error) {
      // what was kept before stays whole; of this attempt nothing stays
      if (!before || before.key !== name) await removeCache(name);
      if (!before && registration) await registration.unregister();
      return error.name === 'QuotaExceededError' ? 'full' : 'failed';
    }
  };

  find('first').onclick = find('next').onclick = async () => {
    var alone = navigator.locks ? work => navigator.locks.request('notes', work) : work => work();
    find('first').disabled = find('next').disabled = true;
    find('bar').hidden = false;
    tell('running');
    tell(await alone(keep));
    find('bar').hidden = true;
    find('first').disabled = find('next').disabled = false;
    await look();
  };

  // not before it is known which button is the right one: it would change under the finger
  var show = () => {
    find('unable').hidden = true;
    box.hidden = false;
  };
  look().then(show, show);
})();
