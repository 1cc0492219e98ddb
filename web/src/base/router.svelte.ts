/** The address bar as state. Views change it by links or `go`. */
const here = (): URL => new URL(typeof location === 'undefined' ? 'http://localhost/' : location.href);
let address = $state.raw(here());

export const router = {
  get path(): string {
    return address.pathname;
  },
  get query(): URLSearchParams {
    return address.searchParams;
  },
};

export function go(to: string, options: {readonly replace?: boolean} = {}): void {
  const next = new URL(to, address);
  if (next.href === address.href) return;
  if (options.replace === true) history.replaceState(null, '', next);
  else history.pushState(null, '', next);
  const moved = next.pathname !== address.pathname;
  address = next;
  if (moved && options.replace !== true) scrollTo(0, 0);
}

/** Changes parts of the query in place; undefined removes one. */
export function setQuery(change: Readonly<Record<string, string | undefined>>): void {
  const next = new URL(address);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === '') next.searchParams.delete(name);
    else next.searchParams.set(name, value);
  }
  go(next.href, {replace: true});
}

/** Listens to the browser's own buttons and to links of this page. Returns how to stop. */
export function listen(): () => void {
  const onpop = (): void => {
    address = here();
  };
  const onclick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname.startsWith('/api/') || link.getAttribute('href')?.startsWith('#') === true) return;
    event.preventDefault();
    go(link.href);
  };
  addEventListener('popstate', onpop);
  document.addEventListener('click', onclick);
  return () => {
    removeEventListener('popstate', onpop);
    document.removeEventListener('click', onclick);
  };
}
