import {type RoadmapRef} from '../../api/types';
import {answerTexts as text} from '../../base/i18n.svelte';
import {type OpenCase} from '../../work/open.svelte';

/** A roadmap that can be asked about, by a name that an address can hold. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  /** The title is of a file, hence in the language of the case. */
  readonly english: boolean;
  readonly kind: 'work' | 'alternative' | 'roadmap' | 'agreement' | 'none';
  readonly ref: RoadmapRef;
}

const kWork = '.work';

/** The one that is worked on first, where it is in no file, then those of the case. */
export function choicesOf(open: OpenCase): readonly Choice[] {
  const {roadmap} = open.work;
  const listed = (open.doc?.roadmaps ?? []).map(
    (r): Choice => ({id: r.name, title: r.name === 'none' ? text().none : r.title, english: r.name !== 'none', kind: r.kind, ref: {name: r.name}}),
  );
  if (!('steps' in roadmap)) return listed;
  return [{id: kWork, title: roadmap.title ?? roadmap.name ?? text().workedOn, english: roadmap.title !== undefined, kind: 'work', ref: roadmap}, ...listed];
}

/** Which of them is the one that is worked on. */
export const workedOn = (open: OpenCase): string => ('steps' in open.work.roadmap ? kWork : open.work.roadmap.name);

/** A, B, C: how roadmaps are told apart where their titles have no room. */
export const letterOf = (index: number): string => String.fromCharCode(65 + (index % 26));
