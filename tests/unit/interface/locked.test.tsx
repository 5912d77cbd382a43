import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FrozenKeys, KeyRoom } from "@/components/billing/key-room";
import { Locked } from "@/components/billing/locked";
import { RefusalBanner } from "@/components/billing/refusal-banner";
import { sayError } from "@/lib/actions/say-error";
import { requireFeature } from "@/lib/billing/gate";
import { limitOf, tierWithRoom } from "@/lib/billing/tiers";
import { AppError } from "@/lib/errors";
import type { Locale } from "@/lib/i18n/locales";
import type { KeyView } from "@/lib/provider-keys/schema";
import type { KeyState } from "@/lib/provider-keys/states";
import en from "@/messages/en.json";
import zh from "@/messages/zh.json";

/** A part of a page with its texts. One that is missing is an error. */
function drawn(part: ReactNode, locale: Locale = "en"): string {
  return renderToString(
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
  ).replace(/<!-- -->/g, "");
}

const choose = (tier: string) => `/settings/subscription?choose=${tier}`;

function keyIn(state: KeyState, id: string = state): KeyView {
  return {
    id,
    providerId: "runpod",
    name: id,
    lastFour: "abcd",
    account: null,
    state,
    stateReason: null,
    scopes: [],
    verifiedAt: "2026-01-01T00:00:00.000Z",
    createdAt: "2026-01-01T00:00:00.000Z",
    rotatedAt: null,
    answeredAt: "2026-01-01T00:00:00.000Z",
    balance: null,
  };
}

describe("a locked thing", () => {
  it("says what it needs, and the way there is one press", () => {
    const html = drawn(<Locked tier="enterprise">Projects</Locked>);
    expect(html).toContain("Projects");
    expect(html).toContain("Move up to Enterprise");
    expect(html).toContain(choose("enterprise"));
    expect(drawn(<Locked tier="pro">项目</Locked>, "zh")).toContain("升级到 Pro");
  });

  it("offers no way where no tier has more", () => {
    expect(tierWithRoom("price-alerts", limitOf("enterprise", "price-alerts"))).toBeNull();
    expect(drawn(<Locked tier={null}>Full</Locked>)).not.toContain("/settings/subscription");
  });
});

describe("a refusal", () => {
  const refusalOf = (act: () => void, locale: Locale = "en") => {
    try {
      act();
    } catch (error) {
      return sayError(error, locale, "test");
    }
    throw new Error("nothing was refused");
  };

  it("for a tier names the tier that has it and leads there", () => {
    const refusal = refusalOf(() => requireFeature("basic", "members"));
    expect(refusal).toMatchObject({ code: "feature-locked", tier: "enterprise" });
    expect(drawn(<RefusalBanner refusal={refusal} />)).toContain(choose("enterprise"));
  });

  it("for a limit names the tier that has room", () => {
    const values = { limit: 1, tier: "pro" };
    const limit = new AppError("limit-reached", "limit-price-alerts", { values });
    const refusal = refusalOf(() => {
      throw limit;
    });
    expect(refusal.message).toContain("move up to Pro");
    expect(drawn(<RefusalBanner refusal={refusal} />)).toContain(choose("pro"));
  });

  it("at the end of the highest tier's room sends nobody up", () => {
    const values = { limit: 500, tier: "none" };
    const limit = new AppError("limit-reached", "limit-price-alerts", { values });
    const refusal = refusalOf(() => {
      throw limit;
    });
    expect(refusal.tier).toBeUndefined();
    expect(refusal.message).not.toContain("move up");
  });

  it("for another reason sells nothing", () => {
    const refusal = refusalOf(() => {
      throw new AppError("conflict", "key-refused");
    }, "zh");
    expect(drawn(<RefusalBanner refusal={refusal} />, "zh")).not.toContain(
      "/settings/subscription",
    );
  });
});

describe("the room for keys", () => {
  it("is said beside the form once it is used up, and not before", () => {
    const full = drawn(<KeyRoom keys={[keyIn("active")]} most={1} />);
    expect(full).toContain("room for one provider key");
    expect(full).toContain(choose("pro"));
    expect(drawn(<KeyRoom keys={[]} most={1} />)).toBe("");
    expect(drawn(<KeyRoom keys={[keyIn("refused")]} most={1} />)).toBe("");
    expect(drawn(<KeyRoom keys={[keyIn("active"), keyIn("active", "b")]} most={null} />)).toBe("");
  });

  it("is said on the overview as long as keys are frozen, in both languages", () => {
    const keys = [keyIn("active"), keyIn("frozen", "b"), keyIn("frozen", "c")];
    const html = drawn(<FrozenKeys keys={keys} most={1} />);
    expect(html).toContain("2 provider keys are frozen");
    expect(html).toContain("/dashboard/keys");
    expect(html).toContain(choose("pro"));
    expect(drawn(<FrozenKeys keys={keys} most={1} />, "zh")).toContain("2 个供应商密钥已冻结");
    expect(drawn(<FrozenKeys keys={[keyIn("active")]} most={1} />)).toBe("");
  });
});
