var e=`# Lint

\`tandem lint AGREEMENT\` looks for defects of drafting on which real agreements broke. It says nothing of whether the
agreement is a good bargain: that is \`tandem assess\`.

\`\`\`sh
tandem lint agreement.yaml                           # everything
tandem lint agreement.yaml --level warning           # no notes
tandem lint agreement.yaml --rule circular-wait      # one rule; may be given several times
tandem lint agreement.yaml --sarif findings.sarif    # for tools of code review
tandem lint --rules                                  # the rules with their precedents
\`\`\`

A finding has the place and the words, what is wrong, the agreement that broke on it, a repair, and lines under \`paste:\`. The
lines are a proposal: put under the obligation's id in the file they end the finding, but what they propose (a day, an
operator, who pays) is for the sides to agree.

## What it reads

Lint reads English words, case and hyphens aside, in \`text\` and \`title\`: that something begins, declares, is a limit, an
effort, an end, a way out. What rests on the structure (actors, triggers, pairs, groups, dates, verification, legal
forms) it finds in any language. Each page says which of the two a rule reads. Obligations of kind \`happening\` are never
at fault.

## Levels

An *error* cannot be carried out as written. A *warning* broke an agreement before. A *note* is worth a look. The exit
status is 0 where nothing is found, 1 where something is found that the file does not allow, at \`--level\` or above, and
2 where the file cannot be read.

## Meant as it is

\`\`\`yaml
allow: {silent-actor: the cities sign as witnesses}                # in the agreement: all findings of a rule
obligations:
  A1:
    allow: {unfinanced: each side bears its own costs, article 12} # of one obligation
\`\`\`

A finding on several obligations is allowed by the first of them, the one to mend, or by the agreement: a reason given at
another would hide what is found of its neighbours.

Allowed findings are counted, and shown with their reasons by \`--allowed\`. In SARIF they are suppressed results. An
allowance that matches nothing, or names no rule, is listed as \`unused-allow\`; it is no finding.

## Rules

| rule | level | finding | precedent |
| --- | --- | --- | --- |
| [ambiguous-trigger](ambiguous-trigger.md) | warning | begins or completes? | Minsk II, article 4 |
| [contradictory-order](contradictory-order.md) | error | a circle of one side, or two orders | Minsk II |
| [circular-wait](circular-wait.md) | warning, error | each side waits for the other | Six-Party 2007, oil and shutdown |
| [start-only](start-only.md) | warning | a start for a completed act | Six-Party 2007, delisting |
| [side-agreement](side-agreement.md) | warning | what is off the text holds up the text | Six-Party 2007, bank funds |
| [unverified-claim](unverified-claim.md) | warning | a declaration that nobody can check | Six-Party 2007-08 |
| [unpaired-parallel](unpaired-parallel.md) | warning | in parallel, without pairs | Six-Party, October 2007 |
| [unanchored-duration](unanchored-duration.md) | warning | 15 years from when? | JCPOA, section F |
| [weak-legal-form](weak-legal-form.md) | warning | relief easier to undo than what it pays for | JCPOA 2018 |
| [arbiterless-termination](arbiterless-termination.md) | warning | an end that two sides can read two ways | JCPOA 2025 |
| [threshold-without-cure](threshold-without-cure.md) | warning | a limit without tolerance and cure | JCPOA 2016, heavy water |
| [effort-as-result](effort-as-result.md) | warning, note | an effort counted on as a result | Good Friday, decommissioning |
| [undisclosed-verification](undisclosed-verification.md) | warning | who sees the result? | Northern Ireland, October 2003 |
| [verifier-without-fallback](verifier-without-fallback.md) | warning | one operator, no substitute | UN force in Sinai, 1979 |
| [leverage-exhausted](leverage-exhausted.md) | warning | no cards left before the last steps | Sinai, 1980 |
| [unfinanced](unfinanced.md) | warning | nobody pays | South Sudan |
| [costless-escape](costless-escape.md) | warning | a way out at no cost | Six-Party 2007, "in principle" |
| [silent-actor](silent-actor.md) | warning | a party that owes nothing | Minsk II |
`;export{e as default};