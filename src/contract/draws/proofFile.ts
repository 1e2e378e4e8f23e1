/** Which draw a proof is of: the event, its chain's epoch, and the draw's place in it. */
export interface ProofOf {
  readonly event: string;
  readonly epoch: number;
  readonly draw: number;
}

/** The name under which a proof is kept as a file, safe on every system whatever the event's id is. */
export const proofFileName = ({ event, epoch, draw }: ProofOf): string =>
  `proof-${event.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 64)}-${epoch}-${draw}.json`;
