/** How far a lottery is from its start. The figures stand beside it in words. */
export const GatheringBar = ({ gathered, players }: { gathered: number; players: number }) => (
  <div className="gathering-bar" aria-hidden="true">
    <span style={{ transform: `scaleX(${Math.min(1, gathered / players)})` }} />
  </div>
);
