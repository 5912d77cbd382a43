"use server";

import { prepareExport } from "@/lib/account-export/prepare-export";
import { askEmailChange } from "@/lib/accounts/ask-email-change";
import { changeLocale } from "@/lib/accounts/change-locale";
import { changeName } from "@/lib/accounts/change-name";
import { action } from "@/lib/actions/action";
import { deleteAccount } from "@/lib/erasure/delete-account";

export const changeOwnName = action(changeName);
export const changeOwnLocale = action(changeLocale);
export const askOwnEmailChange = action(askEmailChange);
export const prepareOwnExport = action(prepareExport);
export const deleteOwnAccount = action(deleteAccount);
