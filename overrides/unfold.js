// Unfolds a page for its print, and folds it again: browsers before 2025 put nothing on paper of what is folded.
// Safari before version 13 has no such events; its media query changes for as long as it prints.
matchMedia('print').addListener(onbeforeprint = onafterprint = event =>
  document.querySelectorAll('details').forEach(one => {
    var printing = event.matches || event.type === 'beforeprint';
    if (printing ? !one.open : one.folded) one.open = one.folded = printing;
  }));
