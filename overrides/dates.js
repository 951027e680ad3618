// Shows a notice from the day after its date, by the reader's own clock and where the reader is: a saved copy must
// warn as well, and the date on the page is compared with the one on the phone.
// A notice without words says what the one before it says; in the one-file edition that saves a kilobyte.
addEventListener('DOMContentLoaded', function () {
  var now = new Date(), today = new Date(now - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10), html;
  document.querySelectorAll('[data-until]').forEach(function (notice) {
    notice.dataset.html = html = notice.dataset.html || html;
    if (today > notice.dataset.until) fill(notice).hidden = false;
  });
});
