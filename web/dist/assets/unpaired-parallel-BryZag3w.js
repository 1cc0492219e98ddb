var e=`# unpaired-parallel

Acts that go in parallel, step by step or action for action, where nothing says which act answers which.

Six-Party Talks, 3 October 2007: the US was to delist in parallel with the actions of the DPRK. Each read another order; the DPRK
stopped disabling on 26 August 2008
([chronology](https://www.expatica.com/ch/news/North-Korea-more-than-eight-years-of-nuclear-crisis_294669.html)).

Found:

\`\`\`yaml
A1:
  title: Disable the plant
  actors: [north]
  trigger: by T0 + 90d
B1:
  title: Lift the measures
  actors: [south]
  trigger: in parallel with A1
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Disable the plant
  actors: [north]
  trigger: by T0 + 90d
B1:
  title: Lift the measures
  actors: [south]
  trigger: in proportion to A1
  for: [A1]
\`\`\`

Reads the trigger in any language; English words such as simultaneously.
`;export{e as default};