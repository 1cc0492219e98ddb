import {type IsoDate} from '../base/brand';
import {get} from './client';
import {type ApiResult} from './types';

/** A ledger that the desk serves. */
export interface LedgerRow {
  readonly key: string;
  /** Of its file, or in its address. */
  readonly name: string;
  readonly title: string;
  readonly kind: 'file' | 'export' | 'server';
  readonly address: string;
  readonly writable: boolean;
  /** One sentence; null where it is writable. */
  readonly why_not: string | null;
  /** Key of the case that it belongs to. */
  readonly case: string | null;
  readonly agreement: {readonly id: string; readonly title: string} | null;
  readonly entries: number;
  /** SEQ:HEX; empty where it cannot be read. */
  readonly head: string;
  /** The last day on which something happened. */
  readonly last_day: IsoDate | null;
  /** The second of the last entry. */
  readonly recorded: string | null;
  readonly readable: boolean;
  /** One sentence, where it cannot be read. */
  readonly error?: string;
}

export interface Ledgers {
  readonly ledgers: readonly LedgerRow[];
}

export const ledgers = (signal?: AbortSignal): Promise<ApiResult<Ledgers>> => get('/ledgers', signal);
