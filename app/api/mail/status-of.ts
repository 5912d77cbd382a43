/** What a post about mails is answered with. */
export const statusOf = { taken: 200, refused: 403, malformed: 400, "not-set-up": 503 } as const;
