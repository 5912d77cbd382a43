export interface LogoProps {
  readonly className?: string;
}

/** The mark: a price line that steps down to its lowest point. */
export function Logo({ className }: LogoProps) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={className}>
      <rect x="1" y="1" width="22" height="22" rx="5" fill="var(--accent)" />
      <path
        d="M5 7.5h4.5v4.5H14v4.5h2"
        stroke="var(--accent-ink)"
        strokeWidth="2.2"
        strokeLinecap="square"
      />
      <circle cx="18.4" cy="16.5" r="1.9" fill="var(--accent-ink)" />
    </svg>
  );
}
