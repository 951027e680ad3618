// Puts into an element what only a script may show; it is kept in an attribute, a tab for each possible line break.
function fill(element) {
  element.innerHTML = element.dataset.html.replace(/\t/g, '<wbr>');
  return element;
}
