import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { liveQuery } from "@/components/console/use-live";

// Where there is no window, nothing is read again by itself.
vi.hoisted(() => vi.stubGlobal("window", new EventTarget()));

/** What the server would answer, and how often it was asked. */
const server = { says: "first", asked: 0, takesMs: 400 };

beforeEach(() => {
  vi.useFakeTimers();
  server.asked = 0;
  vi.stubGlobal("fetch", async () => {
    server.asked += 1;
    const data = server.says;
    await new Promise((resolve) => setTimeout(resolve, server.takesMs));
    return Response.json({ now: "2026-11-26T12:00:00Z", team: null, data });
  });
});
afterEach(() => {
  vi.useRealTimers();
});

function openWindow(isMoving: boolean) {
  const observer = new QueryObserver(
    new QueryClient(),
    liveQuery<string>("keys", { isMoving: () => isMoving }),
  );
  const close = observer.subscribe(() => {});
  return { shown: () => observer.getCurrentResult().data?.data, close };
}

it.each([
  ["at rest", false],
  ["moving", true],
])(
  "shows within three seconds what was done elsewhere, whatever is %s",
  async (_what, isMoving) => {
    server.says = "first";
    const { shown, close } = openWindow(isMoving);
    await vi.advanceTimersByTimeAsync(server.takesMs);
    expect(shown()).toBe("first");
    for (const [next, afterMs] of [
      ["second", 0],
      ["third", 900],
      ["fourth", 2_499],
    ] as const) {
      await vi.advanceTimersByTimeAsync(afterMs);
      server.says = next;
      await vi.advanceTimersByTimeAsync(3_000);
      expect(shown()).toBe(next);
    }
    close();
  },
);

it("asks no more often than every two seconds", async () => {
  const { close } = openWindow(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.asked).toBeLessThanOrEqual(31);
  expect(server.asked).toBeGreaterThan(20);
  close();
});
