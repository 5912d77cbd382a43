import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { AttemptsCard } from "@/components/deployments/attempts-card";
import type { LiveDeploymentDetail } from "@/components/deployments/live-deployment";
import type { AttemptView } from "@/lib/deployments/types";
import en from "@/messages/en.json";

const attempt: AttemptView = {
  rank: 1,
  providerId: "lambda",
  providerName: "Lambda",
  gpuModel: "l40s",
  gpuSpelling: "L40S",
  gpuCount: 1,
  region: null,
  brokeredName: null,
  pricingModel: "on-demand",
  quotedPerHour: "1.5",
  state: "refused",
  reason: "no-capacity",
  detail: null,
  startedAt: "2026-11-26T12:00:00Z",
  endedAt: "2026-11-26T12:00:05Z",
  cost: "0",
};

function shown(more: Partial<AttemptView> = {}): string {
  const view = { attempts: [{ ...attempt, ...more }], cost: { ceilingPerHour: null } };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <AttemptsCard view={view as unknown as LiveDeploymentDetail} />
    </NextIntlClientProvider>,
  );
}

it("says of a refused launch that it cost nothing, but for a disk that is made first", () => {
  expect(shown()).toContain("cost nothing<");
  expect(shown({ providerId: "crusoe" })).toContain("a fraction of a cent for its disk<");
});

it("names the cloud behind a broker's offer", () => {
  expect(shown()).not.toContain("runs at");
  expect(shown({ brokeredName: "Massed Compute" })).toContain("runs at Massed Compute");
});
