import { encode } from "uqr";
import { z } from "zod";
import { personOfScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { defineAccountVerb } from "@/lib/verbs/define-verb";
import { nothing } from "./schema";
import { newTotpSecret, sealTotp, totpUri } from "./totp";

/** A QR code: the side's length in modules, and an SVG path over the dark ones. */
const qrCode = z.object({ size: z.number(), path: z.string() });

/** Makes a secret for an authenticator app, shown this once. It counts once its first code is right. */
export const beginTotp = defineAccountVerb({
  name: "accounts.begin-totp",
  input: nothing,
  output: z.object({ secret: z.string(), qr: qrCode }),
  secretAnswer: true,
  permission: "self",
  feature: null,
  fresh: true,
  audit: () => ({}),
  async run({ tx, scope, now }) {
    const { userId } = personOfScope(scope);
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    const secret = newTotpSecret();
    const sealed = { ...sealTotp(secret, userId), createdAt: now, lastStep: 0 };
    await tx.totp.deleteMany({ where: { userId, confirmedAt: null } });
    const { count } = await tx.totp.createMany({
      data: [{ userId, ...sealed }],
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError("conflict", "totp-set");
    return { secret, qr: drawQr(totpUri(secret, email)) };
  },
});

function drawQr(text: string): z.output<typeof qrCode> {
  const { size, data } = encode(text, { border: 2 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return { size, path };
}
