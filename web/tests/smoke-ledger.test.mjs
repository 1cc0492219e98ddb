// Every view of a ledger, in every language and both themes: it loads, axe-core finds nothing, it fits a telephone.
import {access} from 'node:fs/promises';
import {makeDeal} from './support/ledger.mjs';
import {smoke} from './support/smoke.mjs';
import {kDeal, kLedgers} from './support/views.mjs';

smoke({key: 'ledgers', views: [...kLedgers.views, ...kDeal.views.map(({name, path}) => ({name: `deal: ${name}`, path}))]}, async (desk) => {
  const made = await access(desk.file('tutorial', 'deal.ledger')).then(() => true, () => false);
  if (!made) await makeDeal(desk, 'deal');
});
