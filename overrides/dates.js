// Shows a notice from the day after its date, by the reader's own clock: a saved copy must warn as well.
(function () {
  document.addEventListener('DOMContentLoaded', function () {
    var today = new Date().toISOString().slice(0, 10);
    Array.prototype.forEach.call(document.querySelectorAll('[data-until]'), function (notice) {
      if (today > notice.getAttribute('data-until')) notice.hidden = false;
    });
  });
})();
