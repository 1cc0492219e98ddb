import {type Component} from 'svelte';
import {type CaseView, kCaseViews} from '../base/paths';
import {type CaseViewProps} from '../work/open.svelte';

export type Route =
  | {readonly view: 'cases'}
  | {readonly view: 'text'}
  | {readonly view: CaseView; readonly key: string; readonly name?: string}
  | {readonly view: 'missing'};

type Loader = () => Promise<{default: Component<CaseViewProps>}>;

/** A view of a case: its folder under views/, loaded when first shown. */
export const caseViews: Readonly<Record<CaseView, Loader>> = {
  case: () => import('../views/case/index.svelte'),
  roadmap: () => import('../views/roadmap/index.svelte'),
  compare: () => import('../views/compare/index.svelte'),
  window: () => import('../views/window/index.svelte'),
  stress: () => import('../views/stress/index.svelte'),
  agreement: () => import('../views/agreement/index.svelte'),
  brief: () => import('../views/brief/index.svelte'),
};

const isCaseView = (text: string): text is CaseView => (kCaseViews as readonly string[]).includes(text);

/** A text that belongs to no case. */
export const looseText = (): Promise<{default: Component}> => import('../views/agreement/Loose.svelte');

/** What an address shows: /, /agreement, /cases/KEY, /cases/KEY/VIEW, /cases/KEY/VIEW/NAME. */
export function routeOf(path: string): Route {
  const parts = path.split('/').filter((p) => p !== '').map((p) => decodeURIComponent(p));
  if (parts.length === 0 || (parts.length === 1 && parts[0] === 'cases')) return {view: 'cases'};
  if (parts.length === 1 && parts[0] === 'agreement') return {view: 'text'};
  const [head, key, view = 'case', name, ...rest] = parts;
  if (head !== 'cases' || key === undefined || rest.length > 0 || !isCaseView(view)) return {view: 'missing'};
  return name === undefined ? {view, key} : {view, key, name};
}
