var e=`# ambiguous-trigger

The words say that something begins, the trigger says on which day it is done; or a trigger counts from
something that begins on one day and ends on another, without saying from which.

Minsk II, article 4, 2015: a dialogue on elections was to start on the first day after the withdrawal of heavy
weapons. The withdrawal had a day to start and another to finish (article 2), so the first day after it had two readings,
and the dialogue had no last day ([text](https://www.kyivpost.com/article/opinion/op-ed/a-complex-of-measures-to-fulfill-the-minsk-agreements-380395.html)).

Found:

\`\`\`yaml
A1:
  title: Begin talks on the crossing
  actors: [north]
  trigger: by T0 + 30d
\`\`\`

Not found:

\`\`\`yaml
A1:
  title: Begin talks on the crossing
  actors: [north]
  trigger: start at T0 + 30d, done by T0 + 90d
\`\`\`

Reads the words of beginning in English; the triggers in any language.
`;export{e as default};