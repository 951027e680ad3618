// In the one-file edition: shows one guide at a time, as the site does, and the list of all when none is asked
// for. Without it all guides stand one below the other.
(function () {
  var root = document.documentElement;

  function show() {
    var hash = location.hash.slice(1), find = id => document.getElementById(id);
    // a heading gets its id at the first search (kept.js); in a file that was loaded again, its guide is shown
    var goal = find(hash) || find(hash.split('.')[0]), part = goal && goal.closest('article');
    if (goal && !part) return;
    Array.prototype.forEach.call(document.querySelectorAll('article'), function (article, number) {
      article.className = (part ? article === part : !number) ? 'now' : '';
    });
    if (goal) goal.scrollIntoView();
    else scrollTo(0, 0);
  }

  root.className = 'one'; // before there is a body, so that nothing flashes
  addEventListener('hashchange', show);
  addEventListener('DOMContentLoaded', show);
})();
