// Leave: blanks the page at once and replaces its place in the browser's list, so that Back does not show it.
// Earlier pages of the site stay in that list. After a Back they must know that the reader has left:
// - a page loaded anew reads it in the window's name, one neutral character; any other way in clears it;
// - a page that the browser kept in memory does not see the name. It had led on to a page of ours that is no
//   longer before it in the list; or it was left by Back, and what stood behind it is gone.
// Nothing else is kept.
// Ways to leave: a tap, a finger that stays down (browsers would open their menu for links), and by keyboard Shift
// three times alone. Not Escape, which stops a page from loading, the one that Leave leads to as well.
(function () {
  var mark = '.', root = document.documentElement, list = window.navigation, ledOn = false;
  var hadBack = list && list.canGoBack, presses = 0, last = 0, alone;

  var address = document.querySelector('meta[name=leave]').content;

  function leave() {
    root.style.display = 'none';
    root.textContent = '';
    window.name = mark;
    location.replace(address);
  }

  function cameBack() {
    var entry = performance.getEntriesByType && performance.getEntriesByType('navigation')[0];
    return entry ? entry.type === 'back_forward' : performance.navigation.type === 2;
  }

  if (window.name === mark) {
    if (cameBack()) leave();
    else window.name = '';
  }
  addEventListener('pageshow', function (event) {
    if (event.persisted && list && (ledOn && !list.canGoForward || hadBack && !list.canGoBack)) leave();
  });

  function linkOf(event) {
    return event.target.closest && event.target.closest('a');
  }

  document.addEventListener('click', function (event) {
    var link = linkOf(event);
    if (!link) return;
    if (link.className === 'leave') {
      event.preventDefault();
      leave();
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      ledOn = link.host === location.host;
    }
  });
  document.addEventListener('contextmenu', function (event) {
    var link = linkOf(event);
    if (link && link.className === 'leave') {
      event.preventDefault();
      leave();
    }
  });
  document.addEventListener('keydown', function (event) {
    alone = event.key === 'Shift';
    if (!alone || event.timeStamp - last > 2000) presses = 0;
  });
  document.addEventListener('keyup', function (event) {
    if (!alone || event.key !== 'Shift') return;
    last = event.timeStamp;
    if (++presses === 3) leave();
  });
})();
