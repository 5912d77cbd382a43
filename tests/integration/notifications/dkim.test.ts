import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { deliver } from "@/lib/notifications/deliver";
import { closeAfterwards } from "@/tests/factories/close";
import { readDelivery, tell } from "@/tests/factories/deliveries";
import { readDkim } from "@/tests/factories/dkim";
import { makePayer } from "@/tests/factories/people";
import { openOutside } from "@/tests/factories/sandbox";

closeAfterwards();
const outside = openOutside();
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const publicKey = createPublicKey(privateKey);

beforeAll(() => {
  Object.assign(process.env, {
    DKIM_DOMAIN: "computehub.local",
    DKIM_SELECTOR: "ch1",
    DKIM_PRIVATE_KEY: privateKey.export({ type: "pkcs8", format: "pem" }),
  });
});

it("a mail is signed by its sender's domain, its way out included", async () => {
  const person = await makePayer("zh");
  const { id } = await tell(person, "deployment.lost", "训练");
  await deliver(id);
  expect(await readDelivery(id)).toMatchObject({ state: "sent" });
  const [mail] = await outside().mailsTo(person.email);
  const raw = mail?.raw ?? "";
  const seen = readDkim(raw, publicKey);
  expect(seen).toMatchObject({ domain: "computehub.local", selector: "ch1", isGood: true });
  const needed = ["from", "to", "subject", "date", "message-id"];
  const wayOut = ["list-unsubscribe", "list-unsubscribe-post"];
  expect(seen?.covers).toEqual(expect.arrayContaining([...needed, ...wayOut]));

  const changed = [
    raw.replace("/api/notifications/off", "/api/notifications/elsewhere"),
    raw.replace("List-Unsubscribe=One-Click", "List-Unsubscribe=Two-Clicks"),
    `${raw}\r\nMore.\r\n`,
  ];
  for (const one of changed) {
    expect(one).not.toBe(raw);
    expect(readDkim(one, publicKey)?.isGood).toBe(false);
  }
});
