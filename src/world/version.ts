/** Changes only when results change: a journal of another engine version cannot be replayed bit for bit. */
export const engineVersion = "1";
