export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: {readonly label: string; readonly run: () => void};
}

const kShown = 6000;  // milliseconds
let all = $state.raw<readonly Toast[]>([]);
let next = 0;

export const toasts = (): readonly Toast[] => all;

/** Says briefly what was done; also spoken by screen readers. */
export function toast(text: string, action?: Toast['action']): void {
  const made: Toast = {id: ++next, text, ...(action === undefined ? {} : {action})};
  all = [...all.slice(-2), made];
  setTimeout(() => dismiss(made.id), kShown);
}

export function dismiss(id: number): void {
  all = all.filter((x) => x.id !== id);
}
