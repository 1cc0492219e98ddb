/** What a browser may refuse to keep (private windows, full disks) is then simply not kept. */
export function recall<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(name);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // kept for this page only
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // nothing was kept
  }
}
