import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/command.css';
import './styles/frame.css';
import './styles/queue.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { leaveIfCopied } from './lib/access';
import { applyTheme, preferences } from './lib/preferences';

applyTheme(preferences.get().theme);
void leaveIfCopied();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no element with the id root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
