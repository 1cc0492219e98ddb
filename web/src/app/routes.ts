import {type Component} from 'svelte';
import {type CaseView, kCaseViews, kLedgerViews, type LedgerView} from '../base/paths';
import {type LedgerViewProps} from '../views/ledger/open.svelte';
import {type CaseViewProps} from '../work/open.svelte';

export type Route =
  | {readonly view: 'cases'}
  | {readonly view: 'text'}
  | {readonly view: 'ledgers'}
  | {readonly view: 'ledger'; readonly of: string; readonly page: LedgerView; readonly entry?: number}
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

/** The list of ledgers, and the views of one. */
export const ledgerList = (): Promise<{default: Component}> => import('../views/ledgers/index.svelte');
export const ledgerFrame = (): Promise<{default: Component<LedgerViewProps>}> => import('../views/ledger/index.svelte');

const isLedgerView = (text: string): text is LedgerView => (kLedgerViews as readonly string[]).includes(text);

/** /ledgers, /ledgers/KEY, /ledgers/KEY/VIEW, /ledgers/KEY/entry/NUMBER. */
function ledgerRoute([of, page = 'now', number, ...rest]: readonly string[]): Route {
  if (of === undefined) return {view: 'ledgers'};
  if (rest.length > 0) return {view: 'missing'};
  if (page === 'entry' && /^[1-9]\d{0,14}$/.test(number ?? '')) return {view: 'ledger', of, page: 'history', entry: Number(number)};
  return number === undefined && isLedgerView(page) ? {view: 'ledger', of, page} : {view: 'missing'};
}

/** What an address shows: /, /agreement, /cases/KEY, /cases/KEY/VIEW, /cases/KEY/VIEW/NAME, or that of a ledger. */
export function routeOf(path: string): Route {
  const parts = path.split('/').filter((p) => p !== '').map((p) => decodeURIComponent(p));
  if (parts.length === 0 || (parts.length === 1 && parts[0] === 'cases')) return {view: 'cases'};
  if (parts.length === 1 && parts[0] === 'agreement') return {view: 'text'};
  if (parts[0] === 'ledgers') return ledgerRoute(parts.slice(1));
  const [head, key, view = 'case', name, ...rest] = parts;
  if (head !== 'cases' || key === undefined || rest.length > 0 || !isCaseView(view)) return {view: 'missing'};
  return name === undefined ? {view, key} : {view, key, name};
}
