import {type OpenCase} from '../../work/open.svelte';
import {type Actor, type AgreementView} from './types';

export interface ShownActor extends Actor {
  /** Which colour and mark it has: that of the case's party of the same id, else by its place in the text. */
  readonly index: number;
}

/** Actors by id. A row of the annex with one actor tells its name where the answer names none. */
export function actorsOf(view: AgreementView | undefined, open: OpenCase | undefined): ReadonlyMap<string, ShownActor> {
  const parties = open?.model?.parties ?? [];
  const named = new Map((view?.actors ?? []).map((a) => [a.id, a]));
  const who = (view?.document?.annex_heads ?? []).indexOf('Who');
  const made = new Map<string, ShownActor>();
  const add = (id: string, name: string | undefined): void => {
    const known = named.get(id);
    const before = made.get(id);
    const party = parties.findIndex((p) => p.id === id);
    const index = before?.index ?? (party >= 0 ? party : parties.length + [...made.keys()].filter((k) => !parties.some((p) => p.id === k)).length);
    made.set(id, {id, index, role: known?.role ?? 'party', name: known?.name ?? name ?? before?.name ?? id});
  };
  for (const one of view?.timetable?.obligations ?? []) {
    const row = view?.document?.annex.find((r) => r[0] === one.id);
    for (const id of one.actors) add(id, one.actors.length === 1 ? row?.[who] : undefined);
  }
  return made;
}
