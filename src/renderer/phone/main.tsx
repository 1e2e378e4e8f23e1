import { render } from 'preact';

const root = document.getElementById('screen');
if (root) render(<p>phone</p>, root);
