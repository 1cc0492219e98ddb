var e=`# effort-as-result

An obligation to try, where something is given for it or waits for it. Elsewhere it is a note. Who decides whether the effort
was enough may be said under \`decided_by\`.

Good Friday Agreement, 1998: all were to use any influence they had to achieve decommissioning within two years
([text](https://alphahistory.com/northernireland/good-friday-agreement-decommissioning-1998/)). One side counted on the result, the other
had promised the effort; devolution was held up over it
([Lords, 22 November 1999](https://api.parliament.uk/historic-hansard/lords/1999/nov/22/political-progress-in-northern-ireland)).

Found:

\`\`\`yaml
A1:
  title: Use any influence over the militias
  actors: [north]
  trigger: from T0
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Disarm the militias
  actors: [north]
  trigger: by T0 + 2y
\`\`\`

Reads English words of effort; \`seek\` in triggers in any language.
`;export{e as default};