import { onceAsWorker } from "@/lib/db";
import { env } from "@/lib/env";
import { formatInstant } from "@/lib/format/dates";
import { localePath } from "@/lib/i18n/locales";
import { speak } from "@/lib/i18n/translator";
import type { Message } from "@/lib/notifications/channels/contract";
import { toHtml, toText } from "@/lib/notifications/layout";
import { type Facts, oneLine, readerLocale, renderEvent } from "@/lib/notifications/render";

/** So many are told one by one; the others are counted. */
const MOST_TOLD = 100;

interface Gathered extends Facts {
  readonly id: string;
}

interface Item {
  readonly type: string;
  readonly data: unknown;
  readonly at: Date;
  readonly deploymentId: string | null;
}

/** One message of everything that waited for the same moment in the same place, oldest first. */
export async function renderGathered(facts: Gathered): Promise<Message | null> {
  const locale = readerLocale(facts.locale);
  const items = await itemsOf(facts.id);
  const told = items.flatMap((item) => {
    const subject = renderEvent({ ...facts, ...item, toAcknowledge: null })?.subject;
    return subject ? [`${formatInstant(item.at.toISOString(), locale)}: ${subject}`] : [];
  });
  if (told.length === 0) return null;
  const say = speak(locale, "mails");
  const values = {
    count: told.length,
    more: told.length - MOST_TOLD,
    team: oneLine(facts.teamName),
  };
  const more = told.length > MOST_TOLD ? [say("gathered.more", values) ?? ""] : [];
  const lines = [...told.slice(0, MOST_TOLD), ...more];
  const link = new URL(localePath(locale, "/settings/notifications"), env.APP_URL).href;
  const linkText = say("gathered.button") ?? "";
  const subject = say("gathered.subject", values) ?? "";
  const name = facts.userName && oneLine(facts.userName);
  const parts = {
    lang: locale,
    greeting: (name ? say("greetingNamed", { name }) : say("greeting")) ?? "",
    paragraphs: [say("gathered.text", values) ?? "", ...lines],
    button: linkText,
    link,
    linkHint: say("linkHint") ?? "",
    off: null,
    closing: say("closing") ?? "",
    footer: say("footer", { site: new URL(env.APP_URL).host }) ?? "",
  };
  return { subject, text: toText(parts), html: toHtml(parts), lines, link, linkText, acts: [] };
}

function itemsOf(digestId: string): Promise<Item[]> {
  return onceAsWorker(
    (db) => db.$queryRaw<Item[]>`
      SELECT e.type, e.data, e.at, e.deployment_id AS "deploymentId"
      FROM delivery d JOIN event e ON e.id = d.event_id
      WHERE d.digest_id = ${digestId} ORDER BY e.at, e.id`,
  );
}
