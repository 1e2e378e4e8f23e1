/**
 * A figure for Prometheus. `name`: of the program, with its unit at the end, as Prometheus wants it
 * (`luckydraw_outbox_lag_events`). `counter`: it only rises while the host runs.
 */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly kind: 'gauge' | 'counter';
  readonly values: readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/** A figure without labels. */
export const gauge = (name: string, help: string, value: number): Metric => ({
  name,
  help,
  kind: 'gauge',
  values: [{ labels: {}, value }],
});
