import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import { runSandbox, type SandboxProcess } from "@/tests/integration/sandbox/sandbox-process";

const mailShape = z.object({
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  links: z.array(z.string()),
  messageId: z.string(),
  from: z.string(),
  headers: z.record(z.string(), z.string()),
  raw: z.string(),
});
export type CaughtMail = z.output<typeof mailShape>;

export interface SmtpFault {
  readonly kind: "reject-550" | "defer-451" | "cut-after-data" | "delay" | "key-revoked";
  readonly to: string;
  readonly times?: number;
  readonly ms?: number;
}

/** The outside world of one test file: providers and a mail server, as a process of their own. */
export interface Outside {
  readonly process: SandboxProcess;
  mailsTo(address: string): Promise<CaughtMail[]>;
  breakMail(fault: SmtpFault): Promise<void>;
  control(path: string, body: unknown): Promise<void>;
  /** The same with its answer. */
  post(path: string, body: unknown): Promise<unknown>;
  read(path: string): Promise<unknown>;
}

/** Starts the outside world before a file's tests and points the settings at it. */
export function openOutside(): () => Outside {
  const held: { outside?: Outside } = {};
  beforeAll(async () => {
    const sandbox = await runSandbox({ SANDBOX_PACE: "40" });
    process.env.SANDBOX_URL = sandbox.url;
    process.env.SMTP_URL = `smtp://127.0.0.1:${sandbox.smtpPort}`;
    process.env.SANDBOX_NETWORK_URL = `socks5://127.0.0.1:${sandbox.networkPort}`;
    process.env.SANDBOX_NETWORK_CA = sandbox.authorityFile;
    held.outside = outsideAt(sandbox);
  });
  afterAll(() => held.outside?.process.stop());
  return () => {
    if (!held.outside) throw new Error("the outside world is not up yet");
    return held.outside;
  };
}

function outsideAt(sandbox: SandboxProcess): Outside {
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(`${sandbox.url}/control/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    process: sandbox,
    async mailsTo(address) {
      const answer = await fetch(`${sandbox.url}/control/mail?to=${encodeURIComponent(address)}`);
      return z.array(mailShape).parse(await answer.json());
    },
    breakMail: (fault) => post("mail/faults", fault).then(() => undefined),
    control: (path, body) => post(path, body).then(() => undefined),
    post,
    async read(path) {
      return (await fetch(`${sandbox.url}/control/${path}`)).json();
    },
  };
}
