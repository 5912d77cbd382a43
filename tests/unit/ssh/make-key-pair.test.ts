import ssh2 from "ssh2";
import { expect, it } from "vitest";
import { makeKeyPair } from "@/lib/ssh/make-key-pair";

it("makes pairs of which every one can be used", () => {
  const text = Buffer.from("to be signed");
  const useless = Array.from({ length: 2_000 }, () => makeKeyPair("computehub-watch")).filter(
    ({ publicKey, privateKey }) => {
      const [own, shown] = [ssh2.utils.parseKey(privateKey), ssh2.utils.parseKey(publicKey)];
      if (own instanceof Error || shown instanceof Error) return true;
      return shown.verify(text, own.sign(text)) !== true;
    },
  );
  expect(useless).toEqual([]);
});
