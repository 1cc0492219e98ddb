import {keep, recall} from './store';

export type Language = 'en' | 'ko' | 'ar';
export type Theme = 'system' | 'light' | 'dark';

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
  /** Letters as shortcuts at all (WCAG 2.1.4). */
  readonly letters: boolean;
  /** Ids of shortcuts switched off one by one. */
  readonly off: readonly string[];
  readonly toured: boolean;
}

const kName = 'tandem.settings';

function preferred(): Language {
  const wanted = typeof navigator === 'undefined' ? [] : navigator.languages;
  for (const tag of wanted) {
    const short = tag.slice(0, 2);
    if (short === 'en' || short === 'ko' || short === 'ar') return short;
  }
  return 'en';
}

let current = $state.raw<Settings>({
  language: preferred(),
  theme: 'system',
  letters: true,
  off: [],
  toured: false,
  ...recall<Partial<Settings>>(kName),
});

export const settings = {
  get language(): Language {
    return current.language;
  },
  get theme(): Theme {
    return current.theme;
  },
  get letters(): boolean {
    return current.letters;
  },
  get off(): readonly string[] {
    return current.off;
  },
  get toured(): boolean {
    return current.toured;
  },
  set(change: Partial<Settings>): void {
    current = {...current, ...change};
    keep(kName, current);
  },
};

/** Writes language, direction and theme on the document; to be called in an effect. */
export function showSettings(): void {
  const root = document.documentElement;
  root.lang = current.language;
  root.dir = current.language === 'ar' ? 'rtl' : 'ltr';
  if (current.theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = current.theme;
}
