/**
 * Whether an event is told by mail alone: it carries what opens an account, goes to an address that is
 * nobody's yet, or tells that another way has ended. Pure.
 */
export function isOnlyByMail(type: string): boolean {
  return type.startsWith("account.") || type === "members.invited" || type === "channel.ended";
}

/** Whether an event is told everywhere but by mail: it tells that mail itself has ended. Pure. */
export function isNeverByMail(type: string): boolean {
  return type === "channel.mail-ended";
}
