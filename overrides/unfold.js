// Unfolds a page for its print, and folds it again: browsers before 2025 put nothing on paper of what is folded.
// Safari before version 13 has no such events; its media query changes for as long as it prints.
(() => {
  var print = on => document.querySelectorAll('details').forEach(one => {
    if (on ? !one.open : one.folded) one.open = one.folded = on;
  });

  addEventListener('beforeprint', () => print(true));
  addEventListener('afterprint', () => print(false));
  matchMedia('print').addListener(media => print(media.matches));
})();
