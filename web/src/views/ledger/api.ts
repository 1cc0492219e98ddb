import {file, type FileAnswer, get, post, segment} from '../../api/client';
import {type ApiResult, type Diagnostic} from '../../api/types';
import {type OutlookDoc} from './outlook';
import {type DueDoc, type Entry, type EventFields, type StatusDoc} from './types';

export interface Days {
  readonly on?: string | undefined;
  readonly known?: string | undefined;
}

type Query = Readonly<Record<string, string | number | undefined>>;

function query(terms: Query): string {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries(terms)) if (value !== undefined && value !== '') all.set(name, String(value));
  return all.size === 0 ? '' : `?${all.toString()}`;
}

/** Address of a question about a ledger, below the API's root. */
export const at = (key: string, what: string, terms: Query = {}): string => `/ledgers/${segment(key)}/${what}${query(terms)}`;

export const statusOf = (key: string, of: Days & {readonly days: number}, signal?: AbortSignal): Promise<ApiResult<StatusDoc>> =>
  get(at(key, 'status', {...of}), signal);

export const dueOf = (key: string, of: Days & {readonly days: number}, signal?: AbortSignal): Promise<ApiResult<DueDoc>> =>
  get(at(key, 'due', {...of}), signal);

export interface Timeline {
  readonly total: number;
  readonly entries: readonly Entry[];
  /** `after` of the next page. */
  readonly next: number | null;
}

interface Page {
  readonly of?: string | undefined;
  readonly newest?: 'true' | undefined;
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

export const timelineOf = (key: string, of: Days & Page, signal?: AbortSignal): Promise<ApiResult<Timeline>> => get(at(key, 'timeline', {...of}), signal);

export const outlookOf = (key: string, of: Days & {readonly verified?: 'true' | undefined}, signal?: AbortSignal): Promise<ApiResult<OutlookDoc>> => get(at(key, 'outlook', {...of}), signal);

/** In the order of their numbers, those behind number `after`. */
export const entriesAfter = (key: string, after: number, signal?: AbortSignal): Promise<ApiResult<Timeline>> => get(at(key, 'entries', {after}), signal);

export interface OneEntry {
  readonly head: string;
  readonly entry: Entry;
  readonly hash: string;
  /** Its own head, SEQ:HEX. */
  readonly receipt: string;
  /** The entries that are about it. */
  readonly answers: readonly Entry[];
}

export const entryOf = (key: string, entry: number, signal?: AbortSignal): Promise<ApiResult<OneEntry>> => get(at(key, `entries/${entry}`), signal);

export interface Checked {
  readonly head: string;
  readonly signed: number;
  readonly findings: readonly (Diagnostic & {readonly entry: number})[];
  readonly left_out: number;
}

export const verify = (key: string, receipt: string, signal?: AbortSignal): Promise<ApiResult<Checked>> => get(at(key, 'verify', {receipt}), signal);

/** The number of the last entry that a head, or a receipt, SEQ:HEX, stands for. */
export const sequenceOf = (head: string): number => Number(head.split(':')[0]);

/** What became of an entry, or would become of it. */
export interface Taken {
  readonly head: string;
  /** To be kept: the head of which it is the last; null of a trial. */
  readonly receipt: string | null;
  /** Of a trial: all that it would be refused for. */
  readonly refusals: readonly Diagnostic[];
}
export interface TakenEntry extends Taken {
  readonly entry: number | null;
}
export interface TakenSheet extends Taken {
  readonly rows: number;
  readonly first: number | null;
  readonly last: number | null;
}

export interface Terms {
  /** The head that was looked at. */
  readonly expect?: string;
  /** Says what would be refused, and records nothing. */
  readonly dry_run?: boolean;
}

export const record = (key: string, event: EventFields, terms: Terms): Promise<ApiResult<TakenEntry>> => post(at(key, 'entries'), {...event, ...terms});

export const bringSheet = (key: string, csv: string, name: string, terms: Terms): Promise<ApiResult<TakenSheet>> =>
  post(at(key, 'sheet'), {csv, name, ...terms});

export const exported = (key: string, format: string, of: Days, fallback: string): Promise<ApiResult<FileAnswer>> =>
  file(at(key, `export/${format}`, {...of}), undefined, fallback);
