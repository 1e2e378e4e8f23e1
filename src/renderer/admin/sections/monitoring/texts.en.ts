export const en = {
  title: 'Health',
  lead: 'How this host is doing since it was started. The same figures, for programs, are at /metrics.',
  good: 'The host answers at once.',
  slow: 'The host is busy: somebody may be flooding it, or this computer does too much else.',
  running: 'Running for',
  hours: (h: number, m: number) => `${h} h ${m} min`,
  delay: 'Answers wait for the processor',
  delayValue: (median: string, p99: string) => `${median} ms, at worst ${p99} ms`,
  commits: 'Changes on the disk',
  commitsValue: (n: string, mean: string, slowest: string) => `${n}, ${mean} ms each, the slowest ${slowest} ms`,
  memory: 'Memory',
  memoryValue: (used: string, free: string) => `${used} MB used, ${free} MB free on this computer`,
  requests: 'Requests answered',
  connections: 'Connected now',
  refusals: 'Refused, by reason',
  dropped: 'Let go or not let in',
  none: 'None',
  refresh: 'Look again',
};

export type MonitoringTexts = typeof en;
