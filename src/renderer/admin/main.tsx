import { createRoot } from 'react-dom/client';
import { connectLive } from '../common/live.ts';
import '../common/fonts.css';
import '../common/tokens.css';
import '../common/visuallyHidden.css';
import './styles/theme.css';
import './styles/base.css';
import './controls/buttons.css';
import './controls/fields.css';
import './controls/dialogs.css';
import './controls/controls.css';
import { App } from './App.tsx';
import { readFragment } from './entrance/fragment.ts';
import { startPreferences } from './preferences.ts';

startPreferences();
// A one-time token must not stay in the address bar, in the history or in a screenshot of either.
const arrival = readFragment(location.hash);
if (arrival.kind !== 'none') history.replaceState(null, '', location.pathname + location.search);

const root = document.getElementById('screen');
if (root) createRoot(root).render(<App arrival={arrival} live={connectLive('operator')} />);
