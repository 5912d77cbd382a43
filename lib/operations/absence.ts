const LOOKS = 3;

export interface AbsenceFacts {
  readonly absences: number;
  readonly lookedAt: Date | null;
  readonly sentAt: Date;
}

export interface AbsenceVerdict {
  readonly absences: number;
  readonly lookedAt: Date;
  /** The account's list lacked the name often enough, for long enough. */
  readonly proved: boolean;
  readonly lookAgainInMs: number;
}

/**
 * Reads one more list without the machine's name. Absent in three lists spread over the settle time
 * proves that the call made nothing; looks in quicker succession count as one. Pure.
 */
export function countAbsence(facts: AbsenceFacts, settleMs: number, now: Date): AbsenceVerdict {
  const spacingMs = settleMs / LOOKS;
  const since = (facts.lookedAt ?? facts.sentAt).getTime();
  const counts = now.getTime() - since >= spacingMs;
  const absences = facts.absences + (counts ? 1 : 0);
  const lookedAt = counts ? now : (facts.lookedAt ?? facts.sentAt);
  const settled = now.getTime() - facts.sentAt.getTime() >= settleMs;
  return {
    absences,
    lookedAt,
    proved: absences >= LOOKS && settled,
    lookAgainInMs: Math.max(50, lookedAt.getTime() + spacingMs - now.getTime()),
  };
}
