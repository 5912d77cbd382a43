"use server";

import { action } from "@/lib/actions/action";
import { joinWaitingList } from "@/lib/pricing/join-waiting-list";

export const joinWaitingListByMail = action(joinWaitingList);
