import type {Catalog} from './catalog/en';
import {type Language, settings} from './settings.svelte';

/** The same keys with texts of the same kind: a missing or misspelt key does not compile. */
export type Same<E> = {
  readonly [K in keyof E]: E[K] extends string
    ? string
    : E[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Same<E[K]>;
};

// A chunk each: a browser loads the language that is read, and no other.
const catalogs: Record<Language, () => Promise<{catalog: Catalog}>> = {
  en: () => import('./catalog/en'),
  ko: () => import('./catalog/ko'),
  ar: () => import('./catalog/ar'),
};

let texts = $state.raw<Catalog>();

/**
 * Loads the texts of a language, then shows the desk in it. To be awaited once before anything is shown.
 * Throws where the desk can't be reached; the language is then as it was.
 */
export async function speak(language: Language): Promise<void> {
  const {catalog} = await catalogs[language]();
  texts = catalog;
  if (settings.language !== language) settings.set({language});
}

function part<K extends keyof Catalog>(name: K): () => Catalog[K] {
  return () => {
    if (texts === undefined) throw new Error(`a text of ${name} is asked for before speak()`);
    return texts[name];
  };
}

/** The texts that all views share: `t().key` wherever a text is shown. */
export const t = part('common');

/** The texts of a view, or of a widget of several. */
export const agreementTexts = part('agreement');
export const answerTexts = part('answer');
export const briefTexts = part('brief');
export const caseTexts = part('case');
export const casesTexts = part('cases');
export const compareTexts = part('compare');
export const helpTexts = part('help');
export const ledgerTexts = part('ledger');
export const roadmapTexts = part('roadmap');
export const stressTexts = part('stress');
export const tourTexts = part('tour');
export const windowTexts = part('window');

export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & {readonly other: string};

/** The form that the language asks of a count; `#` in it becomes the count. */
export function plural(language: Language, count: number, forms: Forms): string {
  const form = new Intl.PluralRules(language).select(count);
  return (forms[form] ?? forms.other).replace('#', String(count));
}
