/** What a phone adds to an armed draw: step `step` of its chain (FAIRNESS sections 2 and 5), `value` in hex. */
export interface Contribution {
  draw_id: string;
  session_token: string;
  step: number;
  value: string;
}
