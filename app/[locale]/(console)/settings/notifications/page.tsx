import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotificationsPage } from "@/components/notifications/notifications-page";
import { type LocaleParams, pageLocale } from "../../../page-locale";
import { pageTeamId } from "../../page-team";
import {
  acknowledgeNotice,
  addOwnChannel,
  askToLinkTelegram,
  confirmOwnTelegram,
  removeOwnChannel,
  resumeOwnMail,
  retryTelling,
  rotateChannelSecret,
  setOwnPreference,
  setOwnRule,
  setTeamEscalation,
  tryChannel,
  turnChannel,
} from "./actions";

export async function generateMetadata(props: LocaleParams): Promise<Metadata> {
  await pageLocale(props);
  const t = await getTranslations("notifications");
  return { title: t("title") };
}

export default async function NotificationsRoute(props: LocaleParams) {
  await pageLocale(props);
  const teamId = await pageTeamId();
  return (
    <NotificationsPage
      acts={{
        add: addOwnChannel.bind(null, teamId),
        rotate: rotateChannelSecret.bind(null, teamId),
        remove: removeOwnChannel.bind(null, teamId),
        turn: turnChannel.bind(null, teamId),
        test: tryChannel.bind(null, teamId),
        askTelegram: askToLinkTelegram.bind(null, teamId),
        confirmTelegram: confirmOwnTelegram.bind(null, teamId),
        setRule: setOwnRule.bind(null, teamId),
        setPreference: setOwnPreference.bind(null, teamId),
        setEscalation: setTeamEscalation.bind(null, teamId),
        acknowledge: acknowledgeNotice.bind(null, teamId),
        resumeMail: resumeOwnMail,
        retry: retryTelling.bind(null, teamId),
      }}
    />
  );
}
