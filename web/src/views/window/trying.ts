import {principlesOf} from '../../api/answers';
import {type CaseModel, type Change, type RoadmapDoc} from '../../api/types';
import {t, windowTexts as text} from '../../base/i18n.svelte';
import {pathOf} from '../../base/paths';
import {go} from '../../base/router.svelte';
import {toast} from '../../widgets/toast.svelte';
import {asSteps} from '../../work/computed';
import {type OpenCase} from '../../work/open.svelte';
import {groupOf} from './question.svelte';

const kPrincipleKeys: Readonly<Record<string, string>> = {
  parallel: 'parallel.max_gap',
  'reciprocal-index': 'reciprocal.min_index',
  'reciprocal-step': 'reciprocal.min_step',
  proportional: 'proportional.max_gap',
  simultaneous: 'simultaneous.max_exposure',
  'early-security-12': 'early_security.by_month_12',
  'early-security-24': 'early_security.by_month_24',
  'early-security-36': 'early_security.by_month_36',
  'first-payoff': 'early_security.first_payoff_months',
  verifiable: 'verifiable.min_detection',
  'long-game': 'long_game.min_share',
};

/** Places of the case that name a boundary must forget it first; of a list, the last item first. */
function withoutMentions(model: CaseModel, id: string): readonly Change[] {
  return model.alternatives.flatMap((a) => {
    const at = a.gives_up.indexOf(id);
    return at < 0 ? [] : [{remove: `alternatives.${a.id}.gives_up.${at}`}];
  });
}

/** The changes of the case that give a limit up; undefined where no change of its text does. */
function givingUp(model: CaseModel, name: string): readonly Change[] | undefined {
  const id = name.slice(name.indexOf('.') + 1);
  switch (groupOf(name)) {
    case 'boundary': {
      if (model.boundaries.some((b) => b.id === name)) return [...withoutMentions(model, name), {remove: `boundaries.${name}`}];
      const insisted = model.alternatives.flatMap((a) => a.insists_on).find((b) => b.id === name);
      return insisted ? [{remove: insisted.at}] : undefined;
    }
    case 'capacity':
      return [{remove: `parties.${id}.capacity`}];
    case 'accession':
      return [{remove: `parties.${id}.accession`}];
    case 'required': {
      const at = principlesOf(model)?.required_partners.indexOf(id) ?? -1;
      return at < 0 ? undefined : [{remove: `principles.buy_in.required.${at}`}];
    }
    case 'mandatory':
      return [{remove: `measures.${id}.mandatory`}];
    case 'dates': {
      const measure = model.measures.find((m) => m.id === id);
      return [
        ...(measure?.not_before ? [{remove: `measures.${id}.not_before`}] : []),
        ...(measure?.not_after ? [{remove: `measures.${id}.not_after`}] : []),
      ];
    }
    case 'principle':
      return [{remove: `principles.${kPrincipleKeys[name] ?? name}`}];
    default:
      return undefined;
  }
}

/** Items of one list are removed from its end, so that the places of the others stay. */
function lastItemsFirst(changes: readonly Change[]): readonly Change[] {
  const item = (c: Change): number => ('remove' in c ? Number(/\.(?:gives_up|required)\.(\d+)$/.exec(c.remove)?.[1] ?? -1) : -1);
  return changes.toSorted((a, b) => item(b) - item(a));
}

export interface Trial {
  readonly changes: readonly Change[];
  /** Limits that stay demanded, for no change of the text gives them up. */
  readonly byHand: readonly string[];
}

export function trialOf(model: CaseModel, limits: readonly string[]): Trial {
  const made = limits.map((name) => ({name, changes: givingUp(model, name)}));
  return {
    changes: lastItemsFirst(made.flatMap((m) => m.changes ?? [])),
    byHand: made.filter((m) => m.changes === undefined).map((m) => m.name),
  };
}

/** Puts the changes into the scenario and makes the roadmap that they open the one that is worked on. */
export function tryOn(open: OpenCase, label: string, limits: readonly string[], doc: RoadmapDoc | null, title: string): void {
  const {model, work} = open;
  if (model === undefined) return;
  const {changes} = trialOf(model, limits);
  const roadmap = doc === null ? {} : {roadmap: asSteps(doc, model, 'window', title)};
  work.apply(label, {changes: [...work.changes, ...changes], ...roadmap});
  toast(text().triedToast, {label: t().header.undo, run: () => void work.undo()});
  go(pathOf(open.key, 'roadmap'));
}
