import { readFileSync } from "node:fs";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ContactText } from "@/components/legal/contact-text";
import { DraftNote } from "@/components/legal/draft-note";
import { StoredTable, storedRows } from "@/components/legal/stored-table";
import { TextParts } from "@/components/legal/text-parts";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

const texts = { en, zh };

function drawn(node: ReactNode, locale: "en" | "zh" = "en"): string {
  return renderToString(
    <NextIntlClientProvider
      locale={locale}
      messages={texts[locale]}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      {node}
    </NextIntlClientProvider>,
  ).replaceAll("<!-- -->", "");
}

/** Where the privacy page speaks of each table that holds something about people. */
const told: Readonly<Record<(typeof storedRows)[number], readonly string[]>> = {
  account: ["User", "Login", "AccountErasure"],
  session: ["Session"],
  factors: ["Totp", "Passkey", "RecoveryCode", "PasskeyChallenge", "SecondStep"],
  links: ["MailToken", "EmailChange"],
  team: ["Team", "Membership", "Project", "TeamInvite", "SavedView"],
  keys: ["ProviderKey"],
  machines: [
    "Deployment",
    "WatchKey",
    "LaunchCandidate",
    "Operation",
    "ProviderCall",
    "StrayMachine",
    "Volume",
    "HealthState",
    "ProbeState",
    "HealthSample",
    "HealthHour",
    "HealthConclusion",
    "Repair",
    "RepairAct",
    "Incident",
    "IncidentPart",
    "IncidentEntry",
    "StatusInterval",
    "UsageSegment",
    "StorageSegment",
    "CostRollup",
    "CostRollupMark",
    "Budget",
    "DeploymentBatch",
    "DeploymentBatchItem",
  ],
  templates: ["Template", "SealedValue", "SshKey"],
  alerts: ["PriceAlert"],
  billing: [
    "BillingCustomer",
    "Subscription",
    "CheckoutIntent",
    "StripeEvent",
    "BillingInvoice",
    "BillingRefund",
    "BillingDispute",
    "CancelAnswer",
    "BillingAlarm",
  ],
  trial: ["TrialUse"],
  audit: ["AuditEntry"],
  answers: ["VerbRequest"],
  tellings: [
    "Event",
    "Delivery",
    "Escalation",
    "EscalationPolicy",
    "NotificationChannel",
    "ChannelSecret",
    "NotificationRule",
    "NotificationPreference",
    "TelegramLink",
  ],
  limits: ["RateLimit"],
  waiting: ["WaitingEntry"],
  visits: ["OfferVisit"],
};

/** Tables about prices, providers and the installation, sums in which nobody is found, and bare ids. */
const aboutNobody = [
  ...["Installation", "PriceSource", "Offer", "PriceVersion", "CurrencyRate", "PricePoint"],
  ...["AreaPricePoint", "PriceRollup", "UnknownSpelling", "PriceObservation", "ReferenceOffer"],
  ...[
    "ReferenceLow",
    "SeedMark",
    "LaunchOdds",
    "PriceHonesty",
    "RateBucket",
    "Breaker",
    "JobFailure",
  ],
  ...["BillingReconcile", "GrowthFigure", "GrowthPoint", "TelegramUpdate", "TelegramBot"],
];
/** Acts of the people who run the installation. */
const ofOperators = ["SpellingRule"];

describe("the privacy page", () => {
  it("speaks of every table of the database that holds something about people", () => {
    const schema = readFileSync("prisma/schema.prisma", "utf8");
    const models = [...schema.matchAll(/^model (\w+) \{/gm)].map(([, name]) => name);
    const known = [...Object.values(told).flat(), ...aboutNobody, ...ofOperators];
    expect([...models].sort()).toEqual([...known].sort());
  });

  it.each(["en", "zh"] as const)("says what is stored of each in %s", (locale) => {
    const html = drawn(<StoredTable sessionDays={30} />, locale);
    for (const id of storedRows) {
      expect(html).toContain(texts[locale].legal.privacy.rows[id].title);
    }
    expect(Object.keys(texts[locale].legal.privacy.rows)).toEqual([...storedRows]);
    expect(html).toMatch(/30 (days|天)/);
  });
});

describe.each(["en", "zh"] as const)("the legal pages in %s", (locale) => {
  it("say that they are drafts for the operator to replace", () => {
    expect(drawn(<DraftNote />, locale)).toContain(texts[locale].legal.draft.title);
  });

  it.each(["terms", "privacy"] as const)("draw every part of %s", (page) => {
    const { parts } = texts[locale].legal[page];
    const ids = Object.keys(parts);
    const html = drawn(<TextParts page={page} ids={ids} figures={{ graceDays: 7 }} />, locale);
    for (const { title } of Object.values(parts)) expect(html).toContain(title);
    expect(html.match(/<section/g)).toHaveLength(ids.length);
  });
});

describe("the contact page", () => {
  it("shows the operator's address as a link to write to", () => {
    const html = drawn(<ContactText address="help@hub.example" />);
    expect(html).toContain('href="mailto:help@hub.example"');
    expect(html).toContain(">help@hub.example</a>");
  });

  it("says that there is none where the operator has named none", () => {
    const html = drawn(<ContactText address={null} />);
    expect(html).toContain("has not given an address yet");
    expect(html).not.toContain("mailto:");
  });
});
