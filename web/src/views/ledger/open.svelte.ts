import {Fetched} from '../../api/fetched.svelte';
import {asOf} from '../../base/asof.svelte';
import {ledgerPath, type LedgerView} from '../../base/paths';
import {router} from '../../base/router.svelte';
import {dueOf, statusOf} from './api';
import {type DueDoc, type ObligationState, type StatusDoc} from './types';

export interface LedgerViewProps {
  /** Key of the ledger. */
  readonly of: string;
  readonly page: LedgerView;
  /** The one entry that is shown. */
  readonly entry?: number | undefined;
}

/** Props of every part of the view of a ledger. */
export interface BookProps {
  readonly book: OpenLedger;
  readonly status: StatusDoc;
}

/** How far ahead what is due is looked for, in days. */
export const kHorizons = [7, 30, 90, 180, 365] as const;
const kDays = 30;
const kMostDays = 36_525;

/** A ledger as its views see it, on the two days of the address. */
export class OpenLedger {
  readonly key: string;
  readonly status = new Fetched<StatusDoc>();
  readonly due = new Fetched<DueDoc>();

  readonly days = $derived.by(() => {
    const wanted = Number(router.query.get('days') ?? kDays);
    return Number.isInteger(wanted) && wanted >= 0 && wanted <= kMostDays ? wanted : kDays;
  });

  constructor(key: string) {
    this.key = key;
  }

  /** To be called in an effect: asks again as the days of the address change. */
  async look(): Promise<void> {
    const asked = {on: asOf.on, known: asOf.known, days: this.days};
    await this.status.load((signal) => statusOf(this.key, asked, signal));
  }
  async lookDue(): Promise<void> {
    const asked = {on: asOf.on, known: asOf.known, days: this.days};
    await this.due.load((signal) => dueOf(this.key, asked, signal));
  }

  /** Address of a view, of the same days. */
  path(page: LedgerView, more: Readonly<Record<string, string | number | undefined>> = {}): string {
    return ledgerPath(this.key, page) + asOf.query(more);
  }
  entryPath(entry: number): string {
    return ledgerPath(this.key, 'history', entry) + asOf.query();
  }
  obligationPath(id: string): string {
    return this.path('board', {one: id});
  }

  find(id: string): ObligationState | undefined {
    return this.status.value?.obligations.find((o) => o.id === id);
  }

  /** Place of an actor among the parties of the record, which fixes its colour and mark. */
  actorIndex(id: string): number {
    const parties = this.status.value?.parties ?? [];
    const at = parties.findIndex((p) => p.id === id);
    return at >= 0 ? at : parties.length;
  }
  actorName(id: string): string {
    return this.status.value?.parties.find((p) => p.id === id)?.name ?? id;
  }
}
