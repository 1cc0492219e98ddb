var e=`# unanchored-duration

A length of time, in words or as quantity and unit, and a trigger that does not say from when it runs. Where the words
give no number, as in "several years", the lines under \`paste:\` give the first day alone.

JCPOA, 2015, annex V section F: limits for 15, 20 and 25 years name no first day
([a reading](https://soldierofthepen.blogspot.com/2025/10/jcpoa-isnt-over-is-it.html)).

Found:

\`\`\`yaml
A1:
  title: No new plant for 15 years
  kind: rule
  actors: [north]
  trigger: standing
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: No new plant for 15 years
  kind: rule
  actors: [north]
  trigger: between T0 and T0 + 15y
\`\`\`

Reads English words for lengths; \`quantity\`, \`unit\` and trigger in any language.
`;export{e as default};