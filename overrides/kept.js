// In the one-file edition: makes the index that search.js reads out of the guides themselves, at the first letter.
(() => {
  window.tables = TABLES;
  // a tab is where a line may break, as in the index of the site; the numbers of sources stay out
  var text = node => {
    if (node.nodeType === 3) return node.data;
    if (node.nodeName === 'WBR') return '\t';
    if (node.nodeName === 'SUP') return '';
    var inside = Array.from(node.childNodes, text).join('');
    return /^(A|SMALL|SPAN|STRONG|EM|U)$/.test(node.nodeName) ? inside : ` ${inside} `;
  };
  // no sentence ends at these stops
  var join = words => words.replace(RegExp(`([${tables.stops}])([ \\t])`, 'g'), (all, stop, gap) => stop + (gap === ' ' ? '\xa0' : ''));
  // what lanpya.pages.search does to a text: one space for any white space, none after a stop that ends no sentence
  var tidy = node => text(node).replace(/\s*[ \n]\s*/g, ' ').trim().replace(/သြ/g, 'ဩ')
    .replace(/“[^”]*”|"[^"]*"|‘[^’]*’(?![a-z])|\([^)]*\)/g, join)
    .replace(/\b(Mr|Mrs|Ms|Dr|St|e\.g|i\.e)\. |[.?!] (?=[a-z])/g, join);

  var parts = article => {
    var list = [['#' + article.id, '', []]];
    Array.from(article.children).forEach(node => {
      if (/^H[2-6]/.test(node.nodeName)) {
        node.id = node.id || article.id + '.' + list.length; // only those that are linked have one
        list.push(['#' + node.id, tidy(node), []]);
      } else if (/^(P|UL|OL|TABLE|DETAILS)$/.test(node.nodeName) || /^admonition/.test(node.className)) {
        if (!/status|notice|sources|contacts|leaflets|questions|past-talks/.test(node.className)) list[list.length - 1][2].push(tidy(node));
      }
    });
    return list.map(([id, heading, texts]) => [id, heading, texts.join(' ')]).filter(part => part[1] || part[2]);
  };

  Object.defineProperty(window, 'notes', {
    configurable: true,
    get: () => {
      var value = Array.from(document.querySelectorAll('article'), article =>
        ['#' + article.id, tidy(article.querySelector('h1')), parts(article)]);
      Object.defineProperty(window, 'notes', {value});
      return value;
    }
  });
})();
