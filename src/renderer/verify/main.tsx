import { render } from 'preact';
import { archivedDraws, hostDraws } from './draws.ts';
import { Verify } from './Verify.tsx';
import './verify.css';

const root = document.getElementById('screen');
if (root) render(<Verify source={archivedDraws(document) ?? hostDraws()} />, root);
