/** Rises when the shape of a view changes; a screen that finds another number loads itself anew. */
export const VIEW_PROTOCOL = 1;
