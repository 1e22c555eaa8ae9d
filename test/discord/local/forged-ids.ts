import type { Message } from "../double/world.ts";

/** Whatever is no button of ours: of other types, too many, too few, none at all. */
export const FORGED_IDS: readonly string[] = [
  'o0.0."c"',
  'o0.0."l"',
  'o0.0."a"',
  'o0.0."a",[]',
  'o0.0."a","What?"',
  'o0.0."a",[1]',
  'o0.0."a",[{}]',
  'o0.0."a",["x","y","z","2024","2024","more"]',
  `o0.0."a",${Array.from({ length: 12 }, () => '["x"]').join()}`,
  'o0.0."q"',
  'o0.0."q",null',
  'o0.0."q",["x"]',
  'o0.0."w",7',
  'o0.0."v",true',
  'o0.0."c",1,2',
  'o0.0."c","a","b","c","d","e","f"',
  'o0.0."s",{}',
  'o0.0."d",null',
  'o0.0."e",[]',
  'o0.0."t","r"',
  'o0.0."t","r","html"',
  'o0.0."__proto__","x"',
  'o0.0."constructor"',
  'o0.0.{"__proto__":{"kind":"ask"}}',
  'o0.0."w","\\ud800"',
  'o0.0."w","\\u0000"',
  'o0.0."w","x"],["y"',
  'o0.0."w","x"//',
  "o0.0.1e999",
  "o0.0.null",
  "o0.0.[[[[[[[[[[[[[[[[[[[[[[",
  "o0.0#__proto__",
  "o0.0#constructor",
  'o0.zzzzzzzzzz."w","x"',
  'o0.-1."w","x"',
  'o0.1.5."w","x"',
  'oA0.0."w","x"',
  'y0.0."w","x"',
  'x0.0."w","x"',
  "o",
  ".",
  " ",
  "\u202e",
  "😀".repeat(25),
];

/** Puts a button of this id, and nothing else, on a message of the bot. */
export function forge(message: Message, id: string): Message {
  const button = { type: 2, style: 2, label: "Forged", custom_id: id };
  message.look = { ...message.look, components: [{ type: 1, components: [button] }] };
  return message;
}
