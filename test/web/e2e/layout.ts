/** What is asked of a screen's measures: nothing is cut off, and everything can be hit with a finger. */
import type { Page } from "playwright-core";

/** WCAG 2.2's least size of a target, in CSS pixels. */
const leastTarget = 24;

/** Pixels by which the page can be scrolled sideways; 0 is how it should be. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/**
 * Controls that cannot be reached because they lie outside of the view, and targets that are too small to hit. What
 * scrolls inside of its own frame is reached by scrolling; a link inside of a sentence is as high as its line, and a
 * small control whose label or row is large enough is hit through that.
 */
export function badControls(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const wanted = "a[href], button, input, select, textarea, summary, [role=tab], [role=option]";
    const faults: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(wanted)) {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      // Hidden from the eye, there for those who listen: nobody aims at it.
      const style = getComputedStyle(element);
      if (style.clipPath !== "none" || element.closest("[inert]")) continue;
      const isTiny = element.offsetWidth <= 1 && element.offsetHeight <= 1;
      const label = element.closest("label");
      if (isTiny && !label) continue;
      const box = (label ?? element).getBoundingClientRect();
      const own = element.getBoundingClientRect();
      const target = own.width >= least && own.height >= least ? own : box;
      const text = element.getAttribute("aria-label") ?? element.textContent ?? "";
      const name = `${element.tagName.toLowerCase()} "${text.trim().replaceAll(/\s+/g, " ").slice(0, 60)}"`;
      if (!scrolls(element) && (target.left < -0.5 || target.right > innerWidth + 0.5)) {
        faults.push(
          `${name} lies outside: ${Math.round(target.left)} to ${Math.round(target.right)}`,
        );
      }
      const isInText = element.tagName === "A" && style.display === "inline";
      if (isInText) continue;
      // Half a pixel is lost to rounding at some widths.
      if (target.width < least - 0.5 || target.height < least - 0.5) {
        faults.push(`${name} is ${Math.round(target.width)} by ${Math.round(target.height)}`);
      }
    }
    return faults;

    function scrolls(element: Element): boolean {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        const { overflowX } = getComputedStyle(at);
        if (overflowX === "auto" || overflowX === "scroll") return true;
        if (at.matches(".react-flow")) return true;
      }
      return false;
    }
  }, leastTarget);
}

export interface Stop {
  name: string;
  /** Whether a line around it, or around the part of it that stands for it, shows that it has the focus. */
  hasRing: boolean;
}

/** Everything that the Tab key can stop at, with how it looks when it does. */
export async function tabStops(page: Page): Promise<Stop[]> {
  return await page.evaluate(async () => {
    const wanted =
      "a[href], button:enabled, input:enabled, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
    const probe = document.createElement("i");
    probe.style.color = "var(--focus)";
    document.body.append(probe);
    const ofFocus = getComputedStyle(probe).color;
    probe.remove();
    const hasLine = (one: Element) => {
      const { outlineWidth, outlineStyle, stroke, strokeWidth } = getComputedStyle(one);
      if (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) return true;
      // What is drawn has no outline; its own line takes the colour of the focus.
      const isDrawn = one instanceof SVGElement && stroke === ofFocus;
      return isDrawn && Number.parseFloat(strokeWidth) > 0;
    };
    // A control without a look of its own is drawn by what stands around, beside or inside of it.
    const hasRing = (element: Element) => {
      const around = [element, element.parentElement, element.closest("label")];
      const beside = element.parentElement?.children ?? [];
      const drawn = [...around, ...element.querySelectorAll("*"), ...beside];
      return drawn.some((one) => one !== null && hasLine(one));
    };
    const stops: { name: string; hasRing: boolean }[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(wanted)) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      element.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
      // A dialog keeps the focus inside of itself, and guards of its own hand it on.
      if (document.activeElement !== element || element.matches("span[aria-hidden]")) continue;
      // In a row of which one at a time can be tabbed to, the row hands that on in its next frame.
      for (let frame = 0; frame < 4 && !hasRing(element); frame++) {
        await new Promise(requestAnimationFrame);
      }
      const text = element.getAttribute("aria-label") ?? element.textContent ?? "";
      const look = element.getAttribute("class") ?? "";
      const name = `${element.tagName.toLowerCase()}.${look} "${text.trim().slice(0, 50)}"`;
      stops.push({ name, hasRing: hasRing(element) });
    }
    return stops;
  });
}
