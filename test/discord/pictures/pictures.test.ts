import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { openCorpus } from "../bot/stand-in-answerer.ts";
import { run } from "../bot/support.ts";
import { drawMessages } from "./picture.ts";
import { takePictures } from "./replies.ts";
import { paragraph, widthOf } from "./typeset.ts";

const folder = resolve(import.meta.dirname, "../../../docs/pictures");

test("the pictures of the README show what the bot replies", async () => {
  const { answerer } = await openCorpus();
  const { discord } = await run({ answerer });
  const pictures = await takePictures(discord);
  expect((await readdir(folder)).toSorted()).toEqual([...pictures.keys()].toSorted());
  for (const [name, svg] of pictures) {
    const isSame = svg === (await readFile(join(folder, name), "utf8"));
    expect(isSame, `${name} is out of date: npm run discord:pictures draws it anew`).toBe(true);
  }
  discord.violations.assertClean();
});

test("lines are broken so that none is wider than its room", () => {
  const style = { size: 16, colour: "#fff" };
  const text = "The North Korean military’s deployment to Russia marks the first time.";
  const box = paragraph([{ text, style }], 150);
  const widths = [...box.draw(0, 0).matchAll(/textLength="([\d.]+)"/g)].map(([, width]) =>
    Number(width),
  );
  expect(widths.length).toBeGreaterThan(3);
  expect(Math.max(...widths)).toBeLessThanOrEqual(150);
  expect(widthOf("é", style)).toBe(widthOf("e", style));
});

test("whatever a text holds stays text", () => {
  const look = {
    content: '<script>"x"</script> & more',
    flags: 0,
    embeds: [],
    components: [],
    attachments: [],
  };
  const svg = drawMessages([{ author: "A<b>", isBot: false, reference: null, look }], "<title>");
  expect(svg).not.toContain("<script");
  expect(svg).not.toContain("A<b>");
  expect(svg).toContain("&amp; more");
});
