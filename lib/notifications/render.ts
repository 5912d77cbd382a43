import { mailCode } from "@/lib/auth/mail-code";
import { type LinkPurpose, mailLink } from "@/lib/auth/mail-link";
import { env } from "@/lib/env";
import { type EventType, events, parseEventType } from "@/lib/events/catalog";
import { formatDay, formatInstant } from "@/lib/format/dates";
import { formatMinor } from "@/lib/format/minor";
import { formatMoney, formatPrice } from "@/lib/format/money";
import { strangersName } from "@/lib/format/names";
import { findGpu } from "@/lib/gpus/catalog";
import { isLocale, type Locale, localePath } from "@/lib/i18n/locales";
import { type Say, speak } from "@/lib/i18n/translator";
import type { Message, MessageAct } from "@/lib/notifications/channels/contract";
import { toHtml, toText } from "@/lib/notifications/layout";
import { groupOf } from "@/lib/notifications/rules/group-of";
import { certainByMail } from "@/lib/notifications/rules/types";
import { findProviderMeta } from "@/lib/providers/meta";

/** What a text is made of: the event, who reads it, and whether it may be the second copy. */
export interface Facts {
  readonly type: string;
  readonly data: unknown;
  readonly deploymentId: string | null;
  /** The incident it is part of. */
  readonly incidentId?: string | null;
  readonly teamName: string;
  readonly userName: string | null;
  readonly locale: string;
  readonly repeated: boolean;
  /** Set where somebody is to acknowledge it. */
  readonly toAcknowledge?: string | null;
  /** The person whose mail it is, who may end mails of its kind. */
  readonly reader?: { readonly teamId: string; readonly userId: string } | null;
}

/**
 * The message about an event in the reader's language, or `null` for an event that nobody is told
 * of. Everything a person or provider wrote is put in as text, never as markup.
 */
export function renderEvent(facts: Facts): Message | null {
  const type = parseEventType(facts.type);
  if (!type || events[type].mail === "never") return null;
  const locale = readerLocale(facts.locale);
  const data = events[type].data.parse(facts.data);
  const say = speak(locale, "mails");
  const values = { ...valuesOf(data, facts, locale), code: codeOf(type, data) };
  const part = (name: string) => say(`${type.replace(".", "-")}.${name}`, values) ?? "";
  const said = [part("text"), values.reason ?? "", part("after")].filter((text) => text !== "");
  const parts = {
    lang: locale,
    greeting: greet(say, toStranger.includes(type) ? null : facts.userName),
    paragraphs: facts.repeated ? [say("again") ?? "", ...said] : said,
    button: part("button"),
    link: linkOf(type, data, {
      locale,
      deploymentId: facts.deploymentId,
      incidentId: facts.incidentId ?? null,
    }),
    off: offOf(data, part("off"), locale) ?? offGroup(say, type, { ...facts, locale }),
    linkHint: say("linkHint") ?? "",
    closing: say("closing") ?? "",
    footer: footerOf(say, type),
  };
  return {
    subject: oneLine(part("subject")),
    text: toText(parts),
    html: toHtml(parts),
    lines: facts.repeated ? [say("againHere") ?? "", ...said] : said,
    link: parts.link,
    linkText: parts.button,
    acts: actsOf(type, facts, locale),
    ...(parts.off && { unsubscribeUrl: oneClickOff(parts.off.link) }),
  };
}

/** The reader's language, or English for one that nobody speaks here. */
export function readerLocale(text: string): Locale {
  return isLocale(text) ? text : "en";
}

/** What may be pressed: that somebody saw it, and what sets the machine right. */
function actsOf(type: EventType, facts: Facts, locale: Locale): MessageAct[] {
  const say = speak(locale, "mails");
  const acts: MessageAct[] = [];
  if (facts.toAcknowledge) {
    const label = say("acts.acknowledge") ?? "";
    acts.push({ act: "acknowledge", eventId: facts.toAcknowledge, label });
  }
  const remedy = remedies[type];
  if (remedy && facts.deploymentId) {
    acts.push({
      act: remedy,
      deploymentId: facts.deploymentId,
      label: say(`acts.${remedy}`) ?? "",
    });
  }
  return acts;
}

const remedies: Readonly<Record<string, "restart" | "start">> = {
  "deployment.unhealthy": "restart",
  "deployment.stopped-unasked": "start",
};

/** A way out of mails of this kind, for kinds that may be ended. */
function offGroup(
  say: Say,
  type: EventType,
  { reader, locale }: Pick<Facts, "reader"> & { readonly locale: Locale },
) {
  const group = groupOf(type);
  if (!reader || certainByMail.includes(group) || events[type].mail === "channel") return null;
  const link = mailLink("notices", `${reader.teamId}~${reader.userId}~${group}`, locale);
  return { text: say("offGroup", { group }) ?? "", link };
}

/** The code a person types in, which only the mail holds. */
function codeOf(type: EventType, data: Readonly<Record<string, unknown>>): string {
  if (type !== "account.confirm-asked" || typeof data.tokenId !== "string") return "";
  return mailCode(data.tokenId);
}

/** A price alert's mail can be turned off from the mail itself. */
function offOf(data: Readonly<Record<string, unknown>>, text: string, locale: Locale) {
  if (typeof data.alertId !== "string") return null;
  return { text, link: mailLink("alert", data.alertId, locale) };
}

/** The address that mail programs post to; the same token as the link for people. */
function oneClickOff(link: string): string {
  const { pathname, search } = new URL(link);
  const door = pathname.endsWith("/unsubscribe") ? "/api/notifications/off" : "/api/alerts/off";
  return new URL(`${door}${search}`, env.APP_URL).href;
}

/** The name was typed by whoever typed the address, perhaps not its owner: it is left out. */
const toStranger: readonly EventType[] = [
  "account.verification-asked",
  "account.email-change-asked",
];

function greet(say: Say, name: string | null): string {
  return (name ? say("greetingNamed", { name: oneLine(name) }) : say("greeting")) ?? "";
}

/** Why this mail came; of an invitation, that somebody had it sent. */
function footerOf(say: Say, type: EventType): string {
  const name = type === "members.invited" ? "footerInvited" : "footer";
  return say(name, { site: new URL(env.APP_URL).host }) ?? "";
}

/** Names and words of an event, each on one line and of bounded length. */
function valuesOf(data: Readonly<Record<string, unknown>>, facts: Facts, locale: Locale) {
  const word = (key: string) => (typeof data[key] === "string" ? oneLine(data[key]) : "");
  const providerId = word("providerId");
  const reason = word("reason");
  const provider = findProviderMeta(providerId)?.name ?? providerId;
  return {
    name: word("name"),
    provider,
    place: [provider, word("region")].filter((text) => text !== "").join(" "),
    lastFour: word("lastFour"),
    machine: word("name") || word("instanceId"),
    team: oneLine(facts.teamName),
    reason: reason ? (speak(locale, "deploymentReasons")(reason) ?? "") : "",
    ...priceValues(word, locale),
    ...leaseValues(word, locale),
    ...budgetValues(word),
    ...dearDayValues(word, locale),
    fault: word("fault") ? (speak(locale, "healthFaults")(word("fault")) ?? "") : "",
    scope: word("scope") || "machine",
    notice: speak(locale, "healthNotices")(word("notice"), { figure: word("figure") }) ?? "",
    kind: word("kind") || "none",
    ending: word("ending") || "none",
    why: word("why") || "none",
    left: word("left"),
    ...repairValues(word, locale),
    ...memberValues(word),
    ...billingValues(word, locale),
    ...(word("inviteId") && strangersValues(word, facts.teamName)),
  };
}

/** What a mail about a repair says: what helped, or what is in the way, and what it changed. */
function repairValues(word: (key: string) => string, locale: Locale) {
  const [hold, rung] = [word("hold"), word("rung")];
  return {
    hold: hold ? (speak(locale, "repairReasons")(hold) ?? "") : "",
    rung: rung ? (speak(locale, "repairRungs")(`done.${rung}`) ?? "") : "",
    minutes: word("minutes"),
    acts: word("acts"),
    before: formatPrice(word("before")) ?? "",
    after: formatPrice(word("after")) ?? "",
    isDearer: word("before") === word("after") ? "no" : "yes",
  };
}

function memberValues(word: (key: string) => string) {
  return { email: word("email"), role: word("role") || "none" };
}

/** What a mail about a subscription says: tiers, until when, and how much. */
function billingValues(word: (key: string) => string, locale: Locale) {
  const until = word("until");
  const [minor, currency] = [word("minor"), word("currency")];
  return {
    from: word("from") || "none",
    to: word("to") || "none",
    direction: word("direction") || "none",
    until: until ? formatInstant(until, locale) : "",
    amount: minor && currency ? formatMinor({ minor, currency }, locale) : "",
    hasAmount: minor ? "yes" : "no",
  };
}

/** Names in a mail to somebody who may know neither: without anything that could become a link. */
function strangersValues(word: (key: string) => string, teamName: string) {
  const inviterEmail = word("inviterEmail");
  return {
    inviterEmail,
    inviter: strangersName(word("inviter")) || inviterEmail,
    team: strangersName(teamName) || inviterEmail,
  };
}

/** What a lease or a price receipt says: limits, rates, and what happens at the end. */
function leaseValues(word: (key: string) => string, locale: Locale) {
  const money = (key: string) => formatPrice(word(key)) ?? "";
  const endsAt = word("endsAt");
  return {
    act: word("act") || "none",
    reached: word("reached") || "none",
    endsAt: endsAt ? formatInstant(endsAt, locale) : "",
    spend: money("spend"),
    soFar: money("soFar"),
    stoppedPerHour: money("stoppedPerHour"),
    perHour: money("perHour"),
    hours: word("hours"),
  };
}

/** What a budget's mail says: what it covers, and how much of how much is spent. */
function budgetValues(word: (key: string) => string) {
  return {
    covers: word("covers") || "none",
    percent: word("percent"),
    spent: formatMoney(word("spent")) ?? "",
    forecast: formatMoney(word("forecast")) ?? "",
    monthly: formatMoney(word("monthly")) ?? "",
    holds: word("holds") || "no",
  };
}

/** What a mail about a dear day says besides what was spent. */
function dearDayValues(word: (key: string) => string, locale: Locale) {
  const day = word("day");
  return {
    day: day ? formatDay(day, locale) : "",
    usual: formatMoney(word("usual")) ?? "",
    more: formatMoney(word("more")) ?? "",
  };
}

/** What a text about prices says: the GPU, price and limit or quote, how and where it is sold. */
function priceValues(word: (key: string) => string, locale: Locale) {
  const area = word("area") || "anywhere";
  const pricingModel = word("pricingModel");
  return {
    gpu: findGpu(word("modelId"))?.name ?? word("modelId"),
    price: formatPrice(word("price")) ?? "",
    quoted: formatPrice(word("quoted")) ?? "",
    limit: formatPrice(word("limit")) ?? "",
    region: word("region"),
    market: pricingModel ? (speak(locale, "pricingModels")(pricingModel) ?? "") : "",
    area: speak(locale, "areas")(area) ?? "",
  };
}

/** Text on one line and of bounded length. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").slice(0, 200);
}

const tokenPurposes: Partial<Record<EventType, LinkPurpose>> = {
  "account.verification-asked": "verify",
  "account.reset-asked": "reset",
};

function linkOf(
  type: EventType,
  data: Readonly<Record<string, unknown>>,
  { locale, ...about }: About & { readonly locale: Locale },
): string {
  if (typeof data.modelId === "string") {
    return new URL(localePath(locale, `/gpus/${data.modelId}`), env.APP_URL).href;
  }
  const purpose = tokenPurposes[type];
  if (purpose && typeof data.tokenId === "string") return mailLink(purpose, data.tokenId, locale);
  if (typeof data.inviteId === "string") return mailLink("invite", data.inviteId, locale);
  if (type === "account.email-change-asked" && typeof data.changeId === "string") {
    return mailLink("email", data.changeId, locale);
  }
  return new URL(localePath(locale, pageOf(type, about)), env.APP_URL).href;
}

const inSecurity: readonly EventType[] = [
  "account.confirm-asked",
  "account.second-factor-added",
  "account.second-factor-removed",
  "account.recovery-code-used",
];

interface About {
  readonly deploymentId: string | null;
  readonly incidentId: string | null;
}

function pageOf(type: EventType, { deploymentId, incidentId }: About): string {
  if (inSecurity.includes(type)) return "/settings/security";
  if (type.startsWith("account.")) return "/sign-in";
  if (type.startsWith("subscription.") || type.startsWith("payment."))
    return "/settings/subscription";
  if (type.startsWith("budget.") || type.startsWith("cost.")) return "/dashboard/costs";
  if (type.startsWith("key.")) return "/dashboard/keys";
  if (type.startsWith("channel.")) return "/settings/notifications";
  if (type === "members.removed") return "/dashboard";
  if (type.startsWith("members.") || type.startsWith("team.")) return "/settings/team";
  // What lifts it stands on the machine's page.
  const isBlocked = type === "deployment.repair-blocked";
  if (incidentId && !isBlocked) return `/dashboard/incidents/${incidentId}`;
  return deploymentId ? `/dashboard/deployments/${deploymentId}` : "/dashboard/deployments";
}
