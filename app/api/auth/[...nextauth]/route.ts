import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/actions/sign-in-library";
import { currentScopeOrVisitor } from "@/lib/auth/session";

interface Context {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

async function handle(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(authOptions(await currentScopeOrVisitor()))(request, context);
}

export { handle as GET, handle as POST };
