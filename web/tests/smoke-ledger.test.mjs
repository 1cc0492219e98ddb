// Every view of a ledger, in every language and both themes: it loads, axe-core finds nothing, it fits a telephone.
import {access} from 'node:fs/promises';
import {makeDeal, makeIdle} from './support/ledger.mjs';
import {smoke} from './support/smoke.mjs';
import {kDeal, kIdle, kLedgers} from './support/views.mjs';

const made = [kDeal, kIdle].flatMap(({key, views}) => views.map(({name, path}) => ({name: `${key}: ${name}`, path})));

smoke({key: 'ledgers', views: [...kLedgers.views, ...made]}, async (desk) => {
  for (const [make, {key}] of [[makeDeal, kDeal], [makeIdle, kIdle]]) {
    const there = await access(desk.file('tutorial', `${key}.ledger`)).then(() => true, () => false);
    if (!there) await make(desk, key);
  }
});
