import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: {
    target: ['chrome123', 'safari17.5', 'firefox128'],
    // The server's policy allows no inline script and no `data:` font, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      output: {
        manualChunks: (id: string) => (id.includes('node_modules') && id.endsWith('.js') ? 'vendor' : undefined),
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: 'http://localhost:3001' },
      '/reviewer': { target: 'ws://localhost:3001', ws: true },
    },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
});
