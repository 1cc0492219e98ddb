var e=`# weak-legal-form

Relief whose legal form ranks below what it pays for: executive, waiver, regulation, resolution, law, treaty, from the weakest
on. A resolution stands above a regulation, because no state undoes it alone, and below a law. A verified or physical act
stands between waiver and regulation: it takes longer to undo than one government needs to take back what it granted
alone. Milestones are seen through: relief with J20 pays for what J20 waits for.

JCPOA: the US gave relief by waivers and orders for dismantling that the IAEA had verified. The next government ended it on
8 May 2018, 28 months after Implementation Day
([chronology](http://iranprimer.usip.org/resource/chronology-nuclear-deal-implementation)).

Found:

\`\`\`yaml
A1:
  title: Remove the machines
  actors: [north]
  counterparts: [south]
  trigger: start at T0, done by T0 + 60d
  verification: {means: photographs from the air, operator: mission, fallback: visits on the ground, disclosure: a report to every party}
B1:
  title: Lift the measures
  actors: [south]
  counterparts: [north]
  legal_form: executive
  trigger: upon verified(A1)
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Remove the machines
  actors: [north]
  counterparts: [south]
  trigger: start at T0, done by T0 + 60d
  verification: {means: photographs from the air, operator: mission, fallback: visits on the ground, disclosure: a report to every party}
B1:
  title: Lift the measures
  actors: [south]
  counterparts: [north]
  legal_form: law
  trigger: upon verified(A1)
\`\`\`

Reads \`legal_form\`, \`for\`, \`group\`, triggers, \`verification\` and \`reversibility\` in any language; English words for physical acts.
`;export{e as default};