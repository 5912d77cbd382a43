"use client";

import { useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { useLive } from "@/components/console/use-live";
import { Banner } from "@/components/ui/banner";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { SecurityView } from "@/lib/accounts/types";
import { PasskeysCard } from "./passkeys-card";
import { PasswordCard } from "./password-card";
import { RecoveryCard } from "./recovery-card";
import type { SecurityActs } from "./security-acts";
import { SessionsCard } from "./sessions-card";
import { TotpCard } from "./totp-card";

/** How the person signs in, and where they are signed in. */
export function SecurityPage({ acts }: { readonly acts: SecurityActs }) {
  const t = useTranslations("console.security");
  const live = useLive<SecurityView>("security");
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader
        title={t("title")}
        note={live.data && t("signedInAs", { email: live.data.email })}
      />
      <LiveNotice live={live} />
      {live.data ? (
        <Inside view={live.data} acts={acts} />
      ) : (
        live.trouble === null && <Skeleton className="h-72" />
      )}
    </div>
  );
}

interface InsideProps {
  readonly view: SecurityView;
  readonly acts: SecurityActs;
}

function Inside({ view, acts }: InsideProps) {
  const t = useTranslations("console.security");
  const { factors, askedBy } = view;
  const hasFactor = factors.totpSince !== null || factors.passkeys.length > 0;
  const teams = askedBy.join(", ");
  return (
    <>
      {!hasFactor && askedBy.length > 0 && (
        <Banner tone="warn" title={t("asked", { teams })}>
          {t("askedText")}
        </Banner>
      )}
      <TotpCard factors={factors} acts={acts} />
      <PasskeysCard factors={factors} acts={acts} />
      {hasFactor && <RecoveryCard factors={factors} acts={acts} />}
      {view.hasPassword && <PasswordCard changePassword={acts.changePassword} />}
      <SessionsCard sessions={view.sessions} acts={acts} />
    </>
  );
}
