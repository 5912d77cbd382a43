import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

export interface ClientTextsProps {
  /** Top-level parts of messages/*.json that client components below use. */
  readonly namespaces: readonly string[];
  readonly children: ReactNode;
}

/** Sends the browser only the texts that the client components of a page need. */
export async function ClientTexts({ namespaces, children }: ClientTextsProps) {
  const all = await getMessages();
  const messages = Object.fromEntries(
    Object.entries(all).filter(([namespace]) => namespaces.includes(namespace)),
  );
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
