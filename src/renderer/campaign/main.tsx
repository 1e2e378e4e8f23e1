import { render } from 'preact';
import { createBrowserStorage } from '../common/browserStorage.ts';
import { LANGUAGE_KEY, preferredLanguage } from '../common/language.ts';
import { Booth } from './Booth.tsx';
import { Customer } from './Customer.tsx';
import { createKeptDraws } from './keptDraws.ts';
import { Redeem } from './Redeem.tsx';
import { TEXTS } from './texts.ts';
import '../common/tokens.css';
import '../common/handheld.css';
import '../common/visuallyHidden.css';
import './campaign.css';
import './booth.css';

const storage = createBrowserStorage();
const language = preferredLanguage(storage, LANGUAGE_KEY);
document.documentElement.lang = language;
const t = TEXTS[language];
const [, page = '', id = '', part] = location.pathname.split('/');

const screen = () => {
  if (page === 'redeem') return <Redeem t={t} language={language} />;
  if (part === 'booth') return <Booth id={id} t={t} language={language} />;
  return <Customer id={id} kept={createKeptDraws(storage, id)} t={t} language={language} />;
};

const root = document.getElementById('screen');
if (root) render(screen(), root);
