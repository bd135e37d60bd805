/**
 * The README's recorded commands are run again and must print what the README says.
 *
 * With SMOKEJUMPER_UPDATE=1 the test writes what they print into the README instead.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const readme = join(root, "README.md");
const folder = mkdtempSync(join(tmpdir(), "smokejumper-readme-"));
symlinkSync(join(root, "examples"), join(folder, "examples"));
afterAll(() => rmSync(folder, { recursive: true }));

/** How fast the machine was is the one thing that is not the same every time. */
const speed = /simulated in .*$/gm;

interface Recorded {
  command: string;
  output: string;
  whole: string;
}

function recorded(text: string): Recorded[] {
  const blocks = text.matchAll(/^ {4}\$ smokejumper (.*)\n((?: {4}.*\n|\n(?= {4}(?!\$)))*)/gm);
  return [...blocks].map(([whole, command, output]) => ({
    whole,
    command: command!,
    output: output!.replaceAll(/^ {4}/gm, "").trimEnd(),
  }));
}

/** Words and quoted phrases of a command line. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
}

function printed(command: string): string {
  const program = join(root, "dist/cli/main.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...wordsOf(command)], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  return `${stdout}${stderr}`.replaceAll(/ +$/gm, "").trimEnd();
}

const text = readFileSync(readme, "utf8");

test("the README has recorded commands", () => {
  expect(recorded(text).map(({ command }) => command.split(" ")[0])).toEqual([
    "run",
    "verify",
    "whatif",
    "simulate",
  ]);
});

test("the recorded commands print what the README says", () => {
  let updated = text;
  for (const { command, output, whole } of recorded(text)) {
    const now = printed(command);
    if (process.env.SMOKEJUMPER_UPDATE) {
      const lines = now.replaceAll(/^(?=.)/gm, "    ");
      updated = updated.replace(whole, () => `    $ smokejumper ${command}\n${lines}\n`);
    } else {
      expect(now.replaceAll(speed, ""), command).toBe(output.replaceAll(speed, ""));
    }
  }
  if (process.env.SMOKEJUMPER_UPDATE) writeFileSync(readme, `${updated.trimEnd()}\n`);
});

test("every command of the README's table exists", () => {
  const { stdout } = spawnSync(process.execPath, [join(root, "dist/cli/main.js"), "--help"], {
    encoding: "utf8",
  });
  const named = text.matchAll(/^\| `([a-z]+)[^|]*\| /gm);
  const commands = [...named].map(([, name]) => name!).filter((name) => name !== "first");
  expect(commands.length).toBeGreaterThan(8);
  for (const command of commands)
    if (command !== "bank") expect(stdout, command).toContain(` ${command}`);
});
