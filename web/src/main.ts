import './styles/tokens.css';
import './styles/base.css';
import {mount} from 'svelte';
import App from './app/App.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
mount(App, {target});
