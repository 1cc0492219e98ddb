/** As much of Markdown as the pages of the rules use: headings, paragraphs, lists, code, links, emphasis. */
export type Inline = {readonly kind: 'text' | 'code' | 'strong'; readonly text: string} | {readonly kind: 'link'; readonly text: string; readonly to: string};
export type Block =
  | {readonly kind: 'heading'; readonly text: string}
  | {readonly kind: 'code'; readonly text: string}
  | {readonly kind: 'list'; readonly items: readonly (readonly Inline[])[]}
  | {readonly kind: 'text'; readonly parts: readonly Inline[]};

export function inline(text: string): readonly Inline[] {
  const made: Inline[] = [];
  let from = 0;
  for (const found of text.matchAll(/`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)|\*\*([^*]+)\*\*|\*([^*]+)\*/g)) {
    if (found.index > from) made.push({kind: 'text', text: text.slice(from, found.index)});
    const [all, code, words, to, strong, weak] = found;
    if (code !== undefined) made.push({kind: 'code', text: code});
    else if (words !== undefined && to !== undefined) made.push({kind: 'link', text: words, to});
    else made.push({kind: 'strong', text: strong ?? weak ?? ''});
    from = found.index + all.length;
  }
  if (from < text.length) made.push({kind: 'text', text: text.slice(from)});
  return made;
}

function proseOf(part: string): readonly Block[] {
  return part
    .split(/\n{2,}/)
    .map((p) => p.trim())
    .filter((p) => p !== '')
    .map((p): Block => {
      const heading = /^#+\s+(.*)$/.exec(p);
      if (heading?.[1] !== undefined) return {kind: 'heading', text: heading[1]};
      if (/^[-*] /.test(p)) return {kind: 'list', items: p.split(/\n(?=[-*] )/).map((item) => inline(item.slice(2).replace(/\n\s*/g, ' ')))};
      return {kind: 'text', parts: inline(p.replace(/\n/g, ' '))};
    });
}

export function blocks(page: string): readonly Block[] {
  return page.split(/^```/m).flatMap((part, i) => (i % 2 === 0 ? proseOf(part) : [{kind: 'code' as const, text: part.replace(/^[^\n]*\n/, '').trimEnd()}]));
}
