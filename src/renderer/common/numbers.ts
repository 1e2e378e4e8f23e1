/** A lucky number as people read it: padded with zeros to the event's width; longer numbers stay whole. */
export const padNumber = (drawNumber: number, width: number): string => String(drawNumber).padStart(width, '0');
