var e=`# costless-escape

A way out, or words that allow one, without a price: no \`for\`, no notice, no \`decided_by\`.

Six-Party Talks, 13 February 2007: progress in one working group should "in principle" not affect the others
([text](https://yumpu.com/en/document/view/8143554/annex-5-united-nations-security-council-resolution-1874-2009/38)). In practice each track
waited for the others.

Found:

\`\`\`yaml
A1:
  title: Each side may suspend its patrols
  kind: rule
  actors: [north, south]
  trigger: standing
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Each side may suspend its patrols upon 14 days' notice
  kind: rule
  actors: [north, south]
  trigger: standing
\`\`\`

Reads English words; \`for\` and \`decided_by\` in any language.
`;export{e as default};