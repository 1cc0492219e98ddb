var e=`# verifier-without-fallback

A verification, and no \`fallback\` says what takes its place where the operator or the means fails. What has one operator and
one means is one finding.

Egypt and Israel, 1979: the treaty counted on a force of the UN. In May 1981 the Council said that there would be none, and a
force of its own had to be set up
([account](https://en.wikipedia.org/w/index.php?title=Egypt%E2%80%93Israel_Peace_Treaty&oldid=346052105)).

Found:

\`\`\`yaml
A1:
  title: Close the battery
  actors: [north]
  trigger: by T0 + 30d
  verification: {means: photographs, operator: mission, disclosure: a report to every party}
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