// Returns, for each block of text on the page, its letters and the offsets at which a new line begins.
// A line is told by where a letter is painted: its bottom lies below the top of nothing on the line before.
() => {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const blocks = new Map();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const node = texts.currentNode;
    let parent = node.parentElement;
    if (parent.closest('script,style,noscript,sup,[hidden],.leave,.skip')) continue;
    while (getComputedStyle(parent).display === 'inline') parent = parent.parentElement;
    const block = blocks.get(parent) || { text: '', breaks: [], bottom: null };
    blocks.set(parent, block);
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (box.height) {
        const middle = (box.top + box.bottom) / 2;
        if (block.bottom !== null && middle > block.bottom) block.breaks.push(block.text.length);
        if (block.bottom === null || middle > block.bottom) block.bottom = box.bottom;
      }
      block.text += node.data[at];
    }
  }
  return [...blocks.values()].map(({ text, breaks }) => ({ text, breaks }));
}
