import { expect, it } from "vitest";
import { shareReads } from "@/lib/share-reads";

/** Reads that end when told to. */
function controlled() {
  const begun: PromiseWithResolvers<number>[] = [];
  const read = () => {
    const one = Promise.withResolvers<number>();
    begun.push(one);
    return one.promise;
  };
  return { begun, read };
}

it("begins one read for all who ask while another is under way", async () => {
  const ask = shareReads<number>();
  const { begun, read } = controlled();
  const first = ask("team", read);
  const others = [ask("team", read), ask("team", read), ask("team", read)];
  expect(begun).toHaveLength(1);
  begun[0]?.resolve(1);
  expect(await first).toBe(1);
  await expect.poll(() => begun.length).toBe(2);
  begun[1]?.resolve(2);
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
  const last = ask("team", read);
  expect(begun).toHaveLength(3);
  begun[2]?.resolve(3);
  expect(await last).toBe(3);
});

it("lets reads of different keys go side by side", () => {
  const ask = shareReads<number>();
  const { begun, read } = controlled();
  void ask("one team", read);
  void ask("another", read);
  expect(begun).toHaveLength(2);
});

it("goes on after a read that failed, whose error only its own asker hears", async () => {
  const ask = shareReads<number>();
  const { begun, read } = controlled();
  const failing = ask("team", read);
  const next = ask("team", read);
  begun[0]?.reject(new Error("no database"));
  await expect(failing).rejects.toThrow("no database");
  await expect.poll(() => begun.length).toBe(2);
  begun[1]?.resolve(2);
  expect(await next).toBe(2);
});
