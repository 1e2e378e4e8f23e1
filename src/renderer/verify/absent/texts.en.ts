export const en = {
  title: 'Absent winners',
  steppedIn: (absent: string, next: string): string => `${absent} was absent; ${next} stepped in.`,
  nobody: (absent: string): string => `${absent} was absent; nobody has stepped in.`,
  reason: (reason: string): string => `“${reason}”`,
  means:
    'Reserves step in in the order in which they were drawn; a reserve who has won another prize in the meantime is passed over.',
};

export type AbsencesTexts = typeof en;
