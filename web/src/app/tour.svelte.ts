import {cases} from '../api/api';
import {type CaseView, pathOf} from '../base/paths';
import {settings} from '../base/settings.svelte';
import {keep, recall} from '../base/store';

/** A step: where it is, and the first of these elements that is there. */
export interface TourStep {
  readonly id: 'cases' | 'case' | 'number' | 'roadmap' | 'principles' | 'bar' | 'window' | 'stress' | 'agreement' | 'brief';
  /** None: the list of cases. */
  readonly view?: CaseView;
  readonly query?: string;
  readonly anchors: readonly string[];
}

export const kTour: readonly TourStep[] = [
  {id: 'cases', anchors: ['main h2:has(a[href$="/KEY"])', 'main .list', 'main h1']},
  {id: 'case', view: 'case', anchors: ['main [role=tablist]', 'main h1']},
  {id: 'number', view: 'case', query: '?tab=measures', anchors: ['main button[popovertarget]', 'main tbody tr', 'main table']},
  {id: 'roadmap', view: 'roadmap', anchors: ['section[aria-labelledby=timeline-title]', 'main h1']},
  {id: 'principles', view: 'roadmap', anchors: ['section[aria-labelledby=principles-title]', 'main h1']},
  {id: 'bar', view: 'roadmap', anchors: ['[data-tour=bar]']},
  {id: 'window', view: 'window', anchors: ['[data-tour=window]']},
  {id: 'stress', view: 'stress', anchors: ['[data-tour=stress]']},
  {id: 'agreement', view: 'agreement', anchors: ['main .ways', '[data-tour=agreement-page] h1', '[data-tour=agreement]']},
  {id: 'brief', view: 'brief', anchors: ['[data-tour=brief-options]', '[data-tour=brief]']},
];

interface Kept {
  readonly at: number;
  readonly key: string;
  readonly open: boolean;
}
const kName = 'tandem.tour';
/** The case that the tour is told on, where it is in the library. */
const kCase = 'korea-2026';

let now = $state.raw<Kept>({at: 0, key: '', open: false, ...recall<Partial<Kept>>(kName)});

function set(change: Partial<Kept>): void {
  now = {...now, ...change};
  keep(kName, now);
}

export const tour = {
  get open(): boolean {
    return now.open && now.key !== '';
  },
  get at(): number {
    return Math.max(0, Math.min(kTour.length - 1, now.at));
  },
  get step(): TourStep {
    return kTour[this.at] ?? kTour[0]!;
  },
  get key(): string {
    return now.key;
  },
  /** Whether it was left on the way. */
  get begun(): boolean {
    return !now.open && now.at > 0;
  },
  /** Where a step is. */
  get place(): string {
    const {view, query = ''} = this.step;
    return view === undefined ? '/' : pathOf(now.key, view) + query;
  },
  /** @param key  of a case that is open: taken where the tour's own is not in the library */
  async start(at: number, key: string | undefined): Promise<void> {
    const list = await cases();
    const rows = list.ok ? list.value.cases.filter((c) => c.kind === 'case' && c.readable) : [];
    const found = rows.find((c) => c.key === kCase) ?? rows.find((c) => c.key === key) ?? rows[0];
    if (found !== undefined) set({at, key: found.key, open: true});
  },
  go(at: number): void {
    set({at});
  },
  /** Leaves it, to be taken up again there; at its end it begins anew. */
  leave(): void {
    set({open: false, ...(now.at + 1 >= kTour.length ? {at: 0} : {})});
    settings.set({toured: true});
  },
};
