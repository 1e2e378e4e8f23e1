import { consoleTexts } from '../console/texts.ts';
import { useTexts } from '../language/useTexts.ts';

export const Loading = () => <p className="quiet">{useTexts(consoleTexts).loading}</p>;
