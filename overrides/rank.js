// Finds the sections that answer what is typed; search.js shows them. rank(text) is [state, list as HTML], and [] if
// nothing is typed. The first time it knows only what is exact, for counting takes a while: it has to be asked again.
// It reads window.notes, [address, title, [[id, heading, text], …]] for each page, where a line may break at a tab, and
// window.tables, those of the language: see search_rules and search_index in hooks/lanpya.
// 1. What is typed exactly comes first, apart from white space, the order of marks, accents, capitals and signs that
//    look alike; between spaces from the beginning of a word. Title goes before heading, heading before text.
// 2. Then what is most like it. Text and query are folded, so that letters which sound the same become one, and cut
//    into units (words, or syllables), pairs of units, and short pieces. What both have counts, what is rarer more
//    (Okapi BM25F); titles, headings and what a guide says in short count more. Each guide is listed once.
// Words that readers have for those of the guides are hashes of their folded form in the tables. What is typed in an
// older encoding is tried in Unicode too.
// A snippet is made of whole sentences: half of one can say the opposite ("[do not] write from his phone").
window.rank = (() => {
  var apart = text => text.normalize('NFD');
  var steps = list => list.map(([from, to]) => [RegExp(from, 'gu'), to]);
  var change = (text, list) => list.reduce((text, [from, to]) => text.replace(from, to), text);
  // FNV-1a of a part of a text
  var hash = (text, at, end) => {
    for (var sum = 0x811c9dc5; at < end;) sum = Math.imul(sum ^ text.charCodeAt(at++), 0x1000193);
    return sum >>> 0;
  };

  var best = list => list.sort((one, other) => other.score - one.score);

  var marks, ends, folds, signs, units, words, pages, sections, mean = 0, turn = 0;
  var fold = text => change(apart(text.toLowerCase()), folds);
  var cut = folded => folded.match(units) || [];
  // units and pairs of units as even numbers of 20 bits, pieces as odd ones
  var grams = text => {
    var folded = ` ${fold(text)} `, found = [], before = 0, at = tables.piece;
    cut(folded).forEach(unit => {
      var sum = hash(unit, 0, unit.length);
      found.push(sum >>> 12 & ~1, Math.imul(sum ^ before, 0x1000193) >>> 12 & ~1);
      before = sum + 1;
    });
    for (; at <= folded.length; at++) found.push(hash(folded, at - tables.piece, at) >>> 12 | 1);
    return found;
  };

  var prepare = () => {
    marks = `[${tables.marks}]`;
    ends = RegExp(`[${tables.stops}][ \\t]`);
    folds = steps(tables.folds);
    signs = folds.slice(-1); // the last step takes out what is no letter
    units = RegExp(tables.units, 'gu');
    words = {};
    tables.hashes.split(' ').forEach((list, at) => list.replace(/.{4}/g, one => {
      words[one] = (words[one] || []).concat(tables.leads[at]);
    }));
    sections = [];
    pages = notes.map(([address, title, parts]) => {
      var page = {address, title: apart(title)};
      page.parts = parts.map((fields, at) => {
        var [id, heading, text] = fields.map(apart), part = {page, id, heading, text, worth: at ? 1 : 1.5};
        return sections.push(part), part;
      });
      return page;
    });
  };

  // the words of guides that stand for what is typed: those of the longest run of units from each on
  var others = typed => {
    var list = cut(fold(typed)), found = [], start, end;
    for (start = 0; start < list.length; start++) for (end = start + 10; end > start; end--) {
      var run = list.slice(start, end), text = run.join(''), key = hash(text, 0, text.length);
      var known = words[String.fromCharCode(...[1, 57, 3249, 185193].map(share => 35 + key / share % 57))];
      // a syllable alone is often a part of some other word
      if (known && (tables.gap || run[1] || text < 'ā' || !list[2])) {
        found.push(...known);
        start = end - 1;
      }
    }
    return found;
  };

  // gives each section and page its score for texts that are typed, and others that stand for them; returns the
  // weight of each gram
  var slots = new Uint16Array(1 << 20);
  var score = (typed, others) => {
    var wanted = [], weights = {};
    var want = (text, share) => grams(text).forEach(gram => {
      if (!slots[gram]) slots[gram] = wanted.push({gram, share, list: []});
    });
    typed.forEach(text => want(text, 1));
    others.forEach(text => want(text, Math.min(1, Math.sqrt(2 / cut(fold(text)).length))));
    sections.forEach(part => {
      var found = {}, long = 2 + part.grams.length / mean;
      part.score = 0;
      part.grams.forEach(gram => { if (slots[gram]) found[gram] = (found[gram] || 0) + 1; });
      for (var gram in found)
        wanted[slots[gram] - 1].list.push([part, part.worth * found[gram] / (found[gram] + long)]);
    });
    wanted.forEach(({gram, share, list}) => {
      slots[gram] = 0;
      weights[gram] = share * Math.log(1 + (sections.length + 1) / (list.length + .5)) / (gram & 1 ? 2 : 1);
      list.forEach(([part, worth]) => { part.score += weights[gram] * worth; });
    });
    pages.forEach(page => {
      page.best = best([...page.parts]);
      page.score = page.best.slice(0, 3).reduce((sum, part, at) => sum + part.score / (1 + 3 * at), 0);
    });
    return weights;
  };

  // one sign typed, or one run of marks, as a regular expression
  var pattern = sign => {
    var same = tables.alike.split(' ').find(group => group.includes(sign)), each = new Set(sign);
    return (same ? `[${same}]` : /[ါ-ှ]/.test(sign) ? `[${[...each].join('')}]{${each.size}}` :
      sign.replace(/[$(-+./?[-^{-}]/, '\\$&')) + marks + '*';
  };
  var patterns = text => (text.match(/[ါ-ဲံ-း်-ှ]+|[^]/gu) || []).map(pattern).join('\\s*');

  // text as HTML, each word of Burmese kept whole; what `any` matches is marked, word by word. No guide holds braces.
  var html = (text, any) => text
    .replace(any, found => '{' + found.replace(/\s/g, '}$&{') + '}')
    .replace(/&/g, '&amp;').replace(/</g, '&lt;')
    .replace(/\S*[က-႟]\S*/g, '<u>$&</u>').replace(/\t/g, '<wbr>')
    .replace(/{/g, '<mark>').replace(/}/g, '</mark>').normalize();
  var item = ({page, id, heading, text}, at, any) =>
    `<li><a href="${page.address.split('#')[0] + id}">${html(heading || page.title, any)}</a>` +
    (heading && ` <small>${html(page.title, any)}</small>`) +
    `<p>${html(text.slice(at).match(RegExp(`(\\S*\\s?){0,24}.*?(${ends.source}|$)`))[0], any)}`;

  // what has exactly what is typed, behind `start`
  var exact = (typed, start) => {
    var ranks = [[], [], []];
    var terms = apart(typed).replace(RegExp(marks, 'gu'), '').replace(/သြ/g, 'ဩ').match(/\S+/g) || [];
    // whoever types the vowel ေ first, as it is drawn, does so in the whole word
    var term = patterns(terms.map(term => term[0] == 'ေ' ? term.replace(/ေ(.)/g, '$1ေ') : term).join(''));
    var any = RegExp(term, 'giu'), first = RegExp(start + term, 'iu');
    if (term) pages.forEach(page => {
      var {title, score} = page;
      if (first.test(title))
        ranks[0].push({page, score, show: () => `<li><a href="${page.address}">${html(title, any)}</a>`});
      page.parts.forEach(part => {
        var {heading, text, score} = part, headed = first.test(heading), end = text.search(first) + 1;
        var at = end - text.slice(0, end).split(ends).pop().length;
        if (headed || end) ranks[headed ? 1 : 2].push({page, score, show: () => item(part, at, any)});
      });
    });
    return [].concat(...ranks.map(best));
  };

  // what is most like it: the best section of each page, from its best sentence on
  var like = (typed, known, weights, seen) => {
    var list = cut(change(apart(typed), signs));
    list = tables.gap ? list.filter(word => word[2]) : list.slice(1).map((unit, at) => list[at] + unit);
    var any = RegExp(list.concat(known).map(text => patterns(apart(text.replace(/\s/g, '')))).join('|') || '(?!)', 'giu');
    var found = pages.filter(page => page.score > 1.5 && !/index|p0$/.test(page.address) && !seen.has(page));
    return best(found).slice(0, 10).map(page => ({page, show: () => {
      var [part] = page.best, at = 0, start = 0, most = 0;
      part.text.split(ends).forEach(sentence => {
        var sum = 0;
        new Set(grams(sentence)).forEach(gram => { sum += weights[gram] || 0; });
        if (sum > most) [most, at] = [sum, start];
        start += sentence.length + 2;
      });
      return item(part, at, any);
    }}));
  };

  return typed => {
    if (!turn++) prepare();
    if (turn == 2) sections.forEach(part => {
      var {page: {title}, heading, text} = part;
      part.grams = grams(text + `,${heading}`.repeat(3) + `,${title}`.repeat(2));
      mean += part.grams.length / sections.length;
    });
    typed = typed.slice(0, 200).toLowerCase().replace(/[\xad\u200b-\u200f\u2028-\u206f\ufeff]/g, '');
    if (!typed.trim()) return [];
    var ways = [typed], known, weights, found, more;
    if (RegExp(tables.is_older).test(typed)) ways.push(change(typed, steps(tables.older)));
    known = [].concat(...ways.map(others));
    if (turn > 1) weights = score(ways, known);
    // between spaces from the beginning of a word on, for raid is a part of afraid; inside words if all else fails
    var find = start => [].concat(...ways.map(way => exact(way, start)));
    found = find(tables.gap && `(^|${signs[0][0].source})`);
    more = weights ? like(ways[1] || typed, known, weights, new Set(found.map(one => one.page))) : [];
    if (weights && !found[0] && !more[0]) found = find('');
    return [
      found[0] ? 'found' : more[0] ? 'near' : weights && 'none',
      found.concat(more).slice(0, turn > 1 ? 20 : 8).map(one => one.show()).join('')];
  };
})();
