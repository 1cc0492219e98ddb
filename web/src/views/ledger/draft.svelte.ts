import {forget, keep, recall} from '../../base/store';
import {type IsoDate} from '../../base/brand';
import {type Field, kUses, type Recordable} from './fields';
import {type EventFields, type Finding, type Source, type Step} from './types';

/** An entry as it is typed: texts, as the fields have them. */
export interface Typed {
  readonly kind: Recordable;
  readonly of: string;
  readonly to: string;
  readonly by: string;
  readonly on: string;
  readonly says: string;
  /** In percent. */
  readonly share: string;
  readonly finding: Finding;
  readonly step: Step;
  readonly until: string;
  readonly text: string;
  readonly sources: readonly Required<Source>[];
}

const kNothing: Typed = {
  kind: 'reported', of: '', to: '', by: '', on: '', says: '', share: '100', finding: 'met', step: 'raised', until: '', text: '', sources: [],
};
export const kNoSource: Required<Source> = {title: '', url: '', sha256: ''};

/** The day on this machine. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** What is typed for a ledger; it stays in this browser until it is recorded or cleared. */
export class Draft {
  readonly #name: string;
  now = $state.raw<Typed>(kNothing);

  constructor(key: string) {
    this.#name = `tandem.entry.${key}`;
    this.now = {...kNothing, on: today(), ...recall<Partial<Typed>>(this.#name)};
  }

  set(change: Partial<Typed>): void {
    this.now = {...this.now, ...change};
    keep(this.#name, this.now);
  }

  /** Who says it and of which day stay: several entries of one report come after each other. */
  clear(): void {
    const {by, on} = this.now;
    this.now = {...kNothing, by, on};
    forget(this.#name);
  }

  has(field: Field): boolean {
    return kUses[this.now.kind][field] !== undefined;
  }
  needs(field: Field): boolean {
    return kUses[this.now.kind][field] === 'must';
  }

  /** The event that is typed: only fields that its kind has. */
  get event(): EventFields {
    const {now} = this;
    const text = (field: 'of' | 'says'): Partial<EventFields> => (this.has(field) && now[field].trim() !== '' ? {[field]: now[field].trim()} : {});
    const sources = now.sources.filter((s) => s.title !== '' || s.url !== '' || s.sha256 !== '');
    return {
      kind: now.kind,
      by: now.by.trim(),
      ...(now.on === '' ? {} : {on: now.on as IsoDate}),
      ...text('of'),
      ...text('says'),
      ...(this.has('text') && now.text !== '' ? {text: now.text} : {}),
      ...(this.has('to') && now.to !== '' ? {to: Number(now.to)} : {}),
      ...(this.has('share') && now.share !== '100' && now.share !== '' ? {share: Number(now.share) / 100} : {}),
      ...(this.has('finding') ? {finding: now.finding} : {}),
      ...(this.has('step') ? {step: now.step} : {}),
      ...(this.has('until') && now.until !== '' ? {until: now.until as IsoDate} : {}),
      ...(sources.length === 0 ? {} : {sources: sources.map(({title, url, sha256}) => ({title, ...(url ? {url} : {}), ...(sha256 ? {sha256} : {})}))}),
    };
  }
}
