import { AwsV4Signer } from "aws4fetch";
import { createTransport } from "nodemailer";
import { z } from "zod";
import { env } from "@/lib/env";
import type { HttpResponse } from "@/lib/http";
import type { Outcome } from "@/lib/notifications/channels/contract";
import type { Carrier, Letter } from "@/lib/notifications/channels/email/carriers/contract";
import { baseOf } from "@/lib/notifications/channels/played-base";
import { outcomeOfRefusal, postJson } from "@/lib/notifications/channels/post-json";

const taken = z.object({ MessageId: z.string() });
/** What stands in the way of every mail of the account, and is set right there. */
const ofAccount = /AccountSuspended|SendingPaused|MailFromDomainNotVerified|LimitExceeded/;

/** Amazon SES by its own interface (v2), with the key of the settings. */
export const ses: Carrier = {
  async carry(letter) {
    const host = `https://email.${env.SES_REGION}.amazonaws.com`;
    const url = `${baseOf("ses", host)}/v2/email/outbound-emails`;
    const raw = (await written(letter)).toString("base64");
    const body = { Destination: { ToAddresses: [letter.to] }, Content: { Raw: { Data: raw } } };
    const headers = await signed(url, JSON.stringify(body));
    return postJson({ url, headers, body }, (answer) => readAnswer(answer, letter));
  },
};

/** The mail as it travels, because SES writes none with the headers that ours have. */
async function written(letter: Letter): Promise<Buffer> {
  const writer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const { message } = await writer.sendMail(letter);
  if (!Buffer.isBuffer(message)) throw new Error("the mail was not written in one piece");
  return message;
}

async function signed(url: string, body: string): Promise<Record<string, string>> {
  const signer = new AwsV4Signer({
    method: "POST",
    url,
    body,
    accessKeyId: env.SES_ACCESS_KEY_ID ?? "",
    secretAccessKey: env.SES_SECRET_ACCESS_KEY ?? "",
    service: "ses",
    region: env.SES_REGION ?? "",
  });
  const { headers } = await signer.sign();
  headers.delete("host");
  return Object.fromEntries(headers);
}

function readAnswer(answer: HttpResponse, { messageId }: Letter): Outcome {
  const { status, headers, text } = answer;
  if (status === 200) return { kind: "sent", externalId: nameIn(text) ?? messageId };
  const name = headers.get("x-amzn-errortype") ?? "";
  const isOurs = status === 401 || status === 403 || ofAccount.test(name);
  if (isOurs) return { kind: "retry", failure: `${status} ${name || text.slice(0, 200)}` };
  return outcomeOfRefusal(answer);
}

/** What SES calls the mail, for those who look for it there. */
function nameIn(text: string): string | undefined {
  try {
    return taken.safeParse(JSON.parse(text)).data?.MessageId;
  } catch {
    return undefined;
  }
}
