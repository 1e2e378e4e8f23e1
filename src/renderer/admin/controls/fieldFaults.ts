import type { Messages } from '../i18n/en.ts';
import type { DraftFault } from '../sections/prizes/prizeDraft.ts';

export const faultWords = (m: Messages, fault: DraftFault | undefined): string | null => {
  if (fault === undefined) return null;
  switch (fault.kind) {
    case 'required':
      return m.limits.required;
    case 'control':
      return m.limits.control;
    case 'length':
      return m.limits.length(fault.max);
    case 'integer':
      return m.limits.integer(fault.min, fault.max);
    case 'belowDrawn':
      return m.limits.belowDrawn(fault.drawn);
  }
};
