var e=`# arbiterless-termination

An end, a lapse or a reversal on a condition, and no \`decided_by\` says who decides whether the condition is met. Also a text in
which something ends on a condition and that has no obligation of kind \`dispute\` at all.

JCPOA, 2025: Termination Day depended on earlier resolutions not having been reinstated, and the sides differed on whether they
had been ([a reading](https://soldierofthepen.blogspot.com/2025/10/termination-day.html)).

Found:

\`\`\`yaml
A1:
  title: The licence lapses if a ferry carries arms
  kind: rule
  actors: [north]
  trigger: standing
Q1:
  title: Bring a quarrel to the mission
  kind: dispute
  actors: [north, south]
  trigger: standing
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: The licence lapses if a ferry carries arms
  kind: rule
  actors: [north]
  trigger: standing
  decided_by: mission
Q1:
  title: Bring a quarrel to the mission
  kind: dispute
  actors: [north, south]
  trigger: standing
\`\`\`

Reads English words of ending and of conditions; \`unless\` in triggers, \`decided_by\` and \`kind\` in any language.
`;export{e as default};