// Every view, in every language and both themes: it loads, axe-core finds nothing, it fits a telephone.
import {smoke} from './support/smoke.mjs';
import {kTutorial} from './support/views.mjs';

smoke(kTutorial);
