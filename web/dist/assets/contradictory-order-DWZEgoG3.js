var e=`# contradictory-order

Two orders that exclude each other: a circle within one side that no day ends, a window that closes before it opens, a
deadline before what it waits for can be done or verified (the time that the work and the verification take counts), or different days for members of one group.

Minsk II, 2015: control of the border was to come back after elections and a reform (articles 9 and 11), the elections
after a withdrawal and a dialogue; each side held another step to be the first ([text](https://www.kyivpost.com/article/opinion/op-ed/a-complex-of-measures-to-fulfill-the-minsk-agreements-380395.html)).

Found:

\`\`\`yaml
A1:
  title: Open the crossing to carts
  actors: [north]
  trigger: between T0 + 60d and T0 + 30d
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Open the crossing to carts
  actors: [north]
  trigger: between T0 + 30d and T0 + 60d
\`\`\`

Reads triggers, \`waits_for\`, \`group\` and dates, in any language.
`;export{e as default};