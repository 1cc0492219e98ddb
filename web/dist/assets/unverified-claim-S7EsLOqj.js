var e=`# unverified-claim

A party declares, lists or reports something, and no \`verification\` has means by which the others can check it. Reports
of bodies are not meant.

Six-Party Talks, 3 October 2007: a complete and correct declaration was due at the end of the year. How it would be verified was
not agreed; the talks ended over that in December 2008
([text](https://mofa.go.kr/eng/brd/m_5476/view.do?itm_seq_1=0&itm_seq_2=0&multi_itm_seq=0&seq=303806)).

Found:

\`\`\`yaml
A1:
  title: Provide a complete declaration of all stocks
  actors: [north]
  trigger: by T0 + 60d
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Provide a complete declaration of all stocks
  actors: [north]
  trigger: by T0 + 60d
  verification: {means: photographs from the air, operator: mission, fallback: visits on the ground, disclosure: a report to every party}
\`\`\`

Reads English words such as declaration, inventory and report; \`verification\` in any language.
`;export{e as default};