/** What a section of the console is, and which sections a host has. */
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Texts } from '../../common/language.ts';
import type { AnyDraft } from './drafts.ts';

export interface Section {
  /** The section's name in the address bar: `#prizes`. */
  readonly id: string;
  /** The host's feature that the section belongs to; null: it belongs to the console itself. */
  readonly feature: string | null;
  readonly texts: Texts<{ readonly title: string }>;
  readonly icon: LucideIcon;
  readonly component: ComponentType;
  /** What can be typed here and not saved. */
  readonly drafts: readonly AnyDraft[];
}

/** The section of the show. Keys choose prizes there, and other sections lead to it. */
export const SHOW_SECTION = 'show';

/** What belongs to a feature that the host has, or to the console itself, in the same order. */
export const withFeatures = <T extends { readonly feature: string | null }>(
  list: readonly T[],
  features: readonly string[],
): readonly T[] => list.filter(({ feature }) => feature === null || features.includes(feature));

/** The section that the address bar's fragment names; the first one when it names none. */
export const sectionOf = <T extends { readonly id: string }>(sections: readonly T[], hash: string): T | undefined =>
  sections.find(({ id }) => `#${id}` === hash) ?? sections[0];
