import {svelte} from '@sveltejs/vite-plugin-svelte';
import {defineConfig} from 'vite';

// `vite` alone serves the sources and hands the API to a running desk: TANDEM_DESK=http://127.0.0.1:8437.
const desk = process.env['TANDEM_DESK'] ?? 'http://127.0.0.1:8437';

export default defineConfig({
  plugins: [svelte()],
  server: {proxy: {'/api': {target: desk, changeOrigin: true}}},
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],  // the first with light-dark()
    assetsInlineLimit: 0, // a data: address would need a wider content security policy
    modulePreload: {polyfill: false},
    reportCompressedSize: true,
    sourcemap: false,
  },
});
