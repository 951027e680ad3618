// Leave: blanks the page at once and replaces its place in the browser's list, so that Back does not show it.
// Earlier pages of the site stay in that list. After a Back they must know that the reader has left:
// - a page loaded anew reads it in the window's name, one neutral character; any other way in clears it;
// - a page that the browser kept in memory does not see the name. It had led on to a page of ours that is no
//   longer before it in the list; or it was left by Back, and what stood behind it is gone.
// Nothing else is kept.
(function () {
  var mark = '.', root = document.documentElement, list = window.navigation, ledOn = false;
  var hadBack = list && list.canGoBack;

  function leave(address) {
    root.style.display = 'none';
    root.textContent = '';
    window.name = mark;
    location.replace(address);
  }

  function leaveAgain() {
    leave(document.querySelector('meta[name=leave]').content);
  }

  function cameBack() {
    var entry = performance.getEntriesByType('navigation')[0];
    return entry ? entry.type === 'back_forward' : performance.navigation.type === 2;
  }

  if (window.name === mark) {
    if (cameBack()) leaveAgain();
    else window.name = '';
  }
  addEventListener('pageshow', function (event) {
    if (event.persisted && list && (ledOn && !list.canGoForward || hadBack && !list.canGoBack)) leaveAgain();
  });
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.className === 'leave') {
      event.preventDefault();
      leave(link.href);
    } else {
      ledOn = link.host === location.host;
    }
  });
})();
