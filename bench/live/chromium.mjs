/** Debian's Chromium, kept from everything that is not the page: no network of its own, no first-run windows. */
export const chromiumFlags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const chromiumPath = process.env.SMOKEJUMPER_CHROMIUM ?? "/usr/bin/chromium";
