import {dynamicsOf, principlesOf} from '../api/answers';
import {type CaseModel, type RoadmapDoc, type Step, type StepsRoadmap} from '../api/types';
import {pathOf} from '../base/paths';
import {go} from '../base/router.svelte';
import {type OpenCase} from './open.svelte';
import {stepOf, type Tranche} from './work.svelte';

/** A computed roadmap in the form in which it is asked about and edited. */
export function asSteps(doc: RoadmapDoc, model: CaseModel, name: string, title: string): StepsRoadmap {
  const tranches = new Map<string, Tranche[]>();
  for (const {measure, start_month, share} of doc.steps)
    tranches.set(measure, [...(tranches.get(measure) ?? []), {month: start_month, share}]);
  const steps: Record<string, Step> = {};
  for (const [measure, list] of tranches) {
    const step = stepOf(list.toSorted((a, b) => a.month - b.month), model.time.months_per_phase);
    if (step !== undefined) steps[measure] = step;
  }
  const accession: Record<string, number> = {};
  for (const party of model.parties) {
    const phase = doc.accession_phase[party.id];
    if (party.role === 'partner' && phase !== null && phase !== undefined) accession[party.id] = phase;
  }
  return {name, title, steps, accession};
}

/** Makes a computed roadmap the one that is worked on, and shows it. */
export function openComputed(open: OpenCase, label: string, doc: RoadmapDoc, name: string, title: string): void {
  if (open.model === undefined) return;
  open.work.edit(label, asSteps(doc, open.model, name, title));
  go(pathOf(open.key, 'roadmap'));
}

/** Line of the case text that a number stands in, or what it belongs to. */
function lineOf(model: CaseModel | undefined, at: string): number | undefined {
  const numbers = [...(dynamicsOf(model)?.numbers ?? []), ...(principlesOf(model)?.thresholds ?? [])];
  const near = (prefix: string): number | null | undefined =>
    numbers.find((n) => n.at === prefix || n.at.startsWith(`${prefix}.`))?.line;
  const [table, id = ''] = at.split('.');
  const party = table === 'parties' ? model?.parties.find((p) => p.id === id)?.line : undefined;
  return party ?? near(at) ?? near(`${table}.${id}`) ?? undefined;
}

/** Address of the place in the case where a number is set. */
export function placeOf(open: OpenCase, at: string): string {
  const page = pathOf(open.key, 'case');
  const [table, id = ''] = at.split('.');
  if (table === 'measures') return `${page}?tab=measures&measure=${encodeURIComponent(id)}`;
  if (table === 'boundaries') return `${page}?tab=boundaries`;
  const line = lineOf(open.model, at);
  return line === undefined ? `${page}?tab=text` : `${page}?tab=text&line=${line}`;
}
