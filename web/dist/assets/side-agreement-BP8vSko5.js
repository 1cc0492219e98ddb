var e=`# side-agreement

Something that was agreed beside the text and that a step of the text waits for, or that sets the day of one.

Six-Party Talks, 2007: $25 million in a bank of Macau, settled beside the text and due in 30 days, held up the shutdown until
June ([Al Jazeera](https://www.aljazeera.com/news/asia-pacific/2007/06/200852514154067996.html)).

Found:

\`\`\`yaml
X1:
  title: Free the account
  actors: [south]
  trigger: by T0 + 30d
  off_text: true
A1:
  title: Shut the plant
  actors: [north]
  trigger: by T0 + 60d
  waits_for: [X1]
\`\`\`

Not found:

\`\`\`yaml
X1:
  title: Free the account
  actors: [south]
  trigger: by T0 + 30d
A1:
  title: Shut the plant
  actors: [north]
  trigger: by T0 + 60d
  waits_for: [X1]
\`\`\`

Reads \`off_text\`, \`kind: side_agreement\`, triggers and \`waits_for\`, in any language.
`;export{e as default};