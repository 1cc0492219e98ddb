var e=`# silent-actor

A party, neither a group nor a body, that is an actor of no obligation, itself or through a group. One finding for all.

Minsk II, 2015: Russia signed, and none of the thirteen points names it as the one that has to do something
([text](https://www.kyivpost.com/article/opinion/op-ed/a-complex-of-measures-to-fulfill-the-minsk-agreements-380395.html)).

Found:

\`\`\`yaml
actors:
  north: {name: The North}
  south: {name: The South}
obligations:
  A1:
    title: Leave the bank
    actors: [north]
    counterparts: [south]
    trigger: by T0 + 30d
\`\`\`

Not found:

\`\`\`yaml
actors:
  north: {name: The North}
  south: {name: The South}
obligations:
  A1:
    title: Leave the bank
    actors: [north]
    counterparts: [south]
    trigger: by T0 + 30d
  B1:
    title: Let the ferry pass
    actors: [south]
    counterparts: [north]
    trigger: by T0 + 60d
\`\`\`

Reads actors, in any language.
`;export{e as default};