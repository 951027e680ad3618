// The search page of a language. Its index and what ranks it (rank.js) are asked for at the first letter; nothing
// typed is kept or sent. The one-file edition has both at once.
(() => {
  var find = id => document.getElementById(id);
  fill(find('search')).hidden = false;
  var field = find('q'), asked, turns = 0;
  var show = (state, list) => {
    find('index').hidden = find('results').innerHTML = list || '';
    ['found', 'near', 'none', 'failed'].forEach(id => { find(id).hidden = id !== state; });
  };
  var isReady = () => window.rank && window.notes;
  var answer = () => {
    show(...rank(field.value));
    if (!turns++) setTimeout(answer); // what is exact is shown while rank counts
  };
  field.oninput = () => {
    if (isReady()) return answer();
    if (asked) return;
    asked = field.dataset.index.split(' ');
    var left = asked.length;
    asked.forEach(address => {
      var script = document.createElement('script');
      script.src = address;
      // an answer without what it should have is a failure too; the next letter asks again
      script.onload = script.onerror = () => {
        if (!--left) isReady() ? answer() : show('failed', asked = 0);
      };
      document.head.append(script);
    });
  };
})();
