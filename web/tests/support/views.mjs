/** Every view of a case as {name, path}; `agreement` is the name of a text beside it, if it has one. */
export function viewsOf(key, {roadmap, agreement} = {}) {
  const base = `/cases/${key}`;
  return [
    {name: 'cases', path: '/'},
    {name: 'case', path: base},
    {name: 'roadmap', path: `${base}/roadmap${roadmap ? `/${roadmap}` : ''}`},
    {name: 'compare', path: `${base}/compare`},
    {name: 'window', path: `${base}/window`},
    {name: 'stress', path: `${base}/stress`},
    {name: 'agreement', path: `${base}/agreement${agreement ? `/${agreement}` : ''}`},
    {name: 'brief', path: `${base}/brief`},
  ];
}

export const kKorea = {key: 'korea-2026', views: viewsOf('korea-2026', {roadmap: 'freeze-for-freeze'})};
export const kTutorial = {
  key: 'tutorial',
  views: viewsOf('tutorial', {roadmap: 'step-by-step', agreement: 'step-by-step'}),
};
