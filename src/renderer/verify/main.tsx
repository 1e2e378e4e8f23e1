import { render } from 'preact';
import { createBrowserStorage } from '../common/browserStorage.ts';
import { archivedDraws, hostDraws } from './draws.ts';
import { Verify } from './Verify.tsx';
import '../common/tokens.css';
import '../common/visuallyHidden.css';
import './verify.css';
import './drawList.css';
import './introduction.css';
import './sheet.css';
import './checks/checks.css';
import './own/own.css';
import './experts/experts.css';
// Last, because it changes what the others say.
import './print.css';

const root = document.getElementById('screen');
if (root) render(<Verify source={archivedDraws(document) ?? hostDraws()} storage={createBrowserStorage()} />, root);
