import './styles/tokens.css';
import './styles/base.css';
import {mount} from 'svelte';
import App from './app/App.svelte';
import {speak} from './base/i18n.svelte';
import {settings} from './base/settings.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
// Not awaited here: the texts may import what this file's chunk holds, and would wait for its end.
speak(settings.language).then(
  () => mount(App, {target}),
  () => {
    target.textContent = 'The desk did not answer. Start it again with `tandem desk`, then reload this page.';
  },
);
