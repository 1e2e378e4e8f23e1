import { useTexts } from '../language/useTexts.ts';
import { controlTexts } from './texts.ts';

/** A prize's rank: 1st, 2nd, 3rd. */
export const Rank = ({ rank }: { rank: number }) => <span className="rank">{useTexts(controlTexts).rank(rank)}</span>;
