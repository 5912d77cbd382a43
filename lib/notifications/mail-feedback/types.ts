/** Why nothing is told at an address: it takes no mail, or its reader called one spam. */
export type MailEnding = "bounced" | "complained";
