/** What is wrong with a machine: it ended in an error, nobody can find it, or it does not answer. */
export const machineTroubles = ["machine-failed", "machine-lost", "machine-unhealthy"] as const;
export type MachineTrouble = (typeof machineTroubles)[number];

interface Since {
  /** An ISO instant. */
  readonly since: string;
}

interface MachineProblem extends Since {
  readonly kind: MachineTrouble;
  readonly deploymentId: string;
  readonly name: string;
  /** What is wrong where it is unwell, a key of `healthFaults`. */
  readonly fault: string | null;
}

/** A trouble of several machines or of an account, with all that happened in it. */
interface IncidentProblem extends Since {
  readonly kind: "incident";
  readonly incidentId: string;
  readonly cause: "machine" | "account" | "region" | "us";
  /** A key of `healthFaults`. */
  readonly fault: string;
  /** Of the account's key; `null`: it is no account's. */
  readonly name: string | null;
  readonly providerId: string | null;
  readonly region: string | null;
}

interface KeyProblem extends Since {
  readonly kind: "key-refused" | "key-unreadable";
  readonly keyId: string;
  readonly providerId: string;
  readonly name: string;
}

interface CreditProblem extends Since {
  readonly kind: "low-credit";
  readonly keyId: string;
  readonly providerId: string;
  readonly name: string;
  /** How long the account's machines can go on; 0 where nothing is left. */
  readonly hoursLeft: number;
}

interface StrayProblem extends Since {
  readonly kind: "stray";
  readonly strayId: string;
  readonly name: string;
}

interface PaymentProblem extends Since {
  readonly kind: "payment-missing";
  /** Until when the tier stays, an ISO instant. */
  readonly until: string;
}

/** A day that cost clearly more than is usual; YYYY-MM-DD and decimal dollars. */
interface DearDayProblem extends Since {
  readonly kind: "dear-day";
  readonly day: string;
  readonly spent: string;
  readonly usual: string;
}

/** Nothing is told in a channel any more: it was blocked, is gone, or failed for too long. */
interface ChannelProblem extends Since {
  readonly kind: "channel-ended";
  readonly channelId: string;
  readonly name: string;
}

/** Nothing is told at the person's own address any more. */
interface MailProblem extends Since {
  readonly kind: "mail-ended";
  readonly email: string;
  /** It takes no mail, or the person called one spam. */
  readonly why: "bounced" | "complained";
}

/** Something that somebody of the team has to look at. */
export type Problem =
  | IncidentProblem
  | MachineProblem
  | KeyProblem
  | CreditProblem
  | StrayProblem
  | PaymentProblem
  | DearDayProblem
  | ChannelProblem
  | MailProblem;

/** The open problems of a team, the gravest first, and how many there are in all. */
export interface ProblemsView {
  readonly problems: readonly Problem[];
  readonly count: number;
}
