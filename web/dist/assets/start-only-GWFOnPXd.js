var e=`# start-only

A step that is only to be begun, in exchange for one that must be completed.

Six-Party Talks, 13 February 2007: the US was to begin the process of delisting within 60 days, the DPRK to shut down its
reactor. The delisting itself came on 11 October 2008
([chronology](https://www.expatica.com/ch/news/North-Korea-more-than-eight-years-of-nuclear-crisis_294669.html)).

Found:

\`\`\`yaml
A1:
  title: Shut the plant
  actors: [north]
  counterparts: [south]
  trigger: start at T0, done by T0 + 60d
B1:
  title: Take the north off the list
  actors: [south]
  counterparts: [north]
  trigger: start by T0 + 60d
  for: [A1]
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Shut the plant
  actors: [north]
  counterparts: [south]
  trigger: start at T0, done by T0 + 60d
B1:
  title: Take the north off the list
  actors: [south]
  counterparts: [north]
  trigger: start at T0, done by T0 + 60d
  for: [A1]
\`\`\`

Reads triggers, \`for\`, \`group\`, actors and, where neither of the two is written, \`phase\`; in any language.
`;export{e as default};