const kTabs = {
  case: ['measures', 'boundaries', 'sources', 'text', 'changes'],
  compare: ['stress', 'tradeoff'],
  stress: ['decides', 'story'],
  agreement: ['dates', 'edit', 'compare'],
};

/** Every view of a case, and every tab of those that have tabs, as {name, path}. */
function viewsOf(key, {roadmap, agreement}) {
  const base = `/cases/${key}`;
  const views = [
    {name: 'cases', path: '/'},
    {name: 'case', path: base},
    {name: 'roadmap', path: `${base}/roadmap/${roadmap}`},
    {name: 'compare', path: `${base}/compare`},
    {name: 'window', path: `${base}/window`},
    {name: 'stress', path: `${base}/stress`},
    {name: 'agreement', path: `${base}/agreement${agreement ? `/${agreement}` : ''}`},
    {name: 'brief', path: `${base}/brief`},
  ];
  const inTabs = views.filter(({name}) => name !== 'agreement' || agreement !== undefined);
  return [
    ...views,
    ...inTabs.flatMap(({name, path}) => (kTabs[name] ?? []).map((tab) => ({name: `${name}-${tab}`, path: `${path}?tab=${tab}`}))),
  ];
}

export const kKorea = {key: 'korea-2026', views: viewsOf('korea-2026', {roadmap: 'freeze-for-freeze'})};
export const kTutorial = {key: 'tutorial', views: viewsOf('tutorial', {roadmap: 'step-by-step', agreement: 'agreement'})};
