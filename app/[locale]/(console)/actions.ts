"use server";

import { endSessionAction } from "@/lib/actions/session-action";

export const signOutHere = endSessionAction("this");
