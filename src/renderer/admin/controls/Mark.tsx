/** The product's sign: three reels behind a pay line. */
export const Mark = () => (
  <svg className="mark" viewBox="0 0 32 24" aria-hidden="true" focusable="false">
    <rect x="0.5" y="0.5" width="31" height="23" rx="4" className="mark-frame" />
    <rect x="4" y="4" width="7" height="16" rx="1.5" className="mark-reel" />
    <rect x="12.5" y="4" width="7" height="16" rx="1.5" className="mark-reel" />
    <rect x="21" y="4" width="7" height="16" rx="1.5" className="mark-reel" />
    <rect x="0" y="11" width="32" height="2" className="mark-line" />
  </svg>
);
