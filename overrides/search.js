// Searches the pages of one language. The index is asked for at the first letter; nothing typed is kept or sent.
// It is window.notes: [address, title, [[id, heading, text], …]] for each page; a tab is where a line may break.
// In the one-file edition kept.js has it at once, and addresses are ids.
// What is typed finds any part of a text: white space does not count, nor does the order in which marks were
// typed, nor which of two signs that look alike, nor accents, nor capitals. Title goes before heading, heading
// before text. ALIKE, MARKS and STOPS are tables of the language (lanpya.languages.search_folding); text and query
// are compared with their accents as marks (NFD).
// A snippet is made of whole sentences: half of one can say the opposite ("[do not] write from his phone").
(function () {
  var alike = 'ALIKE'.split(' '), apart = text => text.normalize('NFD');
  var pages = () => {
    var found = notes.map(([address, title, parts]) => [address, apart(title), parts.map(part => part.map(apart))]);
    pages = () => found;
    return found;
  };

  var find = id => document.getElementById(id);

  // one sign typed, or one run of marks, as a regular expression
  var pattern = signs => {
    var same = alike.find(group => group.includes(signs));
    if (same) return `[${same}][MARKS]*`;
    if (!/[ါ-ှ]/.test(signs)) return signs.replace(/[$(-+./?[-^{-}]/, '\\$&') + '[MARKS]*';
    var marks = new Set(signs);
    return `[${[...marks].join('')}]{${marks.size}}[MARKS]*`;
  };

  // text as HTML, each word of Burmese kept whole; what `any` matches is marked, word by word. No guide holds braces.
  var html = (text, any) => text
    .replace(any, found => '{' + found.replace(/\s/g, '}$&{') + '}')
    .replace(/&/g, '&amp;').replace(/</g, '&lt;')
    .replace(/\S*[က-႟]\S*/g, '<u>$&</u>').replace(/\t/g, '<wbr>')
    .replace(/{/g, '<mark>').replace(/}/g, '</mark>').normalize();

  var search = typed => {
    var terms = apart(typed.toLowerCase()).replace(/[\xad\u200b-\u200f\u2028-\u206f\ufeffMARKS]/gu, '').replace(/သြ/g, 'ဩ').match(/\S+/g);
    if (!terms) return;
    // whoever types the vowel ေ first, as it is drawn, does so in the whole word
    terms = terms.map(term => (term[0] == 'ေ' ? term.replace(/ေ(.)/g, '$1ေ') : term)
      .match(/[ါ-ဲံ-း်-ှ]+|[^]/gu).map(pattern).join('\\s*'));
    var any = RegExp(terms.join('|'), 'giu'), ranks = [[], [], []];
    var all = text => terms.every(term => RegExp(term, 'iu').test(text));
    var add = (rank, address, title, rest) => {
      ranks[rank].push(`<li><a href="${address}">${html(title, any)}</a>${rest}`);
    };
    pages().forEach(([address, title, parts]) => {
      if (all(title)) add(0, address, title, '');
      parts.forEach(([id, heading, text]) => {
        var at = text.search(any);
        if (at < 0 && heading.search(any) < 0 || !all(title + '\n' + heading + '\n' + text)) return;
        at = at < 0 ? 0 : at - text.slice(0, at).split(/[STOPS][ \t]/).pop().length;
        add(all(heading) ? 1 : 2, address.split('#')[0] + id, heading || title,
          (heading && ` <small>${html(title, any)}</small>`) + `<p>${html(text.slice(at).match(/(\S*\s?){0,24}.*?([STOPS][ \t]|$)/)[0], any)}`);
      });
    });
    return [].concat(...ranks).slice(0, 30).join('');
  };

  fill(find('search')).hidden = false;
  var field = find('q'), script;
  var show = (state, list) => {
    find('index').hidden = find('results').innerHTML = list || '';
    ['found', 'none', 'failed'].forEach(id => find(id).hidden = id !== state);
  };
  var answer = () => {
    var list = search(field.value);
    show(list ? 'found' : list === '' ? 'none' : '', list);
  };
  field.oninput = () => {
    if (window.notes) return answer();
    if (script) return;
    script = document.createElement('script');
    script.src = field.dataset.index;
    // an answer without the index is a failure too; the next letter asks again
    script.onload = script.onerror = () => window.notes ? answer() : show('failed', script = 0);
    document.head.append(script);
  };
})();
