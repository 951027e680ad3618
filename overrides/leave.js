// Leave: blanks the page at once and replaces its place in the browser's list, so that Back does not show it.
// Earlier pages of the site stay in that list. After a Back, or when they are loaded again, they must know that the
// reader has left:
// - a page loaded anew reads it in the window's name, one neutral character; any other way in clears it;
// - a page that the browser kept in memory does not see the name. Each listens to one channel, and a browser lets go
//   of a kept page when something is said there, or keeps no page that listens; so it is loaded anew;
// - WebKit, which all browsers of an iPhone are made of, empties the name on the way out. There alone the same
//   character goes into sessionStorage too, with itself as key; both kinds of page read it.
// Nothing else is kept.
// What stood in front of a page, after a Back, is cut off: a text or a leaflet runs no script and knows of nothing.
// Ways to leave: a tap, a finger that stays down (browsers would open their menu for links), and by keyboard Shift
// three times alone. Not Escape, which stops a page from loading, the one that Leave leads to as well.
// Handlers are properties of the window because that is shorter, and this script is inside every page.
(function () {
  var mark = '.', root = document.documentElement, store = {}, channel, steps = 0, last = 0;
  var address = document.querySelector('meta[name=leave]').content, type = (performance.navigation || store).type;

  function leave(byReader) {
    root.style.display = 'none';
    root.textContent = '';
    window.name = mark;
    if (channel) channel.postMessage(mark);
    if (byReader && type) history.pushState(0, '');
    location.replace(address);
    store[mark] = mark; // last: full storage refuses it
  }

  // where the browser has no storage, or refuses it, any object does, and forgets
  try {
    if (/^Apple/.test(navigator.vendor)) (store = sessionStorage)[mark];
  } catch (refused) {
    store = refused;
  }
  if (window.name === mark || store[mark]) {
    window.name = '';
    delete store[mark];
    if (type) leave(); // came by Back or Forward, or loaded again
  }
  onpageshow = function (event) {
    if (event.persisted) {
      type = 2;
      if (store[mark]) leave();
    }
  };

  onclick = oncontextmenu = function (event) {
    var link = event.target.closest && event.target.closest('a');
    if (!link) return;
    if (link.className === 'leave') {
      event.preventDefault();
      leave(true);
    }
  };

  // The steps are Shift down, up, down, up, down, up, each within two seconds of the one before. Anything else
  // between, a button or wheel too, begins them anew: then Shift changes something, or a layout or an input method
  // is switched.
  onkeydown = onkeyup = function (event) {
    if (event.timeStamp - last > 2000) steps = 0;
    last = event.timeStamp;
    steps = event.key === 'Shift' && event.type === (steps % 2 ? 'keyup' : 'keydown') && !event.isComposing
      && !['Alt', 'AltGraph', 'Control', 'Meta', 'OS'].some(event.getModifierState, event) && steps + 1;
    if (steps === 6) leave(true);
  };
  onmousedown = onwheel = function () {
    steps = 0;
  };
  channel = window.BroadcastChannel && new BroadcastChannel(mark); // last: a browser may refuse it
})();
