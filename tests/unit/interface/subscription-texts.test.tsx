import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { BillsCard } from "@/components/billing/bills-card";
import { CancelMeans } from "@/components/billing/cancel-means";
import { ChangeFacts } from "@/components/billing/change-facts";
import { ChooseCard } from "@/components/billing/choose-card";
import { FeaturesCard } from "@/components/billing/features-card";
import { PaymentBanner } from "@/components/billing/payment-banner";
import { PlanCard } from "@/components/billing/plan-card";
import type { SubscriptionActs } from "@/components/billing/subscription-acts";
import type { SubscriptionView } from "@/lib/billing/types";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";
import { makeSubscription as make } from "./subscription";

const at = "2026-12-24T00:00:00.000Z";
const unused = async () => {
  throw new Error("A page that is only drawn does nothing.");
};
const acts: SubscriptionActs = {
  checkout: unused,
  giveUp: unused,
  portal: unused,
  preview: unused,
  change: unused,
  undo: unused,
  cancel: unused,
  resume: unused,
};

/** What a part of the page says, without its markup. A text that is missing is an error. */
function said(part: ReactNode, locale: "en" | "zh" = "en"): string {
  const html = renderToString(
    <NextIntlClientProvider
      locale={locale}
      timeZone="UTC"
      messages={locale === "en" ? en : zh}
      onError={(error) => {
        throw error;
      }}
    >
      {part}
    </NextIntlClientProvider>,
  );
  return html.replace(/<!-- -->|<style.*?<\/style>/g, "").replace(/<[^>]+>/g, " ");
}

const planCard = (view: SubscriptionView) => <PlanCard {...{ view, acts }} follow={unused} />;
const chooseCard = (view: SubscriptionView) => (
  <ChooseCard {...{ view, acts }} wish={null} follow={unused} />
);
const states: readonly SubscriptionView["state"][] = [
  "none",
  "awaiting-payment",
  "trialing",
  "active",
  "past-due",
  "frozen",
  "ended",
];

it("has words for every state in both languages", () => {
  for (const locale of ["en", "zh"] as const) {
    for (const state of states) {
      const view = make({ state, interval: "month", graceUntil: at, hasPortal: true });
      expect(said(planCard(view), locale)).not.toBe("");
      expect(said(<PaymentBanner view={view} acts={acts} />, locale)).toBeDefined();
      expect(said(chooseCard(view), locale)).not.toBe("");
      expect(said(<FeaturesCard features={view.features} />, locale)).not.toBe("");
    }
  }
});

it("tells the next charge to the cent, and none of a subscription that ends", () => {
  const nextCharge = { amount: { minor: "1900", currency: "usd" }, at };
  const view = make({ tier: "pro", state: "active", interval: "month", nextCharge });
  expect(said(planCard(view))).toMatch(/\$19\.00.*24 Dec 2026/s);
  const ending = said(planCard({ ...view, cancelsAt: at }));
  expect(ending).not.toContain("$19.00");
  expect(ending).toContain("Resume");
});

it("says what becomes of the team by itself, and how to take it back", () => {
  const pending = { tier: "pro", interval: "year", seats: 1, at } as const;
  const view = make({ tier: "enterprise", state: "active", interval: "month", pending });
  expect(said(planCard(view))).toContain("On 24 Dec 2026 it becomes Pro, billed yearly.");
  expect(said(planCard(view))).toContain("Undo");
});

it("shows who may not change it neither money nor buttons", () => {
  const nextCharge = { amount: { minor: "1900", currency: "usd" }, at };
  const view = make({ tier: "pro", state: "active", interval: "month", nextCharge });
  const text = said(planCard({ ...view, mayChange: false }));
  expect(text).not.toContain("$19.00");
  expect(text).not.toContain("Cancel");
});

it("offers the trial to those who may try, beside buying", () => {
  expect(said(chooseCard(make({ canTry: true })))).toContain("Try 14 days free");
  expect(said(chooseCard(make()))).not.toContain("Try 14 days free");
});

it("names the price of a change, what of it is tax, and what comes after", () => {
  const facts = (changes: object) => (
    <ChangeFacts
      view={make({ tier: "pro" })}
      to={{ tier: "enterprise", interval: "month", seats: 7 }}
      preview={{
        kind: "now",
        dueNow: { minor: "4712", currency: "usd" },
        tax: { minor: "712", currency: "usd" },
        nextAmount: { minor: "13900", currency: "usd" },
        nextAt: at,
        prorationAt: 1,
        dropsPlanned: true,
        endsTrial: true,
        ...changes,
      }}
    />
  );
  expect(said(facts({}))).toMatch(
    /\$47\.12.*\$7\.12.*24 Dec 2026.*\$139\.00.*trial ends.*dropped/s,
  );
  expect(said(facts({}), "zh")).toContain("US$47.12");
  expect(said(facts({ kind: "at-period-end", dueNow: null }))).toContain("Nothing");
});

it("says before cancelling what goes, and that nothing comes back when it ends now", () => {
  const features = make().features.map((view) => ({
    ...view,
    has: view.isAvailable && view.from !== "enterprise",
  }));
  const usage = [{ limit: "provider-keys", used: 3, most: null }] as const;
  const view = make({ tier: "pro", state: "active", features, usage });
  const text = said(<CancelMeans view={view} when="now" />);
  expect(text).toContain("not paid back");
  expect(text).toContain("Gone: E-mails about what happens to your machines");
  expect(text).toContain("Gone: Templates");
  expect(text).toContain("Gone: Automatic repair");
  expect(text).not.toContain("Gone: Moves from one provider");
  expect(text).toContain("2 provider keys are frozen");
});

it("lists bills in their own currency, with what was paid back", () => {
  const view = make({
    hasPortal: true,
    method: { kind: "card", brand: "Visa", lastFour: "4242", expires: "08/2029" },
    invoices: [
      {
        id: "in_1",
        number: "CH-0001",
        at,
        status: "paid",
        amount: { minor: "1900", currency: "jpy" },
        refunded: { minor: "400", currency: "jpy" },
        url: null,
        pdfUrl: null,
      },
    ],
  });
  const text = said(<BillsCard view={view} acts={acts} />);
  expect(text).toContain("Visa ••••4242, valid until 08/2029");
  expect(text).toMatch(/CH-0001.*¥1,900.*¥400 paid back.*paid/s);
});

it("says before a change to a tier for one who will only look, and what lapses", () => {
  const seats = { allowed: 5, members: 3, invited: 1 };
  const preview = {
    kind: "at-period-end",
    dueNow: null,
    tax: null,
    nextAmount: null,
    nextAt: at,
    prorationAt: 1,
    dropsPlanned: false,
    endsTrial: false,
  } as const;
  const facts = (tier: "pro" | "enterprise") => (
    <ChangeFacts
      view={make({ tier: "enterprise", state: "active", seats })}
      to={{ tier, interval: "month", seats: tier === "pro" ? 1 : 5 }}
      preview={preview}
    />
  );
  expect(said(facts("pro"))).toMatch(/2 members can only look.*Invitations.*lapse/s);
  expect(said(facts("enterprise"))).not.toContain("only look");
  expect(said(facts("pro"), "zh")).toContain("2 名成员将只能查看");
});
