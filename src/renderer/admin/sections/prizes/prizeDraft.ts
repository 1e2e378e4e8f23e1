/** A prize as it is being typed, and what is wrong with it. */
import { MAX_IMAGE_BYTES, PRIZE_LIMITS } from '../../../../contract/event/limits.ts';
import type { AdminPrize } from '../../../../contract/event/views.ts';
import { createDraft } from '../../console/drafts.ts';
import { lineFault, wholeNumber, type FieldFault } from '../../controls/fieldFaults.ts';

/** Everything as text, as it was typed. */
export interface PrizeDraft {
  readonly name: string;
  readonly description: string;
  readonly rank: string;
  readonly quantity: string;
  readonly winnersPerDraw: string;
}

/** What happens to the picture when the prize is saved. */
export type PictureChange = { kind: 'keep' } | { kind: 'remove' } | { kind: 'set'; file: File };

export interface PrizeEditing {
  /** Tells one opening of the form from the next. */
  readonly formKey: string;
  /** Null: a new prize. */
  readonly prizeId: string | null;
  readonly draft: PrizeDraft;
  /** As it was when the form was opened. */
  readonly original: PrizeDraft;
  readonly picture: PictureChange;
  /** The version of the prize that the form shows; null: a new prize. */
  readonly seen: number | null;
}

export type PrizeFault =
  | FieldFault
  | { readonly kind: 'belowDrawn'; readonly drawn: number }
  | { readonly kind: 'aboveQuantity'; readonly quantity: number };

export type PrizeFaults = Partial<Record<keyof PrizeDraft, PrizeFault>>;

export const draftOf = (prize: AdminPrize): PrizeDraft => ({
  name: prize.name,
  description: prize.description,
  rank: String(prize.rank),
  quantity: String(prize.quantity),
  winnersPerDraw: String(prize.winners_per_draw),
});

/** A new prize comes after the last one: lists are mostly written from the first prize down. */
export const newDraft = (prizes: readonly AdminPrize[]): PrizeDraft => ({
  name: '',
  description: '',
  rank: String(Math.min(PRIZE_LIMITS.rank, Math.max(0, ...prizes.map((prize) => prize.rank)) + 1)),
  quantity: '1',
  winnersPerDraw: '1',
});

export const editingOf = (prize: AdminPrize, formKey: string): PrizeEditing => {
  const draft = draftOf(prize);
  return { formKey, prizeId: prize.id, draft, original: draft, picture: { kind: 'keep' }, seen: prize.version };
};

export const editingNew = (prizes: readonly AdminPrize[], formKey: string): PrizeEditing => {
  const draft = newDraft(prizes);
  return { formKey, prizeId: null, draft, original: draft, picture: { kind: 'keep' }, seen: null };
};

/** In the order in which they stand in the form. */
export const PRIZE_FIELDS = ['name', 'description', 'quantity', 'winnersPerDraw', 'rank'] as const;

export const isDirty = (editing: PrizeEditing): boolean =>
  editing.picture.kind !== 'keep' || PRIZE_FIELDS.some((field) => editing.draft[field] !== editing.original[field]);

/** The prize that is being written; null: none. It outlives a visit to another section. */
export const prizeEditing = createDraft<PrizeEditing | null>(null, (editing) => editing !== null && isDirty(editing));

export interface PrizeFields {
  readonly name: string;
  readonly description: string;
  readonly rank: number;
  readonly quantity: number;
  readonly winners_per_draw: number;
}

/** What differs from the form as it was opened: nobody else's change is put back by saving. */
export const changedFields = (fields: PrizeFields, original: PrizeDraft): Partial<PrizeFields> => ({
  ...(fields.name !== original.name && { name: fields.name }),
  ...(fields.description !== original.description && { description: fields.description }),
  ...(String(fields.rank) !== original.rank && { rank: fields.rank }),
  ...(String(fields.quantity) !== original.quantity && { quantity: fields.quantity }),
  ...(String(fields.winners_per_draw) !== original.winnersPerDraw && { winners_per_draw: fields.winners_per_draw }),
});

/**
 * The form after somebody else has changed the prize: what was typed stays, everything else is as it is now. Saving again
 * puts what was typed over it, knowingly.
 */
export const broughtUpToDate = (editing: PrizeEditing, prize: AdminPrize): PrizeEditing => {
  const original = draftOf(prize);
  const typed = PRIZE_FIELDS.filter((field) => editing.draft[field] !== editing.original[field]);
  const draft = Object.fromEntries(typed.map((field) => [field, editing.draft[field]]));
  return { ...editing, original, draft: { ...original, ...draft }, seen: prize.version };
};

/** The draft as the host takes it, or what is wrong with it. `drawn`: so many pieces are drawn already. */
export const readDraft = (
  draft: PrizeDraft,
  drawn: number,
):
  { readonly fields: PrizeFields; readonly faults: null } | { readonly fields: null; readonly faults: PrizeFaults } => {
  const name = draft.name.trim();
  const description = draft.description.trim();
  const rank = wholeNumber(draft.rank, 1, PRIZE_LIMITS.rank);
  const quantity = wholeNumber(draft.quantity, 1, PRIZE_LIMITS.quantity);
  const winnersPerDraw = wholeNumber(draft.winnersPerDraw, 1, PRIZE_LIMITS.winnersPerDraw);
  const nameFault = lineFault(name, PRIZE_LIMITS.name, true);
  const descriptionFault = lineFault(description, PRIZE_LIMITS.description, false);
  const belowDrawn = quantity !== null && quantity < drawn;
  const aboveQuantity = quantity !== null && winnersPerDraw !== null && winnersPerDraw > quantity;
  if (
    nameFault === null &&
    descriptionFault === null &&
    rank !== null &&
    quantity !== null &&
    winnersPerDraw !== null &&
    !belowDrawn &&
    !aboveQuantity
  )
    return { fields: { name, description, rank, quantity, winners_per_draw: winnersPerDraw }, faults: null };
  return {
    fields: null,
    faults: {
      ...(nameFault && { name: nameFault }),
      ...(descriptionFault && { description: descriptionFault }),
      ...(rank === null && { rank: { kind: 'integer', min: 1, max: PRIZE_LIMITS.rank } as const }),
      ...(quantity === null && { quantity: { kind: 'integer', min: 1, max: PRIZE_LIMITS.quantity } as const }),
      ...(belowDrawn && { quantity: { kind: 'belowDrawn', drawn } as const }),
      ...(aboveQuantity && { winnersPerDraw: { kind: 'aboveQuantity', quantity } as const }),
      ...(winnersPerDraw === null && {
        winnersPerDraw: { kind: 'integer', min: 1, max: PRIZE_LIMITS.winnersPerDraw } as const,
      }),
    },
  };
};

/** The largest picture in megabytes, as people read it. */
export const MAX_PICTURE_MB = MAX_IMAGE_BYTES / 2 ** 20;

export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const;

/** What is wrong with a picture before it is sent; the host looks into it and has the last word. */
export const pictureFault = (file: Pick<File, 'type' | 'size'>): 'pictureTooBig' | 'pictureWrongType' | null => {
  if (!PICTURE_TYPES.some((type) => type === file.type)) return 'pictureWrongType';
  return file.size > MAX_IMAGE_BYTES ? 'pictureTooBig' : null;
};

/** The list with one item taken to another place. */
export const moved = <T>(list: readonly T[], from: number, to: number): T[] => {
  const next = [...list];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(to, 0, item);
  return next;
};
