"use client";

import { useTranslations } from "next-intl";
import { LiveNotice } from "@/components/console/live-notice";
import { useLive } from "@/components/console/use-live";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import type { ProfileView } from "@/lib/accounts/types";
import { AccountCard } from "./account-card";
import { EmailCard } from "./email-card";
import { PersonCard } from "./person-card";
import type { ProfileActs } from "./profile-acts";

/** Who the person is: name, language of mails, address. */
export function ProfilePage({ acts }: { readonly acts: ProfileActs }) {
  const t = useTranslations("console.profile");
  const live = useLive<ProfileView>("profile");
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title={t("title")} note={t("text")} />
      <LiveNotice live={live} />
      {live.data ? (
        <>
          <PersonCard view={live.data} acts={acts} />
          <EmailCard view={live.data} askEmailChange={acts.askEmailChange} />
          <AccountCard acts={acts} />
        </>
      ) : (
        live.trouble === null && <Skeleton className="h-60" />
      )}
    </div>
  );
}
