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

const kSix = '/ledgers/six-party-2007';
/** Views of the shipped Six-Party record, on a day on which much was late and much held. */
const kRecord = [
  {name: 'ledgers', path: '/ledgers'},
  {name: 'ledger', path: `${kSix}?on=2008-09-01`},
  {name: 'ledger-due', path: `${kSix}/due?on=2008-09-01&days=365`},
  {name: 'ledger-board', path: `${kSix}/board?on=2008-09-01&one=S18`},
  {name: 'ledger-disputes', path: `${kSix}/disputes?on=2008-11-20`},
  {name: 'ledger-history', path: `${kSix}/history?on=2008-09-01`},
  {name: 'ledger-entry', path: `${kSix}/entry/12?on=2008-09-01`},
  {name: 'ledger-outlook', path: `${kSix}/outlook?on=2009-05-01`},
];
export const kLedgers = {key: 'six-party-2007', views: kRecord};

/** Views of a ledger that makeDeal() has made under this name: clocks, an amendment that waits, and forms to record with. */
export const kDeal = {
  key: 'deal',
  views: [
    {name: 'ledger', path: '/ledgers/deal?on=2026-11-20&known=2026-11-20'},
    {name: 'ledger-board', path: '/ledgers/deal/board?one=A1'},
    {name: 'ledger-disputes', path: '/ledgers/deal/disputes?on=2026-11-20'},
    {name: 'ledger-history', path: '/ledgers/deal/history'},
    {name: 'ledger-record', path: '/ledgers/deal/record'},
    {name: 'ledger-record-sheet', path: '/ledgers/deal/record?tab=sheet'},
    {name: 'ledger-verify', path: '/ledgers/deal/verify'},
  ],
};

/** Views of a ledger that makeIdle() has made under this name: what is late, what waits, what was taken out, a text that was replaced. */
export const kIdle = {
  key: 'idle',
  views: [
    {name: 'ledger-due', path: '/ledgers/idle/due?on=2025-06-01'},
    {name: 'ledger-board', path: '/ledgers/idle/board?on=2025-06-01&one=B1'},
    {name: 'ledger-board, taken out', path: '/ledgers/idle/board?on=2025-06-01&one=B3'},
    {name: 'ledger-disputes', path: '/ledgers/idle/disputes?on=2025-06-01'},
  ],
};
