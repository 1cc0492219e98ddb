import {ar} from './catalog/ar';
import {type Catalog, en} from './catalog/en';
import {ko} from './catalog/ko';
import {type Language, settings} from './settings.svelte';

/** The same keys with texts of the same kind: a missing or misspelt key does not compile. */
export type Same<E> = {
  readonly [K in keyof E]: E[K] extends string
    ? string
    : E[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Same<E[K]>;
};

export interface Part<E> {
  readonly en: E;
  readonly ko: Same<E>;
  readonly ar: Same<E>;
}

/** A view's own texts: `const t = part({en, ko, ar})`, then `t().key` wherever a text is shown. */
export function part<const E extends object>(texts: {
  en: E;
  ko: Same<NoInfer<E>>;
  ar: Same<NoInfer<E>>;
}): () => Same<E> {
  const all = texts as Record<Language, Same<E>>;
  return () => all[settings.language];
}

const common: Record<Language, Catalog> = {en, ko, ar};

/** The texts that all views share. */
export const t = (): Catalog => common[settings.language];

export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & {readonly other: string};

/** The form that the language asks of a count; `#` in it becomes the count. */
export function plural(language: Language, count: number, forms: Forms): string {
  const form = new Intl.PluralRules(language).select(count);
  return (forms[form] ?? forms.other).replace('#', String(count));
}
