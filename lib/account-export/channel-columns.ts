/** What of a channel is told: all but where it leads, which no page shows either. */
export const channelColumns = {
  id: true,
  kind: true,
  name: true,
  shown: true,
  locale: true,
  state: true,
  stateReason: true,
  verifiedAt: true,
  mutedUntil: true,
  endedAt: true,
  createdBy: true,
  createdAt: true,
} as const;
