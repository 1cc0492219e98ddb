var e=`# circular-wait

Sides that wait for each other. A circle of triggers is an error: nothing in it can ever be due. A
circle with a way out, such as \`earliest(B1, T0 + 60d)\`, has its days and is none. Steps of different
sides in one exchange that all have mere deadlines are a warning: each side may wait until the last day.

Six-Party Talks, 13 February 2007: the shutdown of the reactor and the first oil were both due within 60 days, and neither
was tied to the other. The reactor was shut 91 days late, right after the first oil had arrived
([Washington Times](https://www.washingtontimes.com/news/2007/jul/15/north-korea-says-reactor-shut-down/)).

Found:

\`\`\`yaml
A1:
  title: Shut the plant
  actors: [north]
  counterparts: [south]
  trigger: by T0 + 60d
  for: [B1]
B1:
  title: Send the oil
  actors: [south]
  counterparts: [north]
  quantity: {value: 50000, source: S-TEXT}
  unit: t
  trigger: by T0 + 60d
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Shut the plant
  actors: [north]
  counterparts: [south]
  trigger: by T0 + 60d
  for: [B1]
B1:
  title: Send the oil
  actors: [south]
  counterparts: [north]
  quantity: {value: 50000, source: S-TEXT}
  unit: t
  trigger: upon verified(A1)
\`\`\`

Reads triggers, \`for\`, \`group\` and actors, in any language.
`;export{e as default};