import { describe, expect, test } from "vitest";
import { orderOf } from "@/sandbox/control/order";

describe("the sandbox command", () => {
  test("kills, moves a price, breaks, mends and moves the clock", () => {
    const order = (line: string) => orderOf(line.split(" "));
    expect(order("kill runpod pod_123")).toEqual({
      method: "POST",
      path: "/control/runpod/machines/pod_123/kill",
      body: {},
    });
    expect(order("kill lambda i-1 preempted")?.body).toEqual({ how: "preempted" });
    expect(order("price vultr vcg-1 2.5")?.body).toEqual({ id: "vcg-1", usd: "2.5" });
    expect(order("stock lambda gpu_1x_a10 us-west-1 0")?.body).toMatchObject({ count: 0 });
    expect(order("break vultr")?.body).toEqual({ on: true });
    expect(order("mend vultr")?.body).toEqual({ on: false });
    expect(order("advance 2h")?.body).toEqual({ advanceMs: 7_200_000 });
    expect(order("mail ada@example.com")?.path).toBe("/control/mail?to=ada%40example.com");
  });

  test("a line that makes no sense is no order", () => {
    for (const line of ["", "kill", "kill runpod", "advance soon", "price a b", "dance"]) {
      expect(orderOf(line.split(" "))).toBeUndefined();
    }
  });
});
