/**
 * A run that goes on for longer than its drill: what the server says is handed on, and once it has said enough, its
 * frames are said again with later times. The page cannot tell, and is measured over as long a run as is wanted.
 */

/**
 * @typedef {{ atUs: number, values: (number | null)[] }} Row
 * @typedef {object} Lengthened
 * @property {() => number} simulatedSeconds that the page has been shown since the greeting
 * @property {() => number} series
 * @property {() => void} repeat from now on, the run is what was heard before, again and again
 */

/**
 * @param {import("playwright-core").Page} page
 * @param {{ minutes: number, secondsPerFrame: number, frameMilliseconds: number }} options
 * @returns {Promise<Lengthened>}
 */
export async function lengthenRun(page, { minutes, secondsPerFrame, frameMilliseconds }) {
  /** @type {Row[]} */
  const heard = [];
  let opensUs = 0;
  let nowUs = 0;
  let series = 0;
  /** @type {any} */
  let lastFrame = null;
  let repeating = false;
  let say = (/** @type {string} */ _text) => {};
  await page.routeWebSocket(/\/live$/, (socket) => {
    const server = socket.connectToServer();
    say = (text) => socket.send(text);
    server.onMessage((text) => {
      const message = JSON.parse(String(text));
      if (message.type === "hello") {
        opensUs = message.clock.nowUs;
        nowUs = opensUs;
        series = message.series.length;
        message.drill.endsUs = opensUs + (minutes + 5) * 60e6;
        heard.push(...message.news.rows.slice(-600));
      } else if (message.type === "frame") {
        if (repeating) return;
        heard.push(...message.news.rows);
        nowUs = message.clock.nowUs;
        lastFrame = message;
      }
      socket.send(JSON.stringify(message));
    });
  });
  return {
    simulatedSeconds: () => (nowUs - opensUs) / 1e6,
    series: () => series,
    repeat: () => {
      repeating = true;
      const intervalUs = (heard[1]?.atUs ?? 0) - (heard[0]?.atUs ?? 0);
      const rowsPerFrame = Math.max(1, Math.round((secondsPerFrame * 1e6) / intervalUs));
      let lastUs = heard.at(-1)?.atUs ?? 0;
      let at = 0;
      const timer = setInterval(() => {
        const rows = Array.from({ length: rowsPerFrame }, () => {
          lastUs += intervalUs;
          at = (at + 1) % heard.length;
          return { atUs: lastUs, values: heard[at]?.values ?? [] };
        });
        nowUs = lastUs;
        if (nowUs - opensUs > minutes * 60e6) clearInterval(timer);
        const news = { rows, messages: [], alerts: [], deploys: [], entries: [] };
        say(JSON.stringify({ type: "frame", clock: { ...lastFrame.clock, nowUs }, news }));
      }, frameMilliseconds);
    },
  };
}
