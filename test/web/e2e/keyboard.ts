/** Somebody who has a keyboard and nothing else: every method presses keys, and only looks at what has the focus. */
import type { Page } from "playwright-core";
import { patienceMilliseconds } from "./stage.js";

/** No screen has more stops; whoever needs more has gone round without finding what they wanted. */
const mostTabs = 400;
const mostChoices = 60;

/** What can be said of the element that has the focus. */
export interface Focused {
  tag: string;
  role: string | null;
  /** Its `name` attribute, as forms have it. */
  field: string | null;
  type: string | null;
  value: string;
  checked: boolean;
  /** Its text, or what it is called where it has none. */
  label: string;
  activeOption: string | null;
  inDialog: boolean;
}

export class Keyboard {
  constructor(readonly page: Page) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  focused(): Promise<Focused> {
    return this.page.evaluate(() => {
      const element = document.activeElement ?? document.body;
      const field = element as HTMLInputElement;
      const label = element.getAttribute("aria-label") ?? element.textContent ?? "";
      const active = element.getAttribute("aria-activedescendant");
      return {
        tag: element.tagName.toLowerCase(),
        role: element.getAttribute("role"),
        field: element.getAttribute("name"),
        type: element.getAttribute("type"),
        value: String(field.value ?? ""),
        checked: field.checked === true,
        label: label.trim().replaceAll(/\s+/g, " "),
        activeOption: active,
        inDialog: element.closest("[role=dialog]") !== null,
      };
    });
  }

  /** Goes from stop to stop until the focus is on what is wanted. */
  async tabTo(what: string, fits: (focused: Focused) => boolean): Promise<Focused> {
    for (let tabs = 0; tabs < mostTabs; tabs++) {
      const focused = await this.focused();
      if (fits(focused)) return focused;
      await this.press("Tab");
    }
    throw new Error(`${what} cannot be reached with the Tab key`);
  }

  async pressButton(label: string | RegExp): Promise<void> {
    await this.tabTo(`the button ${label}`, (focused) => {
      const isButton = focused.tag === "button" || focused.role === "button";
      return isButton && matches(focused.label, label);
    });
    await this.press("Enter");
  }

  /** Presses an arrow key until the focus is where it should be, as in menus and rows of tabs. */
  async arrowTo(key: string, label: string | RegExp): Promise<void> {
    for (let steps = 0; steps < mostChoices; steps++) {
      if (matches((await this.focused()).label, label)) return;
      await this.press(key);
    }
    throw new Error(`${label} cannot be reached with ${key}`);
  }

  /** Finds an act or panel by name and opens it. */
  async palette(words: string, item: string): Promise<void> {
    await this.press("Control+k");
    await this.until("the palette is open", async () => (await this.focused()).role === "combobox");
    await this.type(words);
    const wanted = `palette-${item.replaceAll(/[^\w-]/g, "_")}`;
    for (let steps = 0; (await this.focused()).activeOption !== wanted; steps++) {
      if (steps > mostChoices) throw new Error(`the palette does not offer ${item} for "${words}"`);
      await this.press("ArrowDown");
    }
    await this.press("Enter");
  }

  /** Fills in one field of the form, whatever kind of control it is. */
  async fill(field: string, value: string): Promise<void> {
    const isIt = (focused: Focused) => focused.field === field;
    const { tag, type } = await this.tabTo(`the field ${field}`, isIt);
    if (type === "radio") await this.choose(field, value, "ArrowRight");
    else if (tag === "select") await this.choose(field, value, "ArrowDown");
    else {
      await this.press("Control+a");
      await this.type(value);
    }
  }

  /** Presses the form's button, and once more where the form asks whether it is meant. */
  async submit(): Promise<void> {
    await this.tabTo("the form's button", ({ tag, type }) => tag === "button" && type === "submit");
    await this.press("Enter");
    const armed = await this.page.locator("form.act-form .act-caution").count();
    if (armed > 0) await this.press("Enter");
  }

  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + patienceMilliseconds;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`in vain waited until ${what}`);
      await this.page.waitForTimeout(50);
    }
  }

  private async choose(field: string, value: string, key: string): Promise<void> {
    for (let steps = 0; steps < mostChoices; steps++) {
      const focused = await this.focused();
      const isChosen = focused.type === "radio" ? focused.checked : true;
      if (focused.value === value && isChosen) return;
      // An arrow key chooses the next one; a group in which nothing is chosen begins with the space bar.
      const isFirst = focused.type === "radio" && !focused.checked && steps === 0;
      await this.press(isFirst ? "Space" : key);
    }
    throw new Error(`${field} does not offer ${value}`);
  }
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? text === wanted : wanted.test(text);
}
