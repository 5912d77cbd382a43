import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { ServerClock } from "@/components/console/server-clock";
import { HealthLine } from "@/components/deployments/health-line";
import type { LiveDeployment } from "@/components/deployments/live-deployment";
import en from "@/messages/en.json";

const MINUTE_MS = 60_000;
const NOW = Date.parse("2026-11-26T12:00:00Z");

/** What a machine's page says of a look that was so long ago. */
function saidAfter(ms: number, status = "running"): string {
  const health = { verdict: "healthy", checkedAt: new Date(NOW - ms).toISOString() };
  const view = { status, health } as unknown as LiveDeployment;
  const live = { now: new Date(NOW).toISOString(), receivedMs: Date.now() };
  return renderToString(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={en}>
      <ServerClock live={live}>
        <HealthLine view={view} />
      </ServerClock>
    </NextIntlClientProvider>,
  );
}

it("calls a machine fine only while the provider's answer is of now", () => {
  expect(saidAfter(MINUTE_MS)).toContain(en.deployments.health.healthy);
  expect(saidAfter(9 * MINUTE_MS)).toContain(en.deployments.health.healthy);
  const old = saidAfter(16.5 * 60 * MINUTE_MS);
  expect(old).not.toContain(en.deployments.health.healthy);
  expect(old).toContain("last asked 16 h ago");
});

it("does not call a stopped machine fine, which nobody looks into", () => {
  const stopped = saidAfter(1.5 * MINUTE_MS, "stopped");
  expect(stopped).not.toContain(en.deployments.health.healthy);
  expect(stopped).toContain("asked 1 min ago");
});
