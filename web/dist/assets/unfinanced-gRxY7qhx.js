var e=`# unfinanced

Deliveries, construction, assistance, dismantling and the like without \`financing\` or words that say who pays. What the same
actors owe is one finding.

South Sudan, agreement of 2018: troops waited in cantonment for almost four years with little support; the monitors named a shortage
of funds that came again and again ([report](https://thevoiceofsudan.com/2023/11/11/south-sudans-2018-force-unification-sorely-late/)).

Found:

\`\`\`yaml
A1:
  title: Rebuild the bridge
  actors: [north]
  trigger: by T0 + 1y
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Rebuild the bridge
  actors: [north]
  trigger: by T0 + 1y
  financing: The Donor
\`\`\`

Reads English words of costly work; \`financing\` in any language.
`;export{e as default};