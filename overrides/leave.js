// Leave: blanks the page at once and replaces its place in the browser's list, so that Back does not show it.
// Earlier pages of the site stay in that list. The window's name, one neutral character, tells them after a
// Back that the reader has left; nothing else is kept, and any other way of coming in clears it.
(function () {
  var mark = '.', root = document.documentElement;

  function leave(address) {
    root.style.display = 'none';
    root.textContent = '';
    window.name = mark;
    location.replace(address);
  }

  function cameBack() {
    var entry = performance.getEntriesByType('navigation')[0];
    return entry ? entry.type === 'back_forward' : performance.navigation.type === 2;
  }

  function check(back) {
    if (window.name !== mark) return;
    if (back) {
      root.style.display = 'none';
      leave(document.querySelector('meta[name=leave]').content);
    } else {
      window.name = '';
    }
  }

  check(cameBack());
  addEventListener('pageshow', function (event) {
    if (event.persisted) check(true);
  });
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('.leave');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    leave(link.href);
  });
})();
