// Asks for the fallback font when the phone cannot shape the script: letters that should stand one below the
// other are then as wide as side by side. Both stand in the meta element "shape".
addEventListener('DOMContentLoaded', function () {
  var letters = document.querySelector('meta[name=shape]').content.split(' ');
  var probe = document.createElement('span');

  function width(text) {
    probe.textContent = text;
    return probe.offsetWidth;
  }

  probe.className = 'skip'; // out of sight, as the link that skips to the text is
  document.body.appendChild(probe);
  if (width(letters[0]) >= .75 * width(letters[1])) document.documentElement.className = 'unshaped';
  probe.remove();
});
