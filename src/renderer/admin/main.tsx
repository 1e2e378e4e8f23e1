import { createRoot } from 'react-dom/client';

const root = document.getElementById('screen');
if (root) createRoot(root).render(<p>admin</p>);
