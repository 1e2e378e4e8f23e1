/** The short show between the press and the answer: three reels that turn while the host draws. It decides nothing. */
export const Wheels = ({ label, still }: { label: string; still: string | null }) => (
  <div class={still === null ? 'wheels turning' : 'wheels'} role="status" aria-label={label}>
    {[0, 1, 2].map((reel) => (
      <div class="reel" key={reel} aria-hidden="true">
        <span>{still ?? '7 ★ 3 ◆ 9 ★ 1 ◆'}</span>
      </div>
    ))}
  </div>
);
