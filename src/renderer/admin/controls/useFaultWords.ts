import { useTexts } from '../language/useTexts.ts';
import type { FieldFault } from './fieldFaults.ts';
import { controlTexts } from './texts.ts';

/** A fault as a sentence in the language of this screen. */
export const useFaultWords = (): ((fault: FieldFault) => string) => {
  const t = useTexts(controlTexts).faults;
  return (fault) => {
    switch (fault.kind) {
      case 'required':
        return t.required;
      case 'control':
        return t.control;
      case 'length':
        return t.length(fault.max);
      case 'integer':
        return t.integer(fault.min, fault.max);
    }
  };
};
