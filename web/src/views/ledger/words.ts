import {percent} from '../../base/format';
import {ledgerTexts as text} from '../../base/i18n.svelte';
import {type Entry, type EventFields, type Kind} from './types';

/** "verified: not met", "dispute: raised", "reported done, 40 %". */
export function wordsOf(event: EventFields): string {
  const word = text().kinds[event.kind];
  if (event.finding !== undefined) return `${word}: ${text().findings[event.finding]}`;
  if (event.step !== undefined) return `${word}: ${text().steps[event.step]}`;
  return event.share === undefined || event.share === 1 ? word : `${word}, ${percent(event.share)}`;
}

const kTones: Partial<Record<Kind, 'good' | 'bad' | 'warn'>> = {
  reported: 'good', contested: 'bad', incident: 'bad', withdrawn: 'bad', suspended: 'warn', refused: 'warn', dispute: 'warn', corrected: 'warn',
};

export function toneOf(event: Entry): 'good' | 'bad' | 'warn' | '' {
  if (!event.counts) return '';
  if (event.finding !== undefined) return ({met: 'good', not_met: 'bad', unknown: 'warn'} as const)[event.finding];
  if (event.step === 'settled') return 'good';
  return kTones[event.kind] ?? '';
}
