import { z } from "zod";

const deployment = z.object({
  name: z.string(),
  providerId: z.string(),
  reason: z.string().optional(),
  /** `region`: it tells of many machines of the provider's region, of which this is one. */
  scope: z.string().optional(),
  region: z.string().nullish(),
});

/** `fault`: what is wrong; `scope`: one machine's trouble, or its provider's whole region's. */
const health = deployment.extend({
  fault: z.string(),
  scope: z.string(),
  region: z.string().nullish(),
});

/** `name`: the key's; `fault`: what is wrong with its account. */
const account = z.object({ providerId: z.string(), name: z.string(), fault: z.string() });

const secondFactor = z.object({ kind: z.string(), name: z.string() });

/** What a lease's mail says; money in decimal dollars. */
const lease = deployment.extend({
  act: z.string(),
  /** Which limit it is about: `time` or `spend`. */
  reached: z.string(),
  endsAt: z.string().nullable(),
  spend: z.string().nullable(),
  soFar: z.string(),
  /** What the machine goes on costing once it is stopped. */
  stoppedPerHour: z.string(),
});

/**
 * Every event of the product with the facts it carries. Facts are what a text needs; never a
 * secret. `mail` says whether it is told: `always` by mail; `notifications`, by mail and elsewhere to
 * teams whose tier has that feature; `asked`, to those of them who ask for it; `channel`, in the one
 * channel it is about.
 */
export const events = {
  "account.verification-asked": { data: z.object({ tokenId: z.string() }), mail: "always" },
  "account.reset-asked": { data: z.object({ tokenId: z.string() }), mail: "always" },
  /** A code that stands for a password where the account has none. */
  "account.confirm-asked": { data: z.object({ tokenId: z.string() }), mail: "always" },
  /** `kind`: totp | passkey; `name`: a passkey's. */
  "account.second-factor-added": { data: secondFactor, mail: "always" },
  "account.second-factor-removed": { data: secondFactor, mail: "always" },
  "account.recovery-code-used": { data: z.object({ left: z.string() }), mail: "always" },
  /** Goes to the new address, which need not be the person's. */
  "account.email-change-asked": { data: z.object({ changeId: z.string() }), mail: "always" },
  /** Goes to the old address. */
  "account.email-changed": {
    data: z.object({ changeId: z.string(), email: z.string() }),
    mail: "always",
  },
  /** A machine was launched while the account was being deleted, so it is kept. */
  "account.deletion-stopped": { data: z.object({}), mail: "always" },
  "account.password-changed": { data: z.object({}), mail: "always" },
  "account.sign-up-repeated": { data: z.object({}), mail: "always" },
  "key.added": { data: z.object({ providerId: z.string(), lastFour: z.string() }), mail: "always" },
  /** Its credentials were replaced. */
  "key.rotated": {
    data: z.object({ providerId: z.string(), lastFour: z.string() }),
    mail: "always",
  },
  "key.refused": {
    data: z.object({ providerId: z.string(), lastFour: z.string() }),
    mail: "always",
  },
  "deployment.requested": { data: deployment, mail: "never" },
  /** A machine nobody owned became one of the team's. */
  "deployment.adopted": { data: deployment, mail: "never" },
  "deployment.running": { data: deployment, mail: "asked" },
  "deployment.stopped": { data: deployment, mail: "asked" },
  /** It stopped, and nobody here asked for it: the program ended, or somebody stopped it there. */
  "deployment.stopped-unasked": { data: deployment, mail: "notifications" },
  /** The tier changed between the wish to start and the start: it stays as it is. */
  "deployment.start-refused": { data: deployment, mail: "never" },
  "deployment.terminated": { data: deployment, mail: "asked" },
  "deployment.failed": { data: deployment, mail: "notifications" },
  /** The machine died or vanished without anybody here asking for it. */
  "deployment.lost": { data: deployment, mail: "notifications" },
  /** Deletion asked for, yet the provider still shows the machine after ten minutes. */
  "deployment.not-gone": { data: deployment, mail: "notifications" },
  /** Probes found it unwell, and did so again. */
  "deployment.unhealthy": { data: health, mail: "notifications" },
  /** It answers as it should again. */
  "deployment.recovered": { data: health, mail: "notifications" },
  /** Well and unwell in turns: told once, until it has calmed down. */
  "deployment.flapping": { data: health, mail: "notifications" },
  /** It was repaired and is well again; money in decimal dollars an hour. */
  "deployment.repaired": {
    data: deployment.extend({
      fault: z.string(),
      /** What helped. */
      rung: z.string(),
      minutes: z.string(),
      before: z.string(),
      after: z.string(),
    }),
    mail: "notifications",
  },
  /** It is unwell and may be repaired, but something is in the way: `hold` is a word of `repairReasons`. */
  "deployment.repair-blocked": {
    data: deployment.extend({ fault: z.string(), hold: z.string() }),
    mail: "notifications",
  },
  /** All that may be done was done, and it is still unwell. */
  "deployment.repair-exhausted": {
    data: deployment.extend({ fault: z.string(), acts: z.string() }),
    mail: "notifications",
  },
  /** An account at a provider has trouble that its key tells nothing of, and then has none any more. */
  "incident.opened": { data: account, mail: "notifications" },
  "incident.over": { data: account, mail: "notifications" },
  /** Its GPUs did nothing for as long as the idle rule says; `act`: tell | stop. */
  "deployment.idle": {
    data: deployment.extend({ act: z.string(), hours: z.string(), perHour: z.string() }),
    mail: "notifications",
  },
  /** Seen inside it, worth knowing, and no reason to call it unwell; `notice`: what it is. */
  "deployment.noticed": {
    data: deployment.extend({ notice: z.string(), figure: z.string() }),
    mail: "notifications",
  },
  "deployment.duplicate-removed": { data: deployment, mail: "notifications" },
  /** The provider says another price than the one agreed to at launch, disk counted in both. */
  "deployment.price-differs": {
    data: deployment.extend({ quoted: z.string(), price: z.string() }),
    mail: "notifications",
  },
  /** Fifteen minutes before the end of a lease, or at 90 % of its spend. */
  "deployment.lease-ending": { data: lease, mail: "notifications" },
  /** The lease made its wish. */
  "deployment.lease-ended": { data: lease, mail: "notifications" },
  /** The end of a lease could not be brought about: the machine may go on costing money. */
  "deployment.lease-not-kept": { data: deployment, mail: "notifications" },
  /** What a budget covers has cost a percent of it that people want to hear of; money in decimal dollars. */
  "budget.reached": {
    data: z.object({
      /** team | project | deployment */
      covers: z.string(),
      /** Of the project or machine; empty for the team. */
      name: z.string(),
      percent: z.string(),
      spent: z.string(),
      monthly: z.string(),
      /** What would begin something is refused from here on. */
      holds: z.enum(["yes", "no"]),
    }),
    mail: "always",
  },
  /** The month will cost more than a budget if things go on as they do; money in decimal dollars. */
  "budget.forecast": {
    data: z.object({
      /** team | project | deployment */
      covers: z.string(),
      /** Of the project or machine; empty for the team. */
      name: z.string(),
      forecast: z.string(),
      spent: z.string(),
      monthly: z.string(),
    }),
    mail: "always",
  },
  /** A day cost clearly more than is usual; `name` is the machine that grew most. Money in decimal dollars. */
  "cost.dear-day": {
    data: z.object({
      day: z.string(),
      spent: z.string(),
      usual: z.string(),
      /** `none` where no machine stands out. */
      name: z.string(),
      more: z.string(),
    }),
    mail: "notifications",
  },
  /** The lowest price came down to the limit of somebody's alert; turned off by its own link. */
  "price.alert-fired": {
    data: z.object({
      alertId: z.string(),
      modelId: z.string(),
      pricingModel: z.string(),
      area: z.string().nullable(),
      limit: z.string(),
      price: z.string(),
      providerId: z.string(),
      region: z.string().nullable(),
    }),
    mail: "always",
  },
  /** Goes to the address of an invitation, which need not have an account. */
  "members.invited": {
    data: z.object({
      inviteId: z.string(),
      role: z.string(),
      inviter: z.string(),
      inviterEmail: z.string(),
    }),
    mail: "always",
  },
  "members.joined": { data: z.object({ email: z.string(), role: z.string() }), mail: "always" },
  /** Told to the one who was removed. */
  "members.removed": { data: z.object({}), mail: "always" },
  /** Told to the one whose role it is. */
  "members.role-changed": { data: z.object({ role: z.string() }), mail: "always" },
  /** More members than seats: told to the one who may only look from now on. */
  "members.seat-lost": { data: z.object({}), mail: "always" },
  "team.handed-over": { data: z.object({ email: z.string() }), mail: "always" },
  /** The team's tier is another one from now on. */
  "subscription.changed": {
    data: z.object({ from: z.string(), to: z.string(), direction: z.enum(["up", "down"]) }),
    mail: "always",
  },
  /** It runs out by itself: nothing more is charged, and the tier `from` stays until then. */
  "subscription.cancelled": {
    data: z.object({ from: z.string(), until: z.string() }),
    mail: "always",
  },
  /** A payment was refused; the tier stays until then. */
  "payment.failed": { data: z.object({ until: z.string() }), mail: "always" },
  /** The payment that was missing came. */
  "payment.recovered": { data: z.object({}), mail: "always" },
  "subscription.grace-ending": { data: z.object({ until: z.string() }), mail: "always" },
  /** The payment did not come: the tier is lost until it does. */
  "subscription.frozen": { data: z.object({}), mail: "always" },
  "subscription.trial-ending": {
    data: z.object({ until: z.string(), minor: z.string().nullable(), currency: z.string() }),
    mail: "always",
  },
  /** The card, the address or the team has had a trial before: this one is over. */
  "subscription.trial-repeated": { data: z.object({}), mail: "always" },
  /** A second subscription was ended and paid back. */
  "subscription.second-ended": { data: z.object({}), mail: "always" },
  /** It ended with a bill unpaid, which was taken back. */
  "subscription.unpaid-ended": { data: z.object({}), mail: "always" },
  /** Paid after its end, and paid back. */
  "subscription.late-payment": { data: z.object({}), mail: "always" },
  /** What was paid went back, so what it paid for ended. */
  "subscription.refunded": { data: z.object({}), mail: "always" },
  /** Somebody wants to see whether a channel works. */
  "channel.tested": {
    data: z.object({ channelId: z.string(), name: z.string() }),
    mail: "channel",
  },
  /** Nothing is told there any more: it was blocked, is gone, or failed for too long. */
  "channel.ended": {
    data: z.object({
      channelId: z.string(),
      kind: z.string(),
      name: z.string(),
      ending: z.string(),
    }),
    mail: "always",
  },
  /** A person's address takes no mail any more, or they called one spam: told in their channels. */
  "channel.mail-ended": {
    data: z.object({ email: z.string(), why: z.enum(["bounced", "complained"]) }),
    mail: "notifications",
  },
  /** Several events that waited, told together. */
  "notices.gathered": { data: z.object({ why: z.enum(["quiet", "digest"]) }), mail: "channel" },
  "machine.stray-found": {
    data: z.object({ providerId: z.string(), instanceId: z.string(), name: z.string().nullable() }),
    mail: "notifications",
  },
} as const satisfies Record<
  string,
  { data: z.ZodType; mail: "always" | "notifications" | "asked" | "channel" | "never" }
>;

export type EventType = keyof typeof events;
export type EventData<T extends EventType> = z.output<(typeof events)[T]["data"]>;

const eventTypes = Object.keys(events).filter((type): type is EventType => type in events);

/** Reads a stored event type; `null` for one this release does not know. */
export function parseEventType(text: string): EventType | null {
  return eventTypes.find((type) => type === text) ?? null;
}
