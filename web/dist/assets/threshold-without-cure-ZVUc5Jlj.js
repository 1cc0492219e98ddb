var e=`# threshold-without-cure

A limit in numbers without a \`tolerance\` or without a \`cure\` period. An offer of aid up to an amount is no limit.
"Below 300" and "no ... above 3.67" are limits, "not less than 50" is none.

JCPOA, February 2016: 130.9 t of heavy water against a limit of 130 t, a month after Implementation Day. The text did not say what
an excess meant ([report](https://iranprimer.usip.org/blog/2016/feb/25/un-report-nuclear-deal-compliance)).

Found:

\`\`\`yaml
A1:
  title: Keep no more than 130 t of heavy water
  actors: [north]
  quantity: {value: 130, source: S-TEXT}
  unit: t
  trigger: from T0
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Keep no more than 130 t of heavy water
  actors: [north]
  quantity: {value: 130, source: S-TEXT}
  unit: t
  trigger: from T0
  tolerance: up to 2 t more for a month
  cure: 60d
\`\`\`

Reads English words of limits; \`quantity\`, \`tolerance\` and \`cure\` in any language.
`;export{e as default};