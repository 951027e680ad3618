// Hides the days of talks that have begun, by the reader's own clock.
addEventListener('DOMContentLoaded', function () {
  Array.prototype.forEach.call(document.querySelectorAll('time'), function (day) {
    if (new Date(day.getAttribute('datetime')) < new Date()) day.parentNode.hidden = true;
  });
});
