var e=`# undisclosed-verification

A verification, and no \`disclosure\` says who sees its result. What has one operator and one means is one finding.

Northern Ireland, October 2003: the commission on decommissioning was bound to secrecy and would not say, even vaguely, what it had
seen destroyed ([Irish Times](https://irishtimes-irishtimes-prod.cdn.arcpublishing.com/news/general-spoke-volumes-about-arms-destruction-1.497522)).

Found:

\`\`\`yaml
A1:
  title: Close the battery
  actors: [north]
  trigger: by T0 + 30d
  verification: {means: photographs, operator: mission, fallback: visits}
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Close the battery
  actors: [north]
  trigger: by T0 + 30d
  verification: {means: photographs, operator: mission, fallback: visits, disclosure: a report to every party}
\`\`\`

Reads \`verification\`, in any language.
`;export{e as default};