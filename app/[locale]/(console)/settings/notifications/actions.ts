"use server";

import { teamAction } from "@/lib/actions/team-action";
import { acknowledge } from "@/lib/notifications/escalation/acknowledge";
import { setEscalation } from "@/lib/notifications/escalation/set-escalation";
import { addChannel } from "@/lib/notifications/kept/add-channel";
import { removeChannel } from "@/lib/notifications/kept/remove-channel";
import { retryDelivery } from "@/lib/notifications/kept/retry-delivery";
import { rotateSecret } from "@/lib/notifications/kept/rotate-secret";
import { switchChannel } from "@/lib/notifications/kept/switch-channel";
import { testChannel } from "@/lib/notifications/kept/test-channel";
import { setPreference } from "@/lib/notifications/rules/set-preference";
import { setRule } from "@/lib/notifications/rules/set-rule";
import { askTelegramLink } from "@/lib/notifications/telegram-bot/ask-link";
import { confirmTelegram } from "@/lib/notifications/telegram-bot/confirm-link";

export const addOwnChannel = teamAction(addChannel);
export const rotateChannelSecret = teamAction(rotateSecret);
export const removeOwnChannel = teamAction(removeChannel);
export const turnChannel = teamAction(switchChannel);
export const tryChannel = teamAction(testChannel);
export const askToLinkTelegram = teamAction(askTelegramLink);
export const confirmOwnTelegram = teamAction(confirmTelegram);
export const setOwnRule = teamAction(setRule);
export const setOwnPreference = teamAction(setPreference);
export const setTeamEscalation = teamAction(setEscalation);
export const acknowledgeNotice = teamAction(acknowledge);
export const retryTelling = teamAction(retryDelivery);
