import type { AuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import GithubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { z } from "zod";
import type { admission } from "@/lib/accounts/schema";
import { signIn } from "@/lib/accounts/sign-in";
import { signInWithProvider } from "@/lib/accounts/sign-in-with-provider";
import { signOut } from "@/lib/accounts/sign-out";
import { verifyEmail } from "@/lib/accounts/verify-email";
import { oauthProfile, readGithubProfile, readGoogleProfile } from "@/lib/actions/oauth-profiles";
import { readSession } from "@/lib/auth/read-session";
import type { Scope } from "@/lib/auth/scope";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { SESSION_SECONDS } from "@/lib/auth/session-lifetime";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { httpCall } from "@/lib/http";
import { localePath } from "@/lib/i18n/locales";
import { log } from "@/lib/log";
import { runVerb } from "@/lib/verbs/run-verb";

/**
 * Settings of the sign-in library for one request. The cookie holds a session id and nothing else;
 * its row is looked up on every read, so a deleted session is dead whatever the cookie says.
 * `scope` is who asks, a visitor or somebody signed in before.
 */
export function authOptions(scope: Scope): AuthOptions {
  const page = localePath(scope.locale, "/sign-in");
  const opened = new Map<string, string>();
  const open = (user: Admission): User => {
    if ("secondStep" in user) throw new SecondStepNeeded(user.secondStep);
    opened.set(user.userId, user.sessionId);
    return { id: user.userId };
  };
  return {
    secret: env.AUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: sessionCookie().options.secure,
    cookies: { sessionToken: sessionCookie() },
    pages: { signIn: page, error: page, signOut: page },
    providers: [credentials(scope, open), ...outside()],
    logger: {
      error: (code) => log.warn("sign-in library refused", { reason: code }),
      warn: (code) => log.debug("sign-in library warned", { reason: code }),
      debug: () => undefined,
    },
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth") return true;
        try {
          const facts = { ...oauthFacts(account.provider, profile), locale: scope.locale };
          user.id = open(await runVerb(signInWithProvider, scope, facts)).id;
          return true;
        } catch (error) {
          if (error instanceof SecondStepNeeded) {
            return localePath(scope.locale, `/second-step?step=${error.stepId}`);
          }
          if (!(error instanceof AppError)) throw error;
          return `${page}?error=${error.reason}`;
        }
      },
      async jwt({ token, user, account }) {
        if (account) return { sid: opened.get(user.id) };
        const alive = typeof token.sid === "string" && (await readSession(token.sid, ""));
        if (!alive) throw new AppError("unauthenticated");
        return { sid: token.sid };
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        const ended = typeof token?.sid === "string" ? await readSession(token.sid, "") : null;
        if (ended) await runVerb(signOut, { ...ended, address: scope.address }, {});
      },
    },
  };
}

type Admission = z.output<typeof admission>;

/** The first step was right, and nobody is signed in before the second. */
class SecondStepNeeded extends Error {
  readonly stepId: string;

  constructor(stepId: string) {
    super("second step needed");
    this.stepId = stepId;
  }
}

/** Takes address and password, or once the token of a verification link. */
function credentials(
  scope: Scope,
  open: (user: Admission) => User,
): AuthOptions["providers"][number] {
  return CredentialsProvider({
    credentials: { email: {}, password: {}, verifyToken: {} },
    async authorize(given) {
      try {
        return given?.verifyToken
          ? open(await runVerb(verifyEmail, scope, { token: given.verifyToken }))
          : open(await runVerb(signIn, scope, given ?? {}));
      } catch (error) {
        if (error instanceof AppError) throw new Error(error.reason);
        if (error instanceof SecondStepNeeded) throw new Error("second-step-needed");
        log.error("sign-in failed", { error: String(error) });
        throw new Error("internal");
      }
    },
  });
}

function outside(): AuthOptions["providers"] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET } = env;
  return [
    ...(GITHUB_ID && GITHUB_SECRET ? [github(GITHUB_ID, GITHUB_SECRET)] : []),
    ...(GOOGLE_ID && GOOGLE_SECRET
      ? [GoogleProvider({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET })]
      : []),
  ];
}

function github(clientId: string, clientSecret: string): AuthOptions["providers"][number] {
  return GithubProvider({
    clientId,
    clientSecret,
    userinfo: {
      url: "https://api.github.com/user",
      async request({ tokens }) {
        const token = tokens.access_token ?? "";
        const user = await askGithub("https://api.github.com/user", token);
        const emails = await askGithub("https://api.github.com/user/emails", token);
        const { name, ...facts } = readGithubProfile(user, emails);
        return { ...facts, name: name ?? undefined };
      },
    },
    profile: ({ id }) => ({ id: String(id) }),
  });
}

async function askGithub(url: string, token: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${token}`, "user-agent": "computehub" };
  const { status, text } = await httpCall({ method: "GET", url, headers });
  if (status !== 200) throw new Error(`GitHub answered ${status}`);
  return JSON.parse(text);
}

function oauthFacts(provider: string, profile: unknown) {
  const facts = provider === "github" ? oauthProfile.parse(profile) : readGoogleProfile(profile);
  const { id: providerAccountId, name, verifiedEmail } = facts;
  return { provider, providerAccountId, name, verifiedEmail };
}
