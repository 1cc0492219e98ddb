import type {Catalog} from '../en';
import {texts as agreement} from './agreement';
import {texts as answer} from './answer';
import {texts as brief} from './brief';
import {texts as caseTexts} from './case';
import {texts as cases} from './cases';
import {texts as common} from './common';
import {texts as compare} from './compare';
import {texts as help} from './help';
import {texts as ledger} from './ledger';
import {texts as roadmap} from './roadmap';
import {texts as stress} from './stress';
import {texts as tour} from './tour';
import {texts as windowTexts} from './window';

export const catalog: Catalog = {agreement, answer, brief, case: caseTexts, cases, common, compare, help, ledger, roadmap, stress, tour, window: windowTexts};
