import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Clock } from "../clock";
import { keepMail } from "./keep-mail";
import type { Mailbox } from "./mailbox";
import type { SmtpFaults } from "./smtp-faults";

const LARGEST_MAIL = 10 * 1024 * 1024;

/** A real SMTP server on loopback that keeps every message and delivers none. */
export interface MailCatcher {
  port: number;
  close(): Promise<void>;
}

export async function startSmtp(
  port: number,
  mailbox: Mailbox,
  faults: SmtpFaults,
  clock: Clock,
): Promise<MailCatcher> {
  const sockets = new Map<number, Socket>();
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    closeTimeout: 1_000,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "anyone" }),
    onRcptTo(address, _session, done) {
      const fault = faults.take([address.address], ["reject-550", "defer-451"]);
      if (!fault) done();
      else if (fault.kind === "reject-550") done(refusal(550, "No such user here"));
      else done(refusal(451, "Try again later"));
    },
    onData(stream, session, done) {
      keep(stream, session, mailbox, clock)
        .then(async () => {
          const to = recipients(session);
          const fault = faults.take(to, ["cut-after-data", "delay"]);
          if (fault?.kind === "cut-after-data")
            return void sockets.get(session.remotePort)?.destroy();
          if (fault?.kind === "delay") await new Promise((next) => setTimeout(next, fault.ms));
          done();
        })
        .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
    },
  });
  server.on("error", () => {});
  server.server.on("connection", (socket: Socket) => {
    const from = socket.remotePort ?? 0;
    sockets.set(from, socket);
    socket.once("close", () => sockets.delete(from));
  });
  const raw = server.listen(port, "127.0.0.1");
  await Promise.race([
    once(raw, "listening"),
    once(raw, "error").then(([error]) => Promise.reject(error)),
  ]);
  return {
    port: portOf(raw.address()),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

async function keep(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  mailbox: Mailbox,
  clock: Clock,
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece));
  if (stream.sizeExceeded) throw refusal(552, "Message too large");
  const from = (session.envelope.mailFrom || { address: "" }).address;
  await keepMail(mailbox, clock, { raw: Buffer.concat(pieces), to: recipients(session), from });
}

function recipients(session: SMTPServerSession): string[] {
  return session.envelope.rcptTo.map((recipient) => recipient.address);
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
