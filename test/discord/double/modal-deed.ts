import type { Component, Modal } from "./payload.ts";
import type { Deed } from "./interactions.ts";
import type { JsonObject } from "./json.ts";
import type { Message } from "./world.ts";
import { COMPONENT } from "./payload.ts";
import { INTERACTION } from "./world.ts";

/** What is filled in, by custom_id: a text, or the values chosen. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

/** Submits a modal. @throws Error where a client would keep it open. */
export function modalDeed(modal: Modal, filled: Filled, source: Message | null): Deed {
  const known = new Set(
    modal.components
      .flatMap((one) => [...(one.components ?? []), one.component])
      .map((one) => one?.custom_id),
  );
  for (const id of Object.keys(filled)) {
    if (!known.has(id)) throw new Error(`The modal has no ${id}.`);
  }
  const components = modal.components.map((one, index) => submitted(one, filled, index + 1));
  return {
    type: INTERACTION.modal,
    name: modal.custom_id,
    data: { custom_id: modal.custom_id, components },
    source,
  };
}

function submitted(component: Component, filled: Filled, id: number): JsonObject {
  const { type, custom_id: customId } = component;
  const base = { type, id };
  if (component.components) {
    const inner = component.components.map((one, index) => submitted(one, filled, id * 10 + index));
    return { ...base, components: inner };
  }
  if (component.component) {
    return { ...base, component: submitted(component.component, filled, id * 10) };
  }
  if (customId == null) return base;
  const value = filled[customId] ?? (type === COMPONENT.textInput ? (component.value ?? "") : []);
  if (typeof value !== "string") {
    checkSize(component, value.length, component.min_values ?? 1, component.max_values ?? 1);
    return { ...base, custom_id: customId, values: value };
  }
  checkSize(component, value.length, component.min_length ?? 1, component.max_length ?? 4_000);
  return { ...base, custom_id: customId, value };
}

function checkSize(
  { custom_id: id, required }: Component,
  size: number,
  min: number,
  max: number,
): void {
  const isLeftOut = size === 0 && required === false;
  if (!isLeftOut && (size < min || size > max)) {
    throw new Error(`${id}: ${size} is not between ${min} and ${max}.`);
  }
}
