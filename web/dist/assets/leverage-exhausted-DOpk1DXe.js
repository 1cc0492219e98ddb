var e=`# leverage-exhausted

Of two actors, one has done its last single step for the other, and steps of the other come in a later phase or more than 60
days later. Nothing that it gives goes on, nothing can be taken back (\`reversibility\`), and no dispute or reversal is open to it.
Where worths are written, steps that are worth nothing to the other do not count.

Sinai, 1979 to 1982: one side gave land, step by step, and could not take it back; the other gave normal relations, which went on after
the last of the land ([account](https://en.wikipedia.org/w/index.php?title=Egypt%E2%80%93Israel_Peace_Treaty&oldid=346052105)). That the
last steps lack leverage is a judgement on the order, not on the parties.

Found:

\`\`\`yaml
A1:
  title: Leave the bank
  actors: [north]
  counterparts: [south]
  trigger: by T0 + 30d
B1:
  title: Open an embassy
  actors: [south]
  counterparts: [north]
  trigger: by T0 + 365d
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Leave the bank
  actors: [north]
  counterparts: [south]
  trigger: by T0 + 365d
B1:
  title: Open an embassy
  actors: [south]
  counterparts: [north]
  trigger: by T0 + 365d
\`\`\`

Reads actors, counterparts, dates, \`phase\`, \`worth\` and \`reversibility\`, in any language.
`;export{e as default};