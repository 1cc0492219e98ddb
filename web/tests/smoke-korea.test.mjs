// Every view, in every language and both themes: it loads, axe-core finds nothing, it fits a telephone.
import {smoke} from './support/smoke.mjs';
import {kKorea} from './support/views.mjs';

smoke(kKorea);
